"""Where across a line its characters stand, whichever way they are written."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtGui import QTextLine

_RIGHT_TO_LEFT: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

Runs = tuple[tuple[float, float], ...]


class Reach(NamedTuple):
    """Where a range lies across a line, as runs from left to right; where it begins and ends.

    Words written from right to left begin at the right.
    """

    runs: Runs
    begin: float | None
    end: float | None


NOWHERE: Final = Reach((), None, None)


class Ruler:
    """Measures ranges of code points on one line; white space at its end has no width.

    `left` is where the line's places count from, `to_qt` gives an offset's position in the line's
    paragraph, in UTF-16 units.
    """

    def __init__(
        self,
        line: QTextLine,
        left: float,
        words: str,
        start: int,
        to_qt: Callable[[int], int],
    ) -> None:
        self._line = line
        self._left = left
        self._start = start
        self._end = start + len(words.rstrip())
        self._to_qt = to_qt
        self._mixed = not words.isascii() and _RIGHT_TO_LEFT.search(words) is not None
        self._places: dict[int, float] = {}

    def reach(self, start: int, end: int) -> Reach:
        """Return where the part of a range lies that is on this line."""
        start = max(start, self._start)
        end = min(end, self._end)
        if start >= end:
            return NOWHERE
        if self._mixed:
            return self._by_glyphs(start, end)
        near, far = self._place(start), self._place(end)
        return Reach(((near, far),), near, far)

    def _place(self, offset: int) -> float:
        place = self._places.get(offset)
        if place is None:
            at = self._line.cursorToX(self._to_qt(offset))
            place = self._places[offset] = self._left + at[0]  # type: ignore[index]  # a pair
        return place

    def _by_glyphs(self, start: int, end: int) -> Reach:
        """Measure where the direction of writing may change within the range."""
        first, length = self._to_qt(start), self._to_qt(end) - self._to_qt(start)
        boxes = (glyphs.boundingRect() for glyphs in self._line.glyphRuns(first, length))
        runs: list[tuple[float, float]] = []
        left = self._left
        for near, far in sorted((left + box.left(), left + box.right()) for box in boxes):
            if runs and near <= runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], max(runs[-1][1], far))
            else:
                runs.append((near, far))
        trailing = self._line.cursorToX(self._to_qt(end - 1), QTextLine.Edge.Trailing)
        return Reach(tuple(runs), self._place(start), left + trailing[0])  # type: ignore[index]
