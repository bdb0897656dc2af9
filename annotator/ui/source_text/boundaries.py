"""The ends of a claim's fragments, taken hold of with the mouse."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect

from annotator.domain.span import Span
from annotator.ui.source_text.marks import ClaimMarks

REACH: Final = 4  # pixels beside a boundary that still take hold of it


@dataclass(frozen=True, slots=True)
class Grip:
    """One boundary of one content fragment, held; `limit` is the length of the text."""

    key: Hashable
    fragment: int
    span: Span
    at_start: bool
    limit: int

    def moved(self, offset: int) -> Span:
        """Return the fragment with the boundary at an offset, never empty, never outside."""
        if self.at_start:
            return Span(start=max(0, min(offset, self.span.end - 1)), end=self.span.end)
        end = max(self.span.start + 1, min(offset, self.limit))
        return Span(start=self.span.start, end=end)


def grip_at(
    marks: ClaimMarks, point: QPoint, limit: int, place: Callable[[int], QRect]
) -> Grip | None:
    """Return the boundary of a claim's content at a point, None where there is none.

    `place` gives the rectangle of the caret before a character.
    """
    for grip, offset in _grips(marks, limit):
        caret = place(offset)
        beside = abs(caret.center().x() - point.x()) <= REACH
        if beside and caret.top() <= point.y() <= caret.bottom():
            return grip
    return None


def _grips(marks: ClaimMarks, limit: int) -> Iterator[tuple[Grip, int]]:
    for number, span in enumerate(marks.content):
        yield Grip(marks.key, number, span, at_start=True, limit=limit), span.start
        yield Grip(marks.key, number, span, at_start=False, limit=limit), span.end
