"""Who a phrase without a name may mean, each with the signs for and against."""

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from annotator.extract.naming.body import Body
from annotator.extract.naming.mentions import Mention, sort_of
from annotator.extract.naming.noun_signs import Nouns
from annotator.extract.naming.person import Person
from annotator.extract.naming.ranking import Candidate
from annotator.extract.naming.setting import Setting
from annotator.extract.naming.signs import (
    Entity,
    gender_signs,
    kind_signs,
    last_words,
    near,
    own_signs,
    spoke,
)
from annotator.extract.naming.strangers import BEFORE_STRANGERS
from annotator.extract.naming.wordlists import like_nouns, naming_words

_MOST = 14
_PERSONAL = frozenset(["he", "she", "his", "her", "him", "who", "whom", "himself", "herself"])
_CALLED = frozenset(["same noun", "like noun", "noun among words", "noun beside", "kin"])
_OF_BODIES = frozenset(["company", "body", "group"])
_HERE = frozenset(["paragraphs 0"])
_CLOSE = frozenset(["paragraphs 0", "paragraphs 1"])
_RANKS = ("rank 0", "rank 1", "rank 2", "rank 3", "rank 4")
_EXCLUDING = frozenset(["gender other", "home other", "age other", "office other", "own quotation"])


class Candidates:
    """The persons and bodies of a document, as they stand when a phrase is read."""

    def __init__(
        self,
        persons: Sequence[Person],
        bodies: Sequence[Body],
        setting: Setting,
        spoken: Mapping[int, int],
        around: Entity | None = None,
    ) -> None:
        """Take everybody, who spoke until now, and who says the quotation a phrase stands in.

        `spoken` are the paragraphs by identity, in the order in which each spoke last.
        """
        self._around = around
        self._setting = setting
        self._persons = [item for item in persons if not self._is_place(item)]
        self._bodies = bodies
        self._last = last_words(spoken)

    def _is_place(self, person: Person) -> bool:
        """Tell whether capitals stand where places do, and nothing sure tells a person by them."""
        if not person.plain or person.office or person.age:
            return False
        where = self._setting
        return where.only_placed(person.places) if person.human else where.only_local(person.places)

    def of_pronoun(self, mention: Mention, gender: str | None) -> Iterator[Candidate]:
        """Yield whom `he` or `it` may mean, the nearest ones."""
        entities: Sequence[Entity] = self._persons
        if mention.head not in _PERSONAL:
            entities = [*self._bodies, *self._perhaps_bodies()]
        found = []
        for rank, (last, entity) in enumerate(_nearest(entities, mention.at)):
            signs = self._common(entity, mention, rank, last) + gender_signs(entity, gender)
            if _EXCLUDING.isdisjoint(signs):
                found.append(Candidate(entity.name, signs, entity))
        yield from _marked(found)

    def of_phrase(
        self, mention: Mention, own: str, but: Entity | None = None
    ) -> Iterator[Candidate]:
        """Yield whom `the watchman` or `the company` may mean, last its own words `own`."""
        same = False
        kept = []
        nouns = Nouns(mention, self._setting)
        for rank, (last, entity) in enumerate(_nearest(self._of_sort(mention), mention.at)):
            if entity is but:
                continue
            signs = self._common(entity, mention, rank, last) + nouns.signs(entity)
            if but is not None:
                signs.append("tie" if is_tie(mention.head) else "owned")
                if _kin(entity, but):
                    signs.append("kin")
            same = same or entity.name == own
            fits = but is None or is_tie(mention.head) or not _CALLED.isdisjoint(signs)
            if _EXCLUDING.isdisjoint(signs) and fits:
                kept.append(Candidate(entity.name, signs, entity))
        yield from _marked(kept)
        if not same and not mention.meant:
            signs = list(own_signs(own, mention, self._setting))
            if but is not None:
                signs.append("own of tie" if is_tie(mention.head) else "own of owner")
            yield Candidate(own, signs)

    def named_later(self, mention: Mention, own: str) -> Sequence[Candidate]:
        """Return whom `a spokesman` may mean who is named only later, and the words themselves.

        Nothing is returned where nobody is called so later.
        """
        if mention.words[0].low not in BEFORE_STRANGERS or sort_of(mention) != "person":
            return ()
        later = self._later(mention)
        if not later:
            return ()
        found = []
        nouns = Nouns(mention, self._setting)
        for rank, person in enumerate(later):
            signs = [
                _RANKS[min(rank, len(_RANKS) - 1)],
                *kind_signs(person),
                *nouns.signs(person),
                *self._how_soon(person, mention),
            ]
            if _EXCLUDING.isdisjoint(signs):
                found.append(Candidate(person.name, signs, person))
        if not found:
            return ()
        return [*found, Candidate(own, list(own_signs(own, mention, self._setting)))]

    def _later(self, mention: Mention) -> list[Person]:
        """Return whom a text first names behind a phrase: called like it, or opening the next."""
        alike = {mention.head, *like_nouns().get(mention.head, ())}
        end = mention.words[-1].end
        later = [
            item
            for item in self._persons
            if item.plain
            and item.places
            and item.places[0] > end
            and (not alike.isdisjoint(item.heads | item.office) or self._opens_next(item, mention))
        ]
        return sorted(later, key=lambda item: item.places[0])

    def _opens_next(self, person: Person, mention: Mention) -> bool:
        """Tell whether a spokesman may be who, not described, opens the next sentence."""
        if not mention.head.startswith("spokes"):
            return False
        first = self._setting.standing(person.places[0])
        same = first.paragraph == mention.paragraph
        opens = first.sentence == mention.sentence + 1 and first.opens
        return same and opens and not person.heads

    def _how_soon(self, person: Person, mention: Mention) -> list[str]:
        gap = self._setting.standing(person.places[0]).paragraph - mention.paragraph
        return [f"soon {min(gap, 3)}", f"lead {min(mention.paragraph, 2)}"]

    def _of_sort(self, mention: Mention) -> list[Entity]:
        """Return persons for a person's noun, bodies for a body's, both where it may be either."""
        sort = sort_of(mention)
        found: list[Entity] = []
        found += self._perhaps_bodies() if sort in _OF_BODIES else self._persons
        found += () if sort in {"person", "nation"} else self._bodies
        return found

    def _perhaps_bodies(self) -> list[Person]:
        """Return names that may be of persons or not: nothing tells yet."""
        return [item for item in self._persons if not item.human and item.gender is None]

    def _common(self, entity: Entity, mention: Mention, rank: int, last: int) -> list[str]:
        signs = [
            _RANKS[min(rank, len(_RANKS) - 1)],
            *kind_signs(entity),
            *near(entity, last, mention, self._setting),
            *spoke(entity, mention, self._last),
        ]
        if self._setting.outside(entity.places):
            signs.append("outside")
        if entity is self._around:
            quoted = self._setting.quoted(mention.sentence, mention.at)
            signs.append("own quotation" if quoted else "own report")
        if self._setting.only_local(entity.places):
            signs.append("local")
        return signs


