"""Where the text stands on the screen: visible lines, and the marks' places in them."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextLayout, QTextLine

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


class VisualLine(NamedTuple):
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
    strokes: tuple[Stroke, ...]
    veils: Runs

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
        return self._replace(
            base=base,
            top=self.top + by,
            bottom=self.bottom + by,
            ink_top=self.ink_top + by,
            ink_bottom=self.ink_bottom + by,
        )


class PageLayout:
    """Finds the visible lines and keeps what was worked out of them.

    Everything kept is dropped by `forget`, and what lies in some stretch of text by `touch`;
    `dropped` counts how often.
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
        self.dropped = 0
        self._letters: tuple[float, float] | None = None

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
        self.dropped += 1
        self._letters = None

    def touch(self, start: int, end: int) -> None:
        """Drop the kept lines that show something of a range of text."""
        self.dropped += 1
        kept = self._kept.items()
        for key in [key for key, line in kept if line.start < end and start < line.end]:
            del self._kept[key]

    def lines(self, top: float, bottom: float) -> Iterator[VisualLine]:
        """Yield the lines between two heights of the paper, from top to bottom."""
        if len(self._kept) > KEPT_LINES:
            self.forget()
        block = self._paper.first_block(top)
        while block.isValid():
            origin, laid, which = self._paper.origin(block), block.layout(), block.blockNumber()
            base = origin.y()
            for number in range(first_line(laid, top - base), laid.lineCount()):
                line = self._kept.get((which, number))
                if line is None:
                    line = self._kept[which, number] = self._line(block, laid, number, origin)
                elif line.base != base:
                    line = self._kept[which, number] = line.based(base)
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
        if start >= line.end:
            return ()
        block = self._paper.document().findBlockByNumber(line.block)
        laid = block.layout().lineAt(line.number)
        return self._ruler(block, laid, line.left, line.start, line.end).reach(start, end)[0]

    def _measured(self) -> tuple[float, float]:
        """Return how far letters reach above the line that they stand on, and below it."""
        if self._letters is None:
            letters = QFontMetricsF(self._paper.document().defaultFont())
            self._letters = letters.ascent(), letters.descent()
        return self._letters

    def _line(
        self, block: QTextBlock, laid: QTextLayout, number: int, origin: QPointF
    ) -> VisualLine:
        line, base = laid.lineAt(number), origin.y()
        first, top, height = block.position() + line.textStart(), base + line.y(), line.height()
        start, end = map(self._offsets.from_qt, (first, first + line.textLength()))
        stands, (above, below) = top + line.ascent(), self._measured()
        strokes, veils = self._marked(self._ruler(block, line, origin.x(), start, end), start, end)
        return VisualLine(
            block=block.blockNumber(),
            number=number,
            left=origin.x(),
            base=base,
            start=start,
            end=end,
            top=top,
            bottom=top + height,
            ink_top=stands - above,
            ink_bottom=stands + below,
            room=max(0.0, block.blockFormat().lineHeight() / 100 - 1) * height / 2,
            strokes=strokes,
            veils=veils,
        )

    def _ruler(
        self, block: QTextBlock, line: QTextLine, left: float, start: int, end: int
    ) -> Ruler:
        units = self._to_qt, block.position()
        return Ruler(line, self._text[start:end], start, left, units)

    def _marked(self, ruler: Ruler, first: int, last: int) -> tuple[tuple[Stroke, ...], Runs]:
        """Return the strokes of a line, and where it is veiled."""
        if first >= last:
            return (), ()
        reach, parts = ruler.reach, self._board.parts(first, last)
        strokes = tuple([Stroke(part, *reach(part.start, part.end)) for part in parts])
        veils = (run for gap in self._veils(first, last, strokes) for run in reach(*gap)[0])
        return strokes, tuple(veils)

    def _veils(self, first: int, last: int, strokes: Sequence[Stroke]) -> Iterator[tuple[int, int]]:
        """Yield what is boilerplate between two offsets and no claim's content."""
        near = self._boilerplate.near(first, last)
        if not near:
            return
        parts = [stroke.part for stroke in strokes if stroke.part.role is MarkRole.CONTENT]
        claimed = [part for part in parts if part.placed.marks.state is MarkState.CLAIM]
        for span in near:
            at, end = max(span.start, first), min(span.end, last)
            for part in sorted(claimed, key=lambda part: part.start):
                if at < part.start < end:
                    yield at, part.start
                at = max(at, part.end)
            if at < end:
                yield at, end
