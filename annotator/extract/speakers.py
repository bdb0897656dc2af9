"""The persons and organisations of one document, and which of them a phrase means."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.extract.names import (
    Name,
    bare,
    folded,
    gender_of,
    homes_of,
    names,
    office_meant,
    office_of,
)
from annotator.extract.segmentation import Word
from annotator.extract.vocabulary import vocabulary

_ALIKE = 86.0
_LONG_ENOUGH = 6
_OFFICE_WORDS = 3
_NEAR = 200
_CROWD = 400


@dataclass(slots=True)
class Person:
    """One person of the document: the name, and what titles say of them.

    `places` are the offsets at which the person is named.
    """

    full: str
    surname: str
    given: str | None
    office: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    gender: str | None = None

    def take(self, name: Name) -> None:
        """Add a mention: the first form with a whole first name becomes the canonical one."""
        if len(name.parts) > 1 and (self.given is None or _is_initial(self.given)):
            self.full, self.given = name.full, name.parts[0]
        self.office |= name.office
        self.homes |= name.homes
        self.gender = self.gender or name.gender
        insort(self.places, name.at)

    def last_before(self, at: int) -> int:
        """Return the last place up to `at` where the person is named; -1 for none."""
        index = bisect_right(self.places, at)
        return self.places[index - 1] if index else -1

    def may_be(self, pronoun: str) -> bool:
        """Tell whether `he` or `she` can be this person."""
        known = vocabulary()
        gender = "female" if pronoun in known.female else "male" if pronoun in known.male else None
        return self.gender is None or gender is None or self.gender == gender


def _is_initial(part: str) -> bool:
    return len(part.rstrip(".")) == 1


def _same_given(left: str | None, right: str | None) -> bool:
    """Tell whether two first names can be one person's: equal, an initial, or one unsaid."""
    if left is None or right is None:
        return True
    one, other = folded(left).rstrip("."), folded(right).rstrip(".")
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return one == other