def behind_of(entity: Entity, text: str) -> str:
    """Return a name as it goes behind `of`: `the nurse`, `the app` with the article of the text."""
    if isinstance(entity, Person):
        return entity.name if entity.plain else f"the {_lowered(entity.name)}"
    form = entity.name if entity.proper else _lowered(entity.name)
    led = re.search(rf"\b[Tt]he {re.escape(form)}\b(?! [^\W\d_a-z])", text)
    return f"the {form}" if led else form


def _lowered(name: str) -> str:
    return name[0].lower() + name[1:]


def is_tie(head: str) -> bool:
    """Tell whether a noun says what somebody is to another, and no more: `her colleague`."""
    return head in naming_words().ties


def _marked(found: list[Candidate]) -> list[Candidate]:
    """Mark who is the only one of a paragraph, and the only one of the last two."""
    for sign, close in (("only one here", _HERE), ("only one near", _CLOSE)):
        there = [item for item in found if not close.isdisjoint(item.signs)]
        if len(there) == 1:
            there[0].signs.append(sign)
    return found


def _kin(one: Entity, other: Entity) -> bool:
    """Tell whether two persons have a surname in common."""
    if isinstance(one, Body) or isinstance(other, Body):
        return False
    return bool(one.surname) and one.surname == other.surname


def _nearest(entities: Sequence[Entity], at: int) -> list[tuple[int, Entity]]:
    """Return who was named last before `at`, each with where, -1 for later only; 14 at most."""
    named = [(entity.last_before(at - 1), entity) for entity in entities]
    return sorted(named, key=itemgetter(0), reverse=True)[:_MOST]
