"""One person of a document, as far as the text tells who it is."""

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from annotator.extract.naming.names import Name
from annotator.extract.naming.wordlists import naming_words
from annotator.extract.prose.people import Description

_SMALL: Final = frozenset(["van", "von"])


@dataclass(slots=True)
class Person:
    """One person of the document: the name, and what titles and appositions say of them.

    `plain` are the name's parts for comparison; `places` are the offsets at which the person is
    named. Who has no name goes by a description, and has no parts; `others` are the parts of
    nicknames and the like. The gender is `guessed` where only a pronoun near the name tells it.
    """

    full: str
    plain: tuple[str, ...]
    surname: str
    office: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    gender: str | None = None
    words: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    age: str | None = None
    human: bool = False
    guessed: bool = False
    others: list[tuple[str, ...]] = field(default_factory=list)

    def take(self, name: Name) -> None:
        """Add a mention: of two equally long forms the one without initials is canonical."""
        if weight(name.plain) > weight(self.plain):
            self.full, self.plain, self.surname = name.full, name.plain, name.surname
        self.office |= name.office
        self.homes |= name.homes
        self.gender = self.gender or name.gender
        self.learn(name.description)
        told = name.office or name.gender or len(name.plain[0]) == 1
        self.human = self.human or bool(told) or not _SMALL.isdisjoint(name.plain)
        insort(self.places, name.at)

    def learn(self, said: Description) -> None:
        """Add what an apposition says."""
        self.words |= said.words
        self.heads |= said.heads
        self.age = self.age or said.age
        self.gender = self.gender or said.gender
        self.human = self.human or bool(said.heads or said.age)

    @property
    def name(self) -> str:
        """Return the canonical name."""
        return self.full

    def note(self, at: int) -> None:
        """Add a place where the person is meant."""
        insort(self.places, at)

    def last_before(self, at: int) -> int:
        """Return the last place up to `at` where the person is named; -1 for none."""
        index = bisect_right(self.places, at)
        return self.places[index - 1] if index else -1


def surname_gender(surname: str) -> str | None:
    """Return whose surname of this ending it is: `Petrova`, `Petrov`."""
    known = naming_words().surname_endings
    return next((gender for gender, ends in known.items() if surname.endswith(ends)), None)


def weight(plain: Sequence[str]) -> tuple[int, int]:
    """Return how full a name is: its parts that are no initials, then all of them."""
    return sum([len(part) > 1 for part in plain]), len(plain)
