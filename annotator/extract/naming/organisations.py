"""Sources that are no persons, as the text names them: ministries, papers, companies."""

from bisect import insort
from collections.abc import Mapping, Sequence
from typing import Final

from annotator.extract.naming.body import Body
from annotator.extract.naming.body_names import (
    OF,
    Runs,
    goes_on,
    is_no_body,
    nouns_beside,
    nouns_of,
    runs,
    speaks,
    with_place,
)
from annotator.extract.naming.forms import bare, folded
from annotator.extract.naming.lines import Line
from annotator.extract.naming.own_words import plain_name, without_article
from annotator.extract.naming.person import Person
from annotator.extract.naming.short_forms import is_spelt, short_forms
from annotator.extract.naming.wordlists import (
    bodies_and_companies,
    body_nouns,
    foreign_bodies,
    institutions,
    naming_words,
)
from annotator.extract.prose.people import is_person_noun
from annotator.extract.prose.segmentation import Word
from annotator.extract.prose.vocabulary import vocabulary

_LONGEST: Final = 5
_LONGEST_SHORT: Final = 6
_NO_PLAIN_HEADS: Final = frozenset(
    ["times", "post", "town", "house", "school", "republic", "press"]
)
_APOSTROPHES: Final = frozenset("'’")
_OPENERS: Final = frozenset(["a", "an", "the", "its", "his", "her", "their"])


def _is_titled(lows: Sequence[str]) -> bool:
    """Tell whether a title stands in a name: `Council President Ann Lee` is no council."""
    return any(low in vocabulary().titles for low in lows[1:-1])