class Cast:
    """Who appears in one document; two of one surname with different first names stay two."""

    def __init__(self, sentences: Sequence[Sequence[Word]]) -> None:
        """Read all sentences: names first, then the offices that stand for them."""
        self._persons: dict[str, list[Person]] = {}
        found = [name for words in sentences for name in names(words)]
        found.sort(key=lambda name: len(name.parts) == 1)
        for name in found:
            self._add(name)
        self._mentions = self._in_order()
        for words in sentences:
            self._note_mentions(words)
        self._mentions = self._in_order()

    def _in_order(self) -> list[tuple[int, Person]]:
        everybody = (person for group in self._persons.values() for person in group)
        pairs = [(place, person) for person in everybody for place in person.places]
        return sorted(pairs, key=lambda pair: pair[0])

    def _around(self, at: int) -> Iterator[Person]:
        """Yield who is named near `at`: backwards from it, then forwards; some come twice."""
        middle = bisect_right(self._mentions, at, key=lambda pair: pair[0])
        for _, person in reversed(self._mentions[max(0, middle - _NEAR) : middle]):
            yield person
        for _, person in self._mentions[middle : middle + _NEAR]:
            yield person

    def _add(self, name: Name) -> None:
        given = name.parts[0] if len(name.parts) > 1 else None
        fitting = self._fitting(name.surname, given)
        if fitting:
            _best(fitting, name).take(name)
            return
        person = Person(name.full, name.surname, given)
        person.take(name)
        self._persons.setdefault(name.surname, []).append(person)

    def _fitting(self, surname: str, given: str | None) -> list[Person]:
        """Return who can bear the name; other spellings of a long surname count."""
        group = self._persons.get(surname) or self._alike(surname)
        return [person for person in group if _same_given(person.given, given)]

    def _alike(self, surname: str) -> list[Person]:
        from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - compiled, not at start

        if len(surname) < _LONG_ENOUGH or len(self._persons) > _CROWD:
            return []
        near = [key for key in self._persons if ratio(key, surname) >= _ALIKE]
        return [person for key in near for person in self._persons[key]]

    def _note_mentions(self, words: Sequence[Word]) -> None:
        """Count `Lee` and `the minister` as mentions of whom they mean."""
        officers = vocabulary().officers
        for at, word in enumerate(words):
            if word.low == "the":
                phrase = _office_phrase(words, at + 1)
                named = any(item.low in officers for item in phrase)
                person = self.in_office(phrase, word.start) if named else None
                if person is not None:
                    insort(person.places, word.start)
            elif word.is_name:
                group = self._persons.get(folded(bare(word.text)))
                nearest = _nearest(group, word.start) if group else None
                if nearest and word.start - nearest.last_before(word.start) > len(nearest.full):
                    insort(nearest.places, word.start)

    def persons(self, words: Sequence[Word]) -> Iterator[Person]:
        """Yield the persons named in a run of words, from left to right."""
        named = {name.at: name for name in names(words)}
        covered = 0
        for word in words:
            if word.start in named:
                name = named[word.start]
                given = name.parts[0] if len(name.parts) > 1 else None
                fitting = self._fitting(name.surname, given)
                covered = word.start + len(name.full)
                if fitting:
                    yield _best(fitting, name)
            elif word.is_name and word.start >= covered:
                group = self._persons.get(folded(bare(word.text)))
                if group:
                    yield _nearest(group, word.start)

    def spelt_otherwise(self, words: Sequence[Word]) -> Person | None:
        """Return whom a lone capitalised word may mean in another spelling, or None."""
        group = self._alike(folded(words[-1].text)) if words and words[-1].is_name else []
        return _nearest(group, words[-1].start) if len(group) == 1 else None

    def in_office(self, words: Sequence[Word], at: int) -> Person | None:
        """Return who `the Turkish minister` means: the last one named who fits, or None."""
        lows = [word.low for word in words]
        homes = homes_of(words)
        for wanted in (office_of(lows), office_meant(lows)):
            fitting = [
                person
                for person in (self._around(at) if wanted else ())
                if wanted <= person.office and not _foreign(person, homes)
            ]
            if fitting:
                return next((person for person in fitting if person.homes & homes), fitting[0])
        return None

    def without_office(self, words: Sequence[Word], at: int) -> Person | None:
        """Return the last person named before `at` of whom no office is said, or None."""
        homes, gender = homes_of(words), gender_of(words)
        for person in self._around(at):
            fits = gender is None or person.gender in {None, gender}
            if fits and not person.office and not _foreign(person, homes):
                return person if person.last_before(at) >= 0 else None
        return None

    def latest(self, at: int, pronoun: str) -> Person | None:
        """Return the person named last before `at` whom the pronoun can mean."""
        found = next((item for item in self._around(at) if item.may_be(pronoun)), None)
        return found if found is not None and found.last_before(at) >= 0 else None


def _office_phrase(words: Sequence[Word], first: int) -> Sequence[Word]:
    """Return the words from `first` to the next noun of an office, four at most."""
    end = first
    while end < min(len(words), first + _OFFICE_WORDS) and words[end].is_word:
        end += 1
        if words[end - 1].low in vocabulary().office_nouns:
            break
    return words[first:end]


def _foreign(person: Person, homes: Iterable[str]) -> bool:
    wanted = set(homes)
    return bool(wanted and person.homes and not wanted & person.homes)


def _best(fitting: Sequence[Person], name: Name) -> Person:
    given = folded(name.parts[0]) if len(name.parts) > 1 else None
    exact = [item for item in fitting if given and item.given and folded(item.given) == given]
    local = [item for item in exact or fitting if not _foreign(item, name.homes)]
    return _nearest(local or exact or fitting, name.at)


def _nearest(people: Sequence[Person], at: int) -> Person:
    """Return who of them was named last up to `at`, or the first if none was."""
    return max(people, key=lambda person: person.last_before(at))
