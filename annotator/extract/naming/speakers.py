"""The persons and organisations of one document, and which of them a phrase means."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from operator import itemgetter

from annotator.extract.naming.counterparts import share_offices
from annotator.extract.naming.forms import (
    GENDERS,
    bare,
    folded,
    gender_of,
    homes_of,
    office_meant,
    office_of,
    plain_part,
)
from annotator.extract.naming.genders import (
    is_of_place,
    of_gender,
    opens_with_pronoun,
    tell,
    told_behind,
)
from annotator.extract.naming.lines import Line
from annotator.extract.naming.lone_names import lone_names, mended
from annotator.extract.naming.names import Name, is_behind, names
from annotator.extract.naming.other_names import renamed
from annotator.extract.naming.person import Person, surname_gender, weight
from annotator.extract.naming.person_matching import (
    GIVEN,
    bears,
    best,
    foreign,
    nearest,
    same_given,
    same_part,
)
from annotator.extract.naming.person_words import joins, office_phrase
from annotator.extract.naming.variants import alike, sounds
from annotator.extract.prose.given_names import usual_gender
from annotator.extract.prose.people import Description, people
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_ALIKE = 0.86
_APART = 0.2  # of both lengths; words further apart share too few letters to be alike
_LONG_ENOUGH = 5
_NEAR = 200
_CROWD = 400


class Cast:
    """Who appears in one document; two of one surname with different first names stay two."""

    def __init__(self, sentences: Sequence[Line]) -> None:
        """Read all sentences: names first, then the offices that stand for them."""
        self._persons: dict[str, list[Person]] = {}
        self._sounding: dict[str, list[Person]] = {}
        self._introduced: list[Person] = []
        self._all: list[Person] = []
        sentences = mended(sentences)
        found = [name for line in sentences for name in names(line)]
        found += [name for line in sentences for name in lone_names(line)]
        found.sort(key=lambda name: weight(name.plain), reverse=True)
        for name in found:
            self._add(name)
        for person, plain in renamed(sentences, self.persons):
            self._rename(person, plain)
        self._mentions = self._in_order()
        for line in sentences:
            self._note_mentions(line)
        self._mentions = self._in_order()
        share_offices(self._mentions)
        for person in self._all:
            if person.gender is None and len(person.plain) > 1:
                person.gender = usual_gender(person.plain[0]) or surname_gender(person.surname)
                person.human = person.human or person.gender is not None
        before: Person | None = None
        for line, following in zip_longest(sentences, sentences[1:]):
            told = not GENDERS.keys().isdisjoint(line.lows)
            if told or (following and opens_with_pronoun(following.words)):
                before = self._note_genders(line, before)
            else:
                before = None

    def all(self) -> list[Person]:
        """Return everybody, each once."""
        return self._all

    def leave_out(self, persons: Sequence[Person]) -> None:
        """Leave out who is none after all."""
        gone = set(map(id, persons))
        if gone:
            self._all = [item for item in self._all if id(item) not in gone]
            for part, group in self._persons.items():
                self._persons[part] = [item for item in group if id(item) not in gone]

    @property
    def parts(self) -> frozenset[str]:
        """Return the parts of all names, in lower case and without accents."""
        return frozenset(self._persons)

    def _in_order(self) -> list[tuple[int, Person]]:
        pairs = [(place, person) for person in self._all for place in person.places]
        return sorted(pairs, key=itemgetter(0))

    def _around(self, at: int) -> Iterator[Person]:
        """Yield who is named near `at`: backwards from it, then forwards; some come twice."""
        middle = bisect_right(self._mentions, at, key=lambda pair: pair[0])
        for _, person in reversed(self._mentions[max(0, middle - _NEAR) : middle]):
            yield person
        for _, person in self._mentions[middle : middle + _NEAR]:
            yield person

    def _add(self, name: Name) -> None:
        fitting = self._fitting(name)
        if fitting:
            best(of_gender(fitting, name), name).take(name)
            return
        person = Person(name.full, name.plain, name.surname)
        person.take(name)
        self._all.append(person)
        self._list(person, name.plain)
        self._sounding.setdefault(sounds(name.surname), []).append(person)

    def _list(self, person: Person, plain: Iterable[str]) -> None:
        """Let somebody be found by each part of a name."""
        for part in {piece for item in plain for piece in (item, *item.split("-"))}:
            if len(part) > 1 and part not in vocabulary().particles:
                self._persons.setdefault(part, []).append(person)

    def _rename(self, person: Person, plain: tuple[str, ...]) -> None:
        """Give somebody a further name; who was taken for another of that name is no more."""
        self.leave_out([item for item in self._all if item.plain == plain and item is not person])
        person.others.append(plain)
        self._list(person, plain)

    def _fitting(self, name: Name) -> list[Person]:
        """Return who can bear the name; other spellings of a long surname count."""
        found = self._bearing(name.plain)
        if found or len(name.plain) == 1 or name.plain[-1] in people().endings:
            return found
        given = name.plain[0]
        near = self._alike(name.surname)
        return [person for person in near if same_given(given, person.plain[0])]

    def _bearing(self, plain: Sequence[str]) -> list[Person]:
        """Return whose name these parts are a form of; by the surname, if any bears it so."""
        last = plain[-2] if len(plain) > 1 and plain[-1] in people().endings else plain[-1]
        group = self._persons.get(last)
        if not group:
            return []
        own = [person for person in group if person.surname == last]
        if len(plain) > 1:
            own = [person for person in own if bears(person, plain)]
        return own or [person for person in group if bears(person, plain)]

    def _alike(self, surname: str) -> list[Person]:
        """Return who bears a surname that sounds or is spelt almost so."""
        if len(surname) < _LONG_ENOUGH or len(self._persons) > _CROWD:
            return []
        found = self._sounding.get(sounds(surname))
        if found:
            return found
        own = sounds(surname)
        size = len(own)
        near = [
            key
            for key in self._sounding
            if abs(len(key) - size) <= _APART * (len(key) + size) and alike(key, own) >= _ALIKE
        ]
        return [person for key in near for person in self._sounding[key]]

    def _note_genders(self, line: Line, before: Person | None) -> Person | None:
        """Take `he` or `she` in a sentence for its one person, if nobody else is named in it.

        A sentence that begins with a pronoun tells of the one person of the sentence `before`.
        Return the one person of this sentence.
        """
        words = line.words
        found = self._among(words, line.leads)
        named = {id(person): person for person in found if not is_of_place(person)}
        if not named and before and opens_with_pronoun(words):
            tell(before, words[:1])
            return before
        if len(named) != 1:
            return None
        return told_behind(next(iter(named.values())), words)

    def _note_mentions(self, line: Line) -> None:
        """Count `Lee` and `the minister` as mentions of whom they mean."""
        officers = vocabulary().officers
        has_officer = not officers.isdisjoint(line.lows)
        words, persons = line.words, self._persons
        for at in line.leads:
            word = words[at]
            if word.low != "the":
                form = plain_part(word.text)
                group = self._bearing([form]) if form in persons else None
                closest = nearest(group, word.start) if group else None
                if closest and word.start - closest.last_before(word.start) > len(closest.full):
                    insort(closest.places, word.start)
            elif has_officer:
                phrase = office_phrase(words, at + 1)
                named = not officers.isdisjoint([item.low for item in phrase])
                person = self.in_office(phrase, word.start) if named else None
                if person is not None:
                    insort(person.places, word.start)

    def persons(self, words: Sequence[Word]) -> Iterator[Person]:
        """Yield the persons named in a run of words, from left to right."""
        return self._among(words, range(len(words)))

    def _among(self, words: Sequence[Word], places: Iterable[int]) -> Iterator[Person]:
        """Yield the persons whose names begin at some of the places among words."""
        end = 0
        size = len(words)
        for at in places:
            if at < end or not words[at].in_name:
                continue
            end = at + 1
            while end < size and (words[end].in_name or joins(words, end)):
                end += 1
                if bare(words[end - 1].text) != words[end - 1].text:
                    break
            found = self._named(words[at:end])
            if found is not None:
                yield found

    def _named(self, run: Sequence[Word]) -> Person | None:
        """Return whom a run of capitals names, titles before the name left out."""
        if self._persons.keys().isdisjoint([plain_part(word.text) for word in run]):
            return None
        while len(run) > 1 and is_behind(run[-1]):
            run = run[:-1]
        forms = [plain_part(word.text) for word in run if word.is_word]
        for start in range(len(forms)):
            group = self._bearing(forms[start:])
            if group:
                gender = gender_of(run[:start])
                fitting = [item for item in group if gender in {None, item.gender}]
                return nearest(fitting or group, run[0].start)
        return None

    def spelt_otherwise(self, words: Sequence[Word]) -> Person | None:
        """Return whom a lone capitalised word may mean in another spelling, or None."""
        if not words or not words[-1].is_name:
            return None
        group = self._alike(folded(bare(words[-1].text)))
        given = folded(words[0].text).rstrip(".")
        if len(words) > 1:
            group = [
                item
                for item in group
                if item.plain
                and (same_part(given, item.plain[0]) or alike(given, item.plain[0]) >= GIVEN)
            ]
        return nearest(group, words[-1].start) if group else None

    def in_office(self, words: Sequence[Word], at: int) -> Person | None:
        """Return who `the Turkish minister` means: the last one named who fits, or None."""
        lows = [word.low for word in words]
        homes = homes_of(words)
        for wanted in (office_of(lows), office_meant(lows)):
            fitting = [
                person
                for person in (self._around(at) if wanted else ())
                if wanted <= person.office and not foreign(person, homes)
            ]
            if fitting:
                return next((person for person in fitting if person.homes & homes), fitting[0])
        return None

    def nameless(self, full: str, at: int) -> Person | None:
        """Return the last person introduced in these words, or at this place, by these words."""
        for item in reversed(self._introduced):
            if item.full == full:
                return item
            if at in item.places and full.startswith(item.full):
                item.full = full
                return item
        return None

    def introduce(
        self, full: str, said: Description, at: int, plain: tuple[str, ...] = ()
    ) -> Person:
        """Return a new person, named at `at`: `a nurse`, or one of whom there is only a name."""
        person = Person(full, plain, plain[-1] if plain else "")
        for part in plain:
            self._persons.setdefault(part, []).append(person)
        person.learn(said)
        person.human = True
        person.places.append(at)
        self._all.append(person)
        if not plain:
            self._introduced.append(person)
        insort(self._mentions, (at, person), key=lambda pair: pair[0])
        return person