class Organisations:
    """The organisations of a document, for `the ministry` that comes after."""

    def __init__(self, text: str, sentences: Sequence[Line], persons: frozenset[str]) -> None:
        """Read all sentences; `persons` are parts of names of persons, in lower case."""
        self._text = text
        self._persons = persons
        self._bodies: dict[str, Body] = {}
        self._capitals = {
            bare(words[at].low)
            for words, names in [(line.words, line.names) for line in sentences]
            for at in names
            if at and words[at - 1].is_word
        }
        found = [(line, runs(line)) for line in sentences]
        for line, named in found:
            self._read(line, named)
        for line, named in found:
            self._explain(line, named)
        self._shorten()
        self._lengthen()
        firsts = {
            item.name.split()[0].casefold(): item for item in self._bodies.values() if item.proper
        }
        for line in sentences:
            self._note_mentions(line, firsts)

    def all(self) -> list[Body]:
        """Return every organisation, in the order of the text."""
        return list({id(body): body for body in self._bodies.values()}.values())

    def _explain(self, line: Line, named: Runs) -> None:
        """Let the short forms that a sentence explains stand for the names before them."""
        for item in short_forms(line.words, named):
            body = self.add(item.name)
            if body is not None:
                self._merge(item.low, body)

    def _shorten(self) -> None:
        """Let the short forms that spell one name stand for it."""
        for low, body in list(self._bodies.items()):
            short = body.name.replace(".", "")
            if short.isalpha() and short.isupper() and 1 < len(short) <= _LONGEST_SHORT:
                spelt = self._spelt(short)
                if len(spelt) == 1 and spelt[0] is not body:
                    self._merge(low, spelt[0])

    def _lengthen(self) -> None:
        """Let `the Front` stand for `the Norra Front`, and that for `the Norra Front of X`."""
        for low, body in list(self._bodies.items()):
            if body.proper and body.heads:
                lead, tail = f"{body.name} of ", f" {body.name}"
                longer = [
                    item
                    for item in self.all()
                    if item.name.endswith(tail) or item.name.startswith(lead)
                ]
                if len(longer) == 1:
                    self._merge(low, longer[0])

    def _merge(self, low: str, body: Body) -> None:
        """Let a name in lower case mean a body, with the places of whom it meant before."""
        other = self._bodies.get(low)
        self._bodies[low] = body
        if other is not None and other is not body:
            body.heads |= other.heads
            body.places = sorted({*body.places, *other.places})

    def _spelt(self, short: str) -> list[Body]:
        return [item for item in self.all() if item.name != short and is_spelt(short, item.name)]

    def _read(self, line: Line, named: Runs) -> None:
        words, places = line.words, named
        if not line.lows.isdisjoint(bodies_and_companies()):
            openers = [(at, 0) for at, word in enumerate(words) if word.low in _OPENERS]
            places = sorted(dict([*openers, *named]).items())
        behind = 0
        for at, end in places:
            if end:
                self._note_run(words, at, end)
                behind = end
            elif at >= behind:
                self._note_plain(words, at + 1)

    def _note_run(self, words: Sequence[Word], first: int, end: int) -> None:
        """Take a run of capitals that has a noun of organisations in it or beside it."""
        first = self._behind_person(words, first, end)
        run = words[first:end]
        lows = [bare(word.low) for word in run]
        last = lows[-1]
        heads = nouns_of(lows)
        if len(run) > 1:
            heads.update(filter(None, map(foreign_bodies().get, lows)))
            if last in institutions():
                heads.add("company" if last in naming_words().firms else "newspaper")
        if heads and last not in heads and folded(last) in self._persons and _is_titled(lows):
            return
        beside = nouns_beside(words, first, end)
        if (len(run) > 1 and heads) or beside:
            self.add(run, heads | beside)
        elif len(run) == 1 and (last not in self._capitals or is_no_body(last)):
            return
        elif self._persons.isdisjoint(map(folded, lows)) and speaks(words, first, end):
            self.add(run, heads, surely=bool(heads))

    def _behind_person(self, words: Sequence[Word], first: int, end: int) -> int:
        """Return where the body begins in `Ann Lee of the Wool Board` and `Director of X`."""
        at = next((at for at in range(first + 1, end) if words[at].low in OF), end)
        if at == end:
            return first
        head = bare(words[at - 1].low)
        post = is_person_noun(head) or head in vocabulary().officers
        if not post and (at - first == 1 or folded(head) not in self._persons):
            return first
        return at + 1 + (words[at + 1].low == "the")

    def _note_plain(self, words: Sequence[Word], first: int) -> None:
        """Take `the national athletics federation`, which has no capitals."""
        known = vocabulary()
        not_kinds = naming_words().not_kinds
        for at in range(first, min(len(words), first + _LONGEST)):
            low = words[at].low
            if low in known.never_in_names or low in not_kinds:
                return
            if not words[at].is_word and words[at].text not in _APOSTROPHES:
                return
            if low in bodies_and_companies() and low not in _NO_PLAIN_HEADS:
                if at > first and not goes_on(words, at + 1):
                    end = with_place(words, at + 1)
                    self.add(words[first:end], {low})
                return

    def add(
        self, words: Sequence[Word], heads: set[str] | None = None, *, surely: bool = True
    ) -> Body | None:
        """Take a phrase that names an organisation, and return it."""
        name = plain_name(words, self._text)
        own = without_article(words)
        if name is None or not own:
            return None
        lows = frozenset(bare(word.low) for word in own if word.is_word)
        proper = any(word.is_name for word in own[1:]) or own[0].is_name
        body = self._bodies.setdefault(name.casefold(), Body(name, lows, proper, surely=surely))
        body.heads |= heads or lows & vocabulary().bodies
        body.surely = body.surely or surely
        if own[0].start not in body.places:
            insort(body.places, own[0].start)
        return body

    def take(self, name: str, words: Sequence[Word]) -> Body:
        """Return the body of that name, new if need be, meant by these words."""
        own = without_article(words)
        lows = frozenset(bare(word.low) for word in own if word.is_word)
        proper = any(word.is_name for word in own)
        heads = {low for low in lows if low in bodies_and_companies()}
        return self._bodies.setdefault(name.casefold(), Body(name, lows, proper, heads))

    def named(self, words: Sequence[Word]) -> Body | None:
        """Return the organisation that a phrase with a name names, also by part of the name."""
        name = plain_name(words, self._text)
        if name is None:
            return None
        known = self._bodies.get(name.casefold())
        own = frozenset(bare(item) for item in name.casefold().split())
        if known is not None and not (len(own) == 1 and own <= body_nouns()):
            return known
        fuller = [item for item in self.all() if own < item.lows and item.proper]
        return fuller[0] if len(fuller) == 1 else known

    def settle(self, persons: Sequence[Person]) -> list[Person]:
        """Return who is none, since an organisation has the name or a longer one.

        What only stands beside somebody of whom more than a name is told is no organisation.
        """
        none = []
        for person in persons:
            low = person.full.casefold()
            same = self._bodies.get(low)
            if person.office or person.heads or person.age:
                if same is not None and same.lows.isdisjoint(bodies_and_companies()):
                    del self._bodies[low]
            elif self._led_by(low) and not person.human:
                none.append(person)
            elif same is not None and same.heads and (person.guessed or person.gender is None):
                same.places = sorted({*same.places, *person.places})
                none.append(person)
        return none

    def _led_by(self, low: str) -> bool:
        """Tell whether the longer name of one organisation begins with these words."""
        return any(body.proper and key.startswith(f"{low} ") for key, body in self._bodies.items())

    def whole(self, words: Sequence[Word]) -> Body | None:
        """Return the organisation of just this name with capitals, or None."""
        name = plain_name(words, self._text)
        known = self._bodies.get(name.casefold()) if name else None
        return known if known is not None and known.proper and known.name == name else None

    def behind_comma(self, mention: Sequence[Word]) -> Body | None:
        """Return the organisation that is named behind `the smelter in town,`, or None."""
        at = next((at for at, word in enumerate(mention) if word.text == ","), len(mention))
        rest = mention[at + 1 :]
        if not rest or (mention[0].is_name and mention[0].low not in _OPENERS):
            return None
        return self.whole(rest) or self.abbreviated(without_article(rest))

    def abbreviated(self, words: Sequence[Word]) -> Body | None:
        """Return the one organisation whose capitals a short form spells: `the S.E.C.`."""
        short = words[0].text.replace(".", "") if len(words) == 1 else ""
        if not (short.isalpha() and short.isupper() and 1 < len(short) <= _LONGEST_SHORT):
            return None
        spelt = self._spelt(short)
        return spelt[0] if len(spelt) == 1 else None

    def _note_mentions(self, line: Line, firsts: Mapping[str, Body]) -> None:
        """Count `the ministry` and lone first words of a name as mentions."""
        words, nouns = line.words, body_nouns()
        last = len(words) - 1
        for at in line.leads:
            if at == last:
                return
            word = words[at]
            if word.low == "the" and words[at + 1].low in nouns:
                body = self.meant([word, words[at + 1]])
                if body is not None and body.places and word.start > body.places[0]:
                    insort(body.places, word.start)
            elif word.is_name:
                body = firsts.get(bare(word.low))
                if body is not None and word.start not in body.places:
                    insort(body.places, word.start)

    def meant(self, words: Sequence[Word]) -> Body | None:
        """Return what `the ministry` means: the last one named before it, or None."""
        core = without_article(words)
        wanted = frozenset(bare(word.low) for word in core)
        if not core or len(core) == len(words) or not wanted & vocabulary().bodies:
            return None
        at = core[0].start
        fitting = [
            item
            for item in self.all()
            if wanted < item.lows
            or (len(wanted) == 1 and wanted <= item.heads and item.proper and item.lows != wanted)
        ]
        before = [item for item in fitting if item.last_before(at) >= 0]
        return (
            max(before, key=lambda item: item.last_before(at))
            if before
            else next(iter(fitting), None)
        )
