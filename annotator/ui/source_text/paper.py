"""The two widgets of Qt that a text is read in, with one face for what they do differently."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from annotator.ui.direction import from_the_right

FAR: Final = 1_000_000.0  # pixels: where what lies out of sight is taken to be
_EMPTY_LINE: Final = 0.4  # of the height of a line
_PARAGRAPH_GAP: Final = 7.0
_FUZZY: Final = Qt.HitTestAccuracy.FuzzyHit
_PROPORTIONAL: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class RichPaper(QTextEdit):
    """Leaves room between lines; heights count from the beginning of the text.

    Positions are Qt's: they count UTF-16 units.

    Signals:
        rows_moved: what is shown was moved down by so many pixels, up for negative ones.
        laid_out: lines may stand elsewhere now.
    """

    rows_moved = Signal(int)
    laid_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made: QTextDocument | None = None
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)

    def set_page(self, left: int, width: int, right: int) -> None:
        """Give the text a column of some width between two margins, in pixels."""
        if self.lineWrapColumnOrWidth() != width:
            self.setLineWrapColumnOrWidth(width)
        self.setViewportMargins(left, 0, right, 0)
        self.laid_out.emit()

    def put(self, words: str, spacing: int, empty_lines: Iterable[int]) -> None:
        """Show a text from its beginning, its lines that many per cent high."""
        before, made = self._made, self._empty_document()
        with _edited(made) as cursor:
            cursor.setBlockFormat(_spaced(spacing))
            cursor.insertText(words)
            _shrink(cursor, spacing, empty_lines)
        self.setDocument(made)  # words put into one that is shown would be laid out twice
        made.pageCount()  # lays out all, so that every height is true from the beginning
        self._made = made
        if before is not None:
            before.deleteLater()
        self.laid_out.emit()

    def space(self, spacing: int, empty_lines: Iterable[int]) -> None:
        """Make the lines that many per cent high."""
        with _edited(self.document()) as cursor:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.setBlockFormat(_spaced(spacing))
            _shrink(cursor, spacing, empty_lines)
        self.laid_out.emit()

    def scrolled(self) -> QPointF:
        """Return how far the viewport's corner is from where heights count from."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def first_block(self, top: float) -> QTextBlock:
        """Return the block at a height."""
        layout = self.document().documentLayout()
        return self.document().findBlock(layout.hitTest(QPointF(0, max(0.0, top)), _FUZZY))

    def origin(self, block: QTextBlock) -> QPointF:
        """Return what the places of a block's lines count from."""
        place = self.document().documentLayout().blockBoundingRect(block)
        return place.topLeft() - block.layout().boundingRect().topLeft()

    def put_at(self, position: int, height: float) -> None:
        """Scroll until the line of a position stands that far below the viewport's top."""
        block = self.document().findBlock(position)
        top = self.origin(block).y() + line_box(block, position).top()
        self.verticalScrollBar().setValue(round(top - height))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.rows_moved.emit(dy)

    def _empty_document(self) -> QTextDocument:
        shown, made = self.document(), QTextDocument(self)
        made.setUndoRedoEnabled(False)
        made.setDocumentMargin(shown.documentMargin())
        made.setDefaultFont(shown.defaultFont())
        made.setDefaultTextOption(shown.defaultTextOption())
        return made


