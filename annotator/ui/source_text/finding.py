"""Find words in one text, however their letters are marked and spelled."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from annotator.domain.span import Span
from annotator.domain.words import Folded, fold, spellings

MOST_HITS: Final = 20_000
_PIECE: Final = re.compile(r"\w+|\s+|[^\w\s]+")
_Place = Callable[[int, int], tuple[int, int]]


class Hits(NamedTuple):
    """The places found, from the first to the last, none over another; and the one looked at.

    `more` tells that there are further ones, not looked for.
    """

    spans: Sequence[Span] = ()
    at: int = -1
    more: bool = False

    @property
    def looked_at(self) -> Span | None:
        """Return the hit being looked at."""
        return self.spans[self.at] if 0 <= self.at < len(self.spans) else None

    def over(self, start: int, end: int) -> Sequence[Span]:
        """Return the hits that share a code point with a range."""
        if not self.spans:
            return ()
        first = bisect_right(self.spans, start, key=lambda span: span.end)
        return self.spans[first : bisect_left(self.spans, end, key=lambda span: span.start)]

    def near(self, offset: int) -> "Hits":
        """Return the same hits, looking at the first from an offset on, else at the very first."""
        if not self.spans:
            return self
        found = bisect_left(self.spans, offset, key=lambda span: span.start)
        return self._replace(at=found % len(self.spans))

    def moved(self, by: int) -> "Hits":
        """Return the same hits, looking at another one; after the last comes the first."""
        return self._replace(at=(self.at + by) % len(self.spans)) if self.spans else self


class Finder:
    """Looks for words in one text, which is folded when first sought in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: Folded | None = None

    def find(self, words: str, *, exact: bool = False) -> Hits:
        """Return where words stand, parts of longer ones too; any white space fits a blank.

        Unless `exact`, capitals and marks on letters do not count, and Zəngəzur and Zangezur find
        each other; signs that are no letters are found exactly.
        """
        if not words.strip():
            return Hits()
        if exact or not fold(words).strip():
            return _hits(_pattern(words, re.escape), self.text, lambda start, end: (start, end))
        if self._folded is None:
            self._folded = Folded(self.text)
        pattern = _pattern(fold(words), _spelled)
        return _hits(pattern, self._folded.text, self._folded.span)


def _hits(pattern: re.Pattern[str], text: str, place: _Place) -> Hits:
    found: list[Span] = []
    for match in pattern.finditer(text):
        if len(found) == MOST_HITS:
            return Hits(found, 0, more=True)
        start, end = place(match.start(), match.end())
        if not found or start >= found[-1].end:  # one letter may be two when folded
            found.append(Span(start=start, end=end))
    return Hits(found, 0 if found else -1)


def _pattern(words: str, spelled: Callable[[str], str]) -> re.Pattern[str]:
    pieces = _PIECE.findall(words.strip())
    return re.compile("".join(r"\s+" if piece.isspace() else spelled(piece) for piece in pieces))


def _spelled(piece: str) -> str:
    forms = spellings(piece) if piece[0].isalnum() else (piece,)
    return f"(?:{'|'.join(map(re.escape, forms))})"
