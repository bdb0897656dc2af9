"""Where the text stands on the screen: visible lines, and the marks' places in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock

from annotator.domain.span import Span
from annotator.ui.source_text.board import MarkBoard, Part
from annotator.ui.source_text.index import CellIndex
from annotator.ui.source_text.marks import MarkRole, MarkState
from annotator.ui.source_text.paper import Paper, first_line, line_box
from annotator.ui.source_text.ruler import Ruler, Runs
from annotator.ui.text_offsets import TextOffsets

KEPT_LINES: Final = 1500  # some thirty screens full


class Stroke(NamedTuple):
    """One part of a claim on one line: its runs from left to right, in places on the paper.

    `begin` and `end` are where the part begins and ends across, None where it does so on another
    line; words written from right to left begin at the right.
    """

    part: Part
    runs: Runs
    begin: float | None
    end: float | None


@dataclass(frozen=True, slots=True)
class VisualLine:
    """One line as laid out: its code points, its place on the paper, its strokes.

    It holds numbers only: Qt's own lines do not outlive a new layout. `left` and `base` are where
    its block's places count from, `room` is how far a mark may reach out of it and into no other.
    """

    block: int
    number: int
    left: float
    base: float
    start: int
    end: int
    top: float
    bottom: float
    ink_top: float
    ink_bottom: float
    room: float
    strokes: tuple[Stroke, ...] = ()
    veils: Runs = ()

    def height_of(self, offset: int) -> float:
        """Return how far down a rail has come at an offset: lines are passed evenly."""
        if offset <= self.start:
            return self.top
        share = (offset - self.start) / max(1, self.end - self.start)
        return self.top + min(1.0, share) * (self.bottom - self.top)

    def letters(self, place: float) -> QRectF:
        """Return the upright line, as high as letters are, at a place across."""
        return QRectF(place, self.ink_top, 0.0, self.ink_bottom - self.ink_top)

    def based(self, base: float) -> "VisualLine":
        """Return the line with its block at another height."""
        by = base - self.base
        return replace(
            self,
            base=base,
            top=self.top + by,
            bottom=self.bottom + by,
            ink_top=self.ink_top + by,
            ink_bottom=self.ink_bottom + by,
        )


class PageLayout:
    """Finds the visible lines and keeps what was worked out of them.

    Everything kept is dropped by `forget`, and what lies in some stretch of text by `touch`.
    """

    def __init__(self, paper: Paper, board: MarkBoard) -> None:
        self._paper = paper
        self._board = board
        self._text = ""
        self._offsets = TextOffsets("")
        self._to_qt = self._offsets.to_qt
        self._veiled: tuple[Span, ...] = ()
        self._boilerplate: CellIndex[Span] = CellIndex()
        self._kept: dict[tuple[int, int], VisualLine] = {}
        self._letters = QFontMetricsF(paper.document().defaultFont())

    def set_text(self, text: str, offsets: TextOffsets) -> None:
        """Lay out another text."""
        self._text, self._offsets, self._to_qt = text, offsets, offsets.to_qt
        self.forget()

    def set_boilerplate(self, spans: Sequence[Span]) -> bool:
        """Veil these stretches of text, and no others; tell whether that is a change."""
        if tuple(spans) == self._veiled:
            return False
        self._veiled = tuple(spans)
        self._boilerplate = CellIndex()
        for span in self._veiled:
            self._boilerplate.add(span, span.start, span.end)
        self.forget()
        return True

    def forget(self) -> None:
        """Drop all lines: the layout has changed."""
        self._kept.clear()
        self._letters = QFontMetricsF(self._paper.document().defaultFont())

    def touch(self, start: int, end: int) -> None:
        """Drop the kept lines that show something of a range of text."""
        kept = self._kept.items()
        for key in [key for key, line in kept if line.start < end and start < line.end]:
            del self._kept[key]

    def lines(self, top: float, bottom: float) -> Iterator[VisualLine]:
        """Yield the lines between two heights of the paper, from top to bottom."""
        if len(self._kept) > KEPT_LINES:
            self.forget()
        block = self._paper.first_block(top)
        while block.isValid():
            origin = self._paper.origin(block)
            first = first_line(block.layout(), top - origin.y())
            for number in range(first, block.layout().lineCount()):
                line = self._line(block, number, origin)
                if line.top > bottom:
                    return
                yield line
            block = block.next()

    def parts_at(self, point: QPointF) -> list[Part]:
        """Return the parts drawn at a point of the paper, the longest first."""
        line = next(self.lines(point.y(), point.y()), None)
        if line is None or not line.top <= point.y() <= line.bottom:
            return []
        return [
            stroke.part
            for stroke in line.strokes
            if any(left <= point.x() <= right for left, right in stroke.runs)
        ]

    def place(self, offset: int) -> QRectF:
        """Return the line that shows an offset, as a rectangle of the paper."""
        position = self._offsets.to_qt(offset)
        block = self._paper.document().findBlock(position)
        return line_box(block, position).translated(self._paper.origin(block))

    def runs(self, line: VisualLine, start: int, end: int) -> Runs:
        """Return where a range of code points lies on a line, as runs from left to right."""
        return self._ruler(line).reach(start, end).runs if start < line.end else ()

    def _ruler(self, line: VisualLine) -> Ruler:
        block = self._paper.document().findBlockByNumber(line.block)
        laid, before, to_qt = block.layout().lineAt(line.number), block.position(), self._to_qt
        words = self._text[line.start : line.end]
        return Ruler(laid, line.left, words, line.start, lambda offset: to_qt(offset) - before)

    def _line(self, block: QTextBlock, number: int, origin: QPointF) -> VisualLine:
        key = (block.blockNumber(), number)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = self._marked(self._bare(block, number, origin))
        elif kept.base != origin.y():
            kept = self._kept[key] = kept.based(origin.y())
        return kept

    def _bare(self, block: QTextBlock, number: int, origin: QPointF) -> VisualLine:
        line = block.layout().lineAt(number)
        first = block.position() + line.textStart()
        metrics = self._letters
        top = origin.y() + line.y()
        base = top + line.ascent()
        return VisualLine(
            block=block.blockNumber(),
            number=number,
            left=origin.x(),
            base=origin.y(),
            start=self._offsets.from_qt(first),
            end=self._offsets.from_qt(first + line.textLength()),
            top=top,
            bottom=top + line.height(),
            ink_top=base - metrics.ascent(),
            ink_bottom=base + metrics.descent(),
            room=max(0.0, block.blockFormat().lineHeight() / 100 - 1) * line.height() / 2,
        )

    def _marked(self, line: VisualLine) -> VisualLine:
        first, last = line.start, line.end
        if first >= last:
            return line
        reach = self._ruler(line).reach
        strokes: list[Stroke] = []
        for part in self._board.parts(first, last):
            runs, begin, end = reach(part.start, part.end)
            begins, ends = first <= part.start, part.end <= last
            strokes.append(Stroke(part, runs, begin if begins else None, end if ends else None))
        veils = (run for gap in self._veils(first, last, strokes) for run in reach(*gap).runs)
        return replace(line, strokes=tuple(strokes), veils=tuple(veils))

    def _veils(self, first: int, last: int, strokes: Sequence[Stroke]) -> Iterator[tuple[int, int]]:
        """Yield what is boilerplate between two offsets and no claim's content."""
        parts = [stroke.part for stroke in strokes if stroke.part.role is MarkRole.CONTENT]
        claimed = [part for part in parts if part.placed.marks.state is MarkState.CLAIM]
        for span in self._boilerplate.near(first, last):
            at, end = max(span.start, first), min(span.end, last)
            for part in sorted(claimed, key=lambda part: part.start):
                if at < part.start < end:
                    yield at, part.start
                at = max(at, part.end)
            if at < end:
                yield at, end