class PlainPaper(QPlainTextEdit):
    """Lays out only what is in sight, its lines close together; heights count from the viewport.

    What lies out of sight has no height of its own: it is taken to be `FAR` above or below.
    """

    rows_moved = Signal(int)
    laid_out = Signal()
    _wrapped = 0  # the width, in pixels, that lines are broken for

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.updateRequest.connect(self._on_update_requested)

    def set_page(self, left: int, width: int, right: int) -> None:
        """Give the text the column that is left between two margins, in pixels."""
        bar = self.verticalScrollBar().sizeHint().width()
        self.setViewportMargins(left, 0, max(right, self.width() - left - width - bar), 0)
        if self._wrapped != self.viewport().width():
            self._wrap()  # no event tells of a new size while the widget is being shown
        self.laid_out.emit()

    def put(self, words: str, _spacing: int, _empty_lines: Iterable[int]) -> None:
        """Show a text from its beginning, at the right if it is written from there."""
        option = self.document().defaultTextOption()
        option.setAlignment(
            Qt.AlignmentFlag.AlignRight if from_the_right(words) else Qt.AlignmentFlag.AlignLeft
        )
        self.document().setDefaultTextOption(option)
        self.setPlainText(words)
        self.laid_out.emit()

    def space(self, _spacing: int, _empty_lines: Iterable[int]) -> None:
        """Leave the lines as they are: this widget spaces none."""

    def scrolled(self) -> QPointF:
        """Return how far the viewport's corner is from where heights count from: not at all."""
        return QPointF()

    def first_block(self, top: float) -> QTextBlock:
        """Return the block at a height, the one before what is shown for all above."""
        block = self.firstVisibleBlock()
        if top < 0 and block.previous().isValid():
            block = block.previous()
        while block.next().isValid() and self._box(block).bottom() < top:
            block = block.next()
        return block

    def origin(self, block: QTextBlock) -> QPointF:
        """Return what the places of a block's lines count from."""
        away = block.blockNumber() - self.firstVisibleBlock().blockNumber()
        if away < -1:
            return QPointF(0, -FAR)
        if away * self.fontMetrics().height() > self.viewport().height():
            return QPointF(0, FAR)
        return self._box(block).topLeft()

    def put_at(self, position: int, height: float) -> None:
        """Scroll until the line of a position stands about that far below the viewport's top."""
        block = self.document().findBlock(position)
        layout = self.document().documentLayout()
        layout.blockBoundingRect(block)  # lays it out
        number = block.layout().lineForTextPosition(position - block.position()).lineNumber()
        above = int(height / self.fontMetrics().lineSpacing())
        while number < above and block.previous().isValid():
            block = block.previous()
            layout.blockBoundingRect(block)
            number += block.lineCount()
        self.verticalScrollBar().setValue(block.firstLineNumber() + max(0, number - above))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrapped = self.viewport().width()

    def _wrap(self) -> None:
        QPlainTextEdit.resizeEvent(self, QResizeEvent(self.viewport().size(), QSize()))
        self._wrapped = self.viewport().width()

    def _box(self, block: QTextBlock) -> QRectF:
        return self.blockBoundingGeometry(block).translated(self.contentOffset())

    def _on_update_requested(self, _area: QRect, moved: int) -> None:
        if moved:
            self.rows_moved.emit(moved)


@contextmanager
def _edited(document: QTextDocument) -> Iterator[QTextCursor]:
    """Lay out once, after all changes."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    try:
        yield cursor
    finally:
        cursor.endEditBlock()


def line_box(block: QTextBlock, position: int) -> QRectF:
    """Return the rectangle of the line with a position, counted from the block's origin."""
    line = block.layout().lineForTextPosition(position - block.position())
    return line.rect() if line.isValid() else QRectF(0, 0, 1, 1)


def first_line(layout: QTextLayout, top: float) -> int:
    """Return the number of the first line that reaches below `top`."""

    def bottom(number: int) -> float:
        line = layout.lineAt(number)
        return line.y() + line.height()

    return bisect_left(range(layout.lineCount()), top, key=bottom)


def _spaced(spacing: int) -> QTextBlockFormat:
    wanted = QTextBlockFormat()
    wanted.setLineHeight(spacing, _PROPORTIONAL)
    wanted.setBottomMargin(_PARAGRAPH_GAP)
    return wanted


def _shrink(cursor: QTextCursor, spacing: int, empty_lines: Iterable[int]) -> None:
    wanted = QTextBlockFormat()
    wanted.setLineHeight(spacing * _EMPTY_LINE, _PROPORTIONAL)
    for position in empty_lines:
        cursor.setPosition(position)
        cursor.setBlockFormat(wanted)


if TYPE_CHECKING:
    Paper = RichPaper
else:
    Paper = object  # what mixins build on: at run time either of the two comes after them
