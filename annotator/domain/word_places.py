"""Which words of a text spans cover."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final

from annotator.domain.span import Span

Words = frozenset[int]
"""Words of one text, by the offset of their first letter."""
_TOKEN: Final = re.compile(r"\w+(?:[-.&’']\w+)*|[^\w\s]")
_IN_WORD: Final = re.compile(r"\w")


class WordPlaces:
    """The words of one text: runs of letters and digits with inner `-`, `.`, `&`, apostrophes."""

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(text))
        self._starts = [token.start() for token in found]
        self._ends = [token.end() for token in found]
        self._marks = {token.start() for token in found if not _IN_WORD.match(token.group())}

    def of(self, spans: Iterable[Span]) -> Words:
        """Return the words that the spans touch; where there are none, the marks they touch.

        So it does not count on which side of a quotation mark a span ends.
        """
        touched = frozenset(place for span in spans for place in self._touched(span))
        return (touched - self._marks) or touched

    def _touched(self, span: Span) -> list[int]:
        first = bisect_right(self._ends, span.start)
        return self._starts[first : bisect_left(self._starts, span.end)]


def overlap(left: Words, right: Words) -> float:
    """Return the share of words that both have among those either has; 1.0 if both are empty.

    The index of Jaccard (1901), which is called IoU of spans.
    """
    either = len(left | right)
    return len(left & right) / either if either else 1.0
