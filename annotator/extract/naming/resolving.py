"""From the words of a source to the canonical speaker, reading the document in order."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from annotator.extract.naming.names import folded, is_name_part, office_meant
from annotator.extract.naming.organisations import Organisations, plain_name
from annotator.extract.naming.person import Person
from annotator.extract.naming.speakers import GENDERS, Cast
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.people import described, is_person_noun, people
from annotator.extract.prose.segmentation import Stretch, Word, words
from annotator.extract.prose.vocabulary import vocabulary

_PLURAL: Final = frozenset(["they", "we", "it"])
_HIGH_OFFICES: Final = frozenset(["president", "minister", "premier", "king", "queen"])
_MANY: Final = frozenset(["some", "many", "several", "most", "both", "all", "few", "no"])
_RECENT: Final = 3
_LEAD: Final = 9
_SENTENCES: Final = 12


class Resolver:
    """Names the speakers of sources; they must come in the order of the text."""

    def __init__(
        self, text: str, read: Sequence[Passage], captions: Sequence[Sequence[Word]]
    ) -> None:
        """Start with nobody having spoken; `captions` are words that only introduce names."""
        self._text = text
        sentences = [*captions, *(here.words for here in read)]
        self._cast = Cast(sentences)
        self._organisations = Organisations(text, sentences)
        self._read = read
        self._spoken: dict[Stretch, Person] = {}
        self._last: tuple[int, Person] | None = None
        self._last_group: str | None = None

    def speaker(self, source: Stretch | None, here: Passage) -> str | None:
        """Return the canonical name of a source mention; None for nobody or an unclear pronoun."""
        if source is None:
            return None
        mention = words(self._text, source)
        person = self._person(mention, here) if mention else None
        if person is not None:
            self._spoken[here.within] = person
            self._last = (here.paragraph, person)
            return person.full
        return self._group(mention)

    def _group(self, mention: Sequence[Word]) -> str | None:
        name = self._organisations.meant(mention) or plain_name(mention, self._text)
        if name is None:
            pronoun = bool(mention) and mention[0].low in _PLURAL
            return self._last_group if pronoun else None
        self._organisations.add(mention)
        self._last_group = name
        return name

    def _person(self, mention: Sequence[Word], here: Passage) -> Person | None:
        known = vocabulary()
        if len(mention) == 1 and mention[0].low in {*GENDERS, "who"}:
            return self._antecedent(mention[0], here)
        comma = next((at for at, word in enumerate(mention) if word.text == ","), len(mention))
        core = mention[:comma]
        if not core:
            return None
        if core[0].low in {"his", "her"} and core[-1].low in known.reports:
            return self._antecedent(core[0], here)
        if self._is_body(core) and not office_meant([word.low for word in core]):
            return None
        if self._is_pair(core):
            return None
        named = self._named(core)
        if named is None and not core[-1].is_name:
            named = self._behind_comma(mention[comma + 1 :])
        return named or self._told_by_nouns(core) or self._officer(core) or self._misspelt(core)

    def _told_by_nouns(self, core: Sequence[Word]) -> Person | None:
        """Return who is `the watchman` or `the 43-year-old`; `a nurse` is somebody new."""
        said = described(core)
        known = vocabulary()
        lead = core[0].low
        if not (said.age or any(is_person_noun(low) for low in said.heads)):
            return None
        if lead in known.determiners and lead not in {"a", "an", "one"}:
            found = self._cast.described(said, core[0].start)
            if found is not None or self._officer(core) is not None:
                return found
        name = plain_name(core, self._text)
        if name is None or lead not in known.determiners or lead in _MANY:
            return None
        return self._cast.introduce(name, said, core[0].start)

    def _behind_comma(self, rest: Sequence[Word]) -> Person | None:
        """Return who is named behind `its chairwoman,`."""
        if not rest or not is_name_part(rest[0]):
            return None
        return next(self._cast.persons(rest), None)

    def _is_pair(self, core: Sequence[Word]) -> bool:
        """Tell whether two persons share a phrase: they speak as a group."""
        at = next((at for at, word in enumerate(core) if word.low == "and"), 0)
        both = (core[:at], core[at + 1 :])
        return at > 0 and all(next(self._cast.persons(half), None) for half in both)

    @staticmethod
    def _is_body(core: Sequence[Word]) -> bool:
        known = vocabulary()
        if core[-1].low in {"correspondent", "reporter"} and len(core) > 1:
            return core[-2].is_name
        return (
            core[-1].low in known.bodies
            or core[-1].low in known.reports
            or any(word.low in {"service", "office"} for word in core)
        )

    def _named(self, core: Sequence[Word]) -> Person | None:
        """Return the person a phrase ends with: not the one whose spokesman it is about."""
        last = core[-1]
        found = [person for person in self._cast.persons(core) if _ends_with(person, core)]
        return found[-1] if found and (is_name_part(last) or last.low in people().behind) else None

    def _misspelt(self, core: Sequence[Word]) -> Person | None:
        return self._cast.spelt_otherwise(core) if all(word.is_name for word in core) else None

    def _officer(self, core: Sequence[Word]) -> Person | None:
        known = vocabulary()
        lead = core[0].low
        lows = [word.low for word in core]
        holds = core[-1].low in known.officers or office_meant(lows)
        if lead in {"a", "an"} or not holds:
            return None
        found = self._cast.in_office(core, core[0].start)
        may_be_new = bool(office_meant(lows)) or not _HIGH_OFFICES & set(lows)
        if found is None and lead == "the" and may_be_new:
            found = self._cast.without_office(core, core[0].start)
        return found

    def _antecedent(self, pronoun: Word, here: Passage) -> Person | None:
        """Return whom `he` means.

        Who leads the sentence, else who spoke last or leads in the paragraph, else who spoke in
        the paragraphs before, else who was named last.
        """
        before = [word for word in here.words if word.end <= pronoun.start]
        found = self._leader(before, pronoun.low) or self._in_paragraph(pronoun, here)
        if found is None and self._last and here.paragraph - self._last[0] <= _RECENT:
            found = self._last[1] if self._last[1].may_be(pronoun.low) else None
        found = found or self._cast.latest(pronoun.start, pronoun.low)
        if found is not None and found.gender is None:
            found.gender = GENDERS.get(pronoun.low)
        return found

    def _in_paragraph(self, pronoun: Word, here: Passage) -> Person | None:
        end = bisect_right(self._read, here.within.start, key=lambda item: item.within.end)
        for item in reversed(self._read[max(0, end - _SENTENCES) : end]):
            if item.paragraph != here.paragraph:
                break
            person = self._spoken.get(item.within) or self._leader(item.words, pronoun.low)
            if person is not None and person.may_be(pronoun.low):
                return person
        return None

    def _leader(self, lead: Sequence[Word], pronoun: str) -> Person | None:
        """Return the person a sentence begins with."""
        opening = lead[:_LEAD]
        for person in self._cast.persons(opening):
            if person.may_be(pronoun):
                return person
        if len(opening) > 1 and opening[0].low == "the":
            return self._cast.in_office(opening[:3], opening[0].start)
        return None


def _ends_with(person: Person, core: Sequence[Word]) -> bool:
    if core[-1].low.endswith(("'s", "s'")):
        return False
    named = any(core[0].start <= place < core[-1].end for place in person.places)
    return named or folded(core[-1].text) in person.plain
