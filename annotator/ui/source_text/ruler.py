"""Where across a line its characters stand, whichever way they are written."""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QTextLine

_RIGHT_TO_LEFT: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

Runs = tuple[tuple[float, float], ...]
Units = tuple[Callable[[int], int], int]


Reach = tuple[Runs, float | None, float | None]
"""Where a range lies across a line, as runs from left to right; where it begins and where it ends.

The latter are None where it does so on another line; words written from right to left begin at the
right.
"""
NOWHERE: Final[Reach] = ((), None, None)


class Ruler:
    """Measures ranges of code points on one line; white space at its end has no width.

    `left` is where the line's places count from, `to_qt` gives an offset's position in UTF-16 units
    and `before` the position at which the line's paragraph begins.
    """

    def __init__(self, line: QTextLine, words: str, start: int, left: float, units: Units) -> None:
        self._line = line
        self._left = left
        self._start = start
        self._whole = start + len(words)
        self._end = start + len(words.rstrip())
        self._to_qt, self._before = units
        self._mixed = not words.isascii() and _RIGHT_TO_LEFT.search(words) is not None
        self._places: dict[int, float] = {}

    def reach(self, start: int, end: int) -> Reach:
        """Return where the part of a range lies that is on this line."""
        begins, ends = start >= self._start, end <= self._whole
        if not begins:
            start = self._start
        end = min(end, self._end)
        if start >= end:
            return NOWHERE
        if self._mixed:
            runs, near, far = self._by_glyphs(start, end)
        else:
            near, far = self._place(start), self._place(end)
            runs = ((near, far),)
        return runs, near if begins else None, far if ends else None

    def _place(self, offset: int) -> float:
        place = self._places.get(offset)
        if place is None:
            at = self._line.cursorToX(self._to_qt(offset) - self._before)
            place = self._places[offset] = self._left + at[0]  # type: ignore[index]  # a pair
        return place

    def _by_glyphs(self, start: int, end: int) -> tuple[Runs, float, float]:
        """Measure where the direction of writing may change within the range."""
        first, last = self._to_qt(start) - self._before, self._to_qt(end) - self._before
        boxes = (glyphs.boundingRect() for glyphs in self._line.glyphRuns(first, last - first))
        runs: list[tuple[float, float]] = []
        left = self._left
        for near, far in sorted((left + box.left(), left + box.right()) for box in boxes):
            if runs and near <= runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], max(runs[-1][1], far))
            else:
                runs.append((near, far))
        letter = self._to_qt(end - 1) - self._before
        trailing = self._line.cursorToX(letter, QTextLine.Edge.Trailing)
        return tuple(runs), self._place(start), left + trailing[0]  # type: ignore[index]
