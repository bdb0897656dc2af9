"""Who a source mention means, within one document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotator.extract.names import Name, bare, country_of, names, office_of
from annotator.extract.segmentation import Word
from annotator.extract.vocabulary import vocabulary

_ARTICLES = frozenset({"the", "a", "an"})
_INITIAL = 2


@dataclass(slots=True)
class Person:
    """One person of the document: all the forms of the name, and the offices said of them."""

    full: str
    surname: str
    given: str | None
    office: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    gender: str | None = None

    def take(self, name: Name) -> None:
        """Add a mention: the longest form of the name becomes the canonical one."""
        if len(name.parts) > 1 and not _is_initial(name.parts[0]):
            if self.given is None or _is_initial(self.given) or len(name.full) > len(self.full):
                self.full = name.full
            if self.given is None or _is_initial(self.given):
                self.given = name.parts[0]
        self.office |= name.office
        if name.country:
            self.countries.add(name.country)
        self.places.append(name.at)


def _is_initial(part: str) -> bool:
    return len(part.rstrip(".")) == 1


def _same_given(left: str | None, right: str | None) -> bool:
    """Tell whether two first names can be one person's: equal, an initial, or one unsaid."""
    if left is None or right is None:
        return True
    one, other = left.rstrip(".").lower(), right.rstrip(".").lower()
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return one == other


class Cast:
    """The persons and organisations of one document, in the order they appear."""

    def __init__(self, passages: Iterable[Sequence[Word]]) -> None:
        """Read all sentences once."""
        self._persons: dict[str, list[Person]] = {}
        self._organisations: list[tuple[int, str]] = []
        found = [name for words in passages for name in names(words)]
        found.sort(key=lambda name: len(name.parts) == 1)
        for name in found:
            self._add(name)

    def _add(self, name: Name) -> None:
        given = name.parts[0] if len(name.parts) > 1 else None
        group = self._persons.setdefault(name.surname, [])
        fitting = [person for person in group if _same_given(person.given, given)]
        if not fitting:
            person = Person(name.full, name.surname, given)
            group.append(person)
        else:
            person = _best(fitting, name)
        person.take(name)

    def person(self, words: Sequence[Word]) -> Person | None:
        """Return the person a source phrase names, or None."""
        for name in names(words):
            given = name.parts[0] if len(name.parts) > 1 else None
            group = self._persons.get(name.surname, [])
            fitting = [person for person in group if _same_given(person.given, given)]
            if fitting:
                return _best(fitting, name)
        return self._by_surname(words)

    def _by_surname(self, words: Sequence[Word]) -> Person | None:
        for word in reversed(words):
            group = self._persons.get(bare(word.low)) if word.is_name else None
            if group:
                return _nearest(group, word.start)
        return None

    def in_office(self, words: Sequence[Word], at: int) -> Person | None:
        """Return who `the Turkish minister` means: the last one named who fits, or None."""
        lows = [word.low for word in words]
        office = office_of(lows)
        country = country_of(lows)
        if not office:
            return None
        fitting = [
            person
            for person in self.everybody()
            if office <= person.office and (not country or country in person.countries)
        ]
        return _nearest(fitting, at) if fitting else None

    def latest(self, at: int) -> Person | None:
        """Return the person named last before `at`."""
        return _nearest_before(list(self.everybody()), at)

    def everybody(self) -> Iterable[Person]:
        """Yield all persons."""
        for group in self._persons.values():
            yield from group


def _best(fitting: Sequence[Person], name: Name) -> Person:
    exact = [
        person
        for person in fitting
        if len(name.parts) > 1 and person.given and person.given.lower() == name.parts[0].lower()
    ]
    agreeing = [
        person
        for person in (exact or fitting)
        if not name.country or not person.countries or name.country in person.countries
    ]
    return _nearest(agreeing or exact or fitting, name.at)


def _nearest(people: Sequence[Person], at: int) -> Person:
    return _nearest_before(people, at) or people[0]


def _nearest_before(people: Sequence[Person], at: int) -> Person | None:
    best: tuple[int, Person] | None = None
    for person in people:
        place = max((place for place in person.places if place <= at), default=-1)
        if place >= 0 and (best is None or place > best[0]):
            best = (place, person)
    return best[1] if best else None


def plain_name(words: Sequence[Word], text: str) -> str | None:
    """Return a phrase that names no person, without its article: `press service of X`.

    An apposition behind a comma is left out. None for nothing but a pronoun.
    """
    end = next((at for at, word in enumerate(words) if word.text == ","), len(words))
    kept = list(words[:end])
    while kept and kept[0].low in _ARTICLES:
        kept = kept[1:]
    if not kept or (len(kept) == 1 and kept[0].low in vocabulary().subject_pronouns):
        return None
    return " ".join(text[kept[0].start : kept[-1].end].split())
