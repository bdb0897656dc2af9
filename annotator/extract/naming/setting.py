"""Where in an article something stands: sentence, paragraph, quotation, caption."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from annotator.extract.naming.forms import nations
from annotator.extract.naming.roles import told_by
from annotator.extract.prose.passage import Passage

_OPENING: Final = 3
_LONGEST_LOCAL: Final = 10
_CLOSE: Final = 60
_CLOSE_BEHIND: Final = 40
_PLACED: Final = frozenset(["in", "at", "near", "outside", "around", "on", "across", "opposite"])
_LOCAL: Final = frozenset(
    [
        *("in", "at", "near", "from", "to", "outside", "around", "of", "on", "above", "below"),
        *("towards", "toward", "through", "via", "past", "beyond", "between", "along", "into"),
    ]
)


class Standing(NamedTuple):
    """Where an offset stands: the numbers of its sentence and paragraph, and how in the sentence.

    It `opens` among the first words, and may be `quoted`.
    """

    sentence: int
    paragraph: int
    opens: bool
    quoted: bool


class Setting:
    """The sentences of an article, to measure distances in."""

    def __init__(self, text: str, read: Sequence[Passage]) -> None:
        """Take the sentences in the order of the text."""
        self._text = text
        self._read = read
        self._starts = [here.within.start for here in read]
        self._opening = [_opening(here) for here in read]
        self._standing: dict[int, Standing] = {}
        self._paired: dict[int, frozenset[str]] = {}
        self._local: dict[int, bool] = {}
        self._inside: dict[int, bool] = {}
        self._with: dict[str, list[int]] = {}
        self._clued: dict[tuple[str, int], Sequence[str]] = {}

    def only_local(self, places: Sequence[int]) -> bool:
        """Tell whether a name stands behind `in` and `at` and nowhere else."""
        for at in places:
            local = self._local.get(at)
            if not (self._is_local(at) if local is None else local):
                return False
        return bool(places)

    def only_placed(self, places: Sequence[int]) -> bool:
        """Tell whether a name stands behind `in` and `on`, of which no person is told."""
        return self.only_local(places) and all(
            self._text[max(0, at - _LONGEST_LOCAL) : at].split()[-1].lower() in _PLACED
            for at in places
        )

    def _is_local(self, at: int) -> bool:
        before = self._text[max(0, at - _LONGEST_LOCAL) : at].split()
        found = self._local[at] = bool(before) and before[-1].lower() in _LOCAL
        return found

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that an offset lies in."""
        return bisect_right(self._starts, at) - 1

    def paragraph(self, number: int) -> int:
        """Return the paragraph of a sentence; -1 for what stands before all."""
        return self._read[number].paragraph if number >= 0 else -1

    def until(self, at: int) -> Sequence[Passage]:
        """Return the sentence that an offset lies in, behind the one before it."""
        number = self.sentence(at)
        return self._read[max(0, number - 1) : number + 1]

    def lows(self, number: int, end: int) -> frozenset[str]:
        """Return what stands in a sentence and, before sentence `end`, in its paragraph's next."""
        if number < 0:
            return frozenset()
        if number + 1 >= min(end, len(self._read)):
            return self._read[number].lows
        known = self._paired.get(number)
        if known is None:
            own, behind = self._read[number : number + 2]
            joined = behind.paragraph == own.paragraph
            known = self._paired[number] = own.lows | behind.lows if joined else own.lows
        return known

    def clued(self, noun: str, number: int) -> Sequence[str]:
        """Return what a sentence and the next one of its paragraph tell of the part of a noun."""
        known = self._clued.get((noun, number))
        if known is None:
            known = self._clued[noun, number] = told_by(noun, self.lows(number, len(self._read)))
        return known

    def standing(self, at: int) -> Standing:
        """Return where an offset stands."""
        known = self._standing.get(at)
        if known is None:
            number = self.sentence(at)
            opens = number >= 0 and at <= self._opening[number]
            place = (number, self.paragraph(number), opens, self.quoted(number, at))
            known = self._standing[at] = Standing(*place)
        return known

    def quoted(self, number: int, at: int) -> bool:
        """Tell whether an offset stands inside quotation marks."""
        quotes = self._read[number].quotes if number >= 0 else ()
        return bool(quotes) and any(quote.start <= at < quote.end for quote in quotes)

    def outside(self, places: Sequence[int]) -> bool:
        """Tell whether nobody is named there in the sentences: in captions and credits only."""
        for at in places:
            inside = self._inside.get(at)
            if self._holds(at) if inside is None else inside:
                return False
        return True

    def _holds(self, at: int) -> bool:
        number = self.sentence(at)
        found = self._inside[at] = number >= 0 and at < self._read[number].within.end
        return found

    def with_noun(self, low: str) -> Sequence[int]:
        """Return the sentences in which a noun stands, or another form of a nation's name."""
        if low not in self._with:
            forms = forms_of(nations()[low]) if low in nations() else {low}
            self._with[low] = [
                at for at, here in enumerate(self._read) if not here.lows.isdisjoint(forms)
            ]
        return self._with[low]

    def near_noun(self, number: int, low: str, at: int) -> bool:
        """Tell whether a noun stands close to a place in a sentence."""
        forms = forms_of(nations()[low]) if low in nations() else {low}
        nouns = [word.start for word in self._read[number].words if word.low in forms]
        return any(-_CLOSE_BEHIND < noun - at < _CLOSE for noun in nouns)


def _opening(here: Passage) -> int:
    """Return where the last of a sentence's first words begins; -1 if it has none."""
    return here.starts[: _OPENING + 1][-1] if here.starts else -1


@cache
def forms_of(country: str) -> frozenset[str]:
    """Return all forms of a country's name: `armenia`, `armenian`."""
    return frozenset(form for form, name in nations().items() if name == country)
