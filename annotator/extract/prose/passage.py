"""A sentence as the rules see it: its words, and which of them stand in quotation marks."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.extract.prose.quotations import Quotation, outermost
from annotator.extract.prose.segmentation import Stretch, Word, sentences, words

_TELLING: Final = re.compile(r"\b(?:told|tells?|asked|asks?|said|says?|wrote)\b")


@dataclass(slots=True, eq=False)
class Passage:
    """One sentence with all it quotes; `paragraph` counts the paragraphs of the text.

    `quotes` are the outermost quotations that begin in it, cut to its end; `lows` are the forms
    of its words in lower case, `starts` are where they begin. Nothing alters one.
    """

    text: str
    within: Stretch
    paragraph: int
    words: list[Word]
    outside: list[bool]
    quotes: list[Quotation]
    lows: frozenset[str]
    starts: list[int]

    @property
    def size(self) -> int:
        """Return how many words and marks there are."""
        return len(self.words)

    def quote_opening_at(self, index: int) -> Quotation | None:
        """Return the quotation whose mark is the word at `index`."""
        if not self.quotes or not 0 <= index < len(self.words) or self.outside[index]:
            return None
        start = self.words[index].start
        return next((item for item in self.quotes if item.start == start), None)

    def quote_closing_at(self, index: int) -> Quotation | None:
        """Return the closed quotation whose last mark is the word at `index`."""
        if not self.quotes or not 0 <= index < self.size:
            return None
        end = self.words[index].end
        return next((item for item in self.quotes if item.end == end and item.closed), None)

    def index_from(self, offset: int) -> int:
        """Return the index of the first word that starts at `offset` or later."""
        return bisect_left(self.starts, offset)

    def words_in(self, within: Stretch) -> list[Word]:
        """Return the words of a stretch; none where it cuts one or reaches out of the sentence."""
        first = self.index_from(within.start)
        last = self.index_from(within.end) - 1
        if last < first or self.words[first].start != within.start:
            return []
        return self.words[first : last + 1] if self.words[last].end == within.end else []

    def phrase(self, within: Stretch) -> tuple[int, int]:
        """Return the indexes of the first and last word of a stretch."""
        first = self.index_from(within.start)
        return first, max(first, self.index_from(within.end) - 1)

    def stretch(self, first: int, last: int) -> Stretch:
        """Return the code points from word `first` to word `last`, both included."""
        return Stretch(self.words[first].start, self.words[last].end)


def passage(text: str, within: Stretch, paragraph: int, quotes: Sequence[Quotation]) -> Passage:
    """Return a sentence ready for the rules; `quotes` are the paragraph's outermost ones."""
    found = words(text, within)
    near = _around(quotes, within) if quotes else ()
    own = [_cut(item, within) for item in near if item.start >= within.start]
    lows = frozenset([word.low for word in found])
    starts = [word.start for word in found]
    return Passage(text, within, paragraph, found, _outside(starts, near), own, lows, starts)


def _around(quotes: Sequence[Quotation], within: Stretch) -> Sequence[Quotation]:
    """Return the quotations that lie in a stretch or reach into it."""
    first = bisect_right(quotes, within.start, key=lambda item: item.end)
    return quotes[first : bisect_left(quotes, within.end, key=lambda item: item.start)]


def _cut(item: Quotation, within: Stretch) -> Quotation:
    if item.end <= within.end:
        return item
    inner = Stretch(min(item.inner.start, within.end), min(item.inner.end, within.end))
    return item._replace(end=within.end, inner=inner)


def _outside(starts: Sequence[int], quotes: Sequence[Quotation]) -> list[bool]:
    flags = [True] * len(starts)
    for quote in quotes:
        first = bisect_left(starts, quote.start)
        end = bisect_left(starts, quote.end, lo=first)
        flags[first:end] = [False] * (end - first)
    return flags


def unbroken(found: Sequence[Stretch], quotes: Sequence[Quotation]) -> list[Stretch]:
    """Return sentences mended by the paragraph's outermost quotations.

    They are joined where a boundary falls inside a closed quotation, and an opening mark goes
    with what it opens.
    """
    if not quotes:
        return list(found)
    kept: list[Stretch] = []
    at = 0
    for item in found:
        while at < len(quotes) and quotes[at].end <= item.start:
            at += 1
        quote = quotes[at] if at < len(quotes) and quotes[at].start < item.start else None
        if quote is None or not kept:
            kept.append(item)
        elif item.start <= quote.inner.start:
            kept[-1:] = _split(kept[-1], quote.start, item.end)
        elif quote.closed:
            kept[-1] = Stretch(kept[-1].start, item.end)
        else:
            kept.append(item)
    return kept


def _split(before: Stretch, cut: int, end: int) -> list[Stretch]:
    pieces = (Stretch(before.start, cut), Stretch(max(cut, before.start), end))
    return [piece for piece in pieces if piece.end > piece.start]


def nested(
    text: str, paragraph: int, found: Sequence[Quotation], outer: Sequence[Quotation]
) -> Iterator[Passage]:
    """Yield the sentences inside quotations that quote or tell in their turn.

    `found` holds the quotations of all depths.
    """
    inside = [item for item in found if item.depth > 0]
    for item in outer:
        first = bisect_right(inside, item.start, key=lambda quote: quote.start)
        last = bisect_left(inside, item.end, key=lambda quote: quote.start)
        own = inside[first:last]
        if own or _TELLING.search(text, *item.inner):
            tops = outermost(own)
            for piece in unbroken(sentences(text, item.inner), tops):
                yield passage(text, piece, paragraph, tops)
