"""A read-only column of text of a readable width, zoomed, that copies its true words."""

import re
from collections.abc import Iterator
from math import isclose
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from annotator.domain.span import Span
from annotator.ui.source_text.margin import RAILS_WIDTH, Margin
from annotator.ui.source_text.paper import Paper, first_line
from annotator.ui.source_text.typography import Typography
from annotator.ui.text_offsets import TextOffsets

BORDER: Final = 16  # of the page around the text, in pixels
SMALLEST: Final = 60
LARGEST: Final = 300
PLAIN: Final = 100
_STEP: Final = 10
_EMPTY_LINE: Final = re.compile(r"(?m)^[ \t]*$")
_NARROWEST: Final = 120
_NOTCH: Final = 120  # one step of a wheel, in eighths of a degree
_SAMPLE: Final = "According to the harbour office, Mayor Green told us on Monday, work has begun. "
_READING: Final = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
# What QTextDocument would take for its own marks, or swallow: shown as a blank, never stored so.
_UNSHOWN: Final = re.compile("[\0\r\ufdd0\ufdd1\ufffc\ud800-\udfff]")


class TextColumn(Paper):
    """Shows one text for reading; every offset it takes or gives counts code points.

    Signals:
        selection_changed: the selected `Span`, or None.
        caret_moved: the offset of the caret.
        zoom_changed: the zoom in per cent.
    """

    selection_changed = Signal(object)
    caret_moved = Signal(int)
    zoom_changed = Signal(int)

    _size = 0.0  # in points; Qt sends events before the constructor has come to it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._offsets = TextOffsets("")
        self._zoom = PLAIN
        self._typography = Typography()
        self._family = self.font().family()
        self._left = self.left_margin()
        self._right = Margin(self)
        self._set_up()
        self._set_size()
        self.selectionChanged.connect(self._on_selection_changed)
        self.cursorPositionChanged.connect(self._on_caret_moved)

    def _set_up(self) -> None:
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setTextInteractionFlags(_READING)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(BORDER)

    def left_margin(self) -> Margin:
        """Return what stands left of the text; asked for once."""
        return Margin(self)

    @property
    def text(self) -> str:
        """Return the text shown, as it was handed in."""
        return self._text

    @property
    def zoom(self) -> int:
        """Return the size of the text in per cent."""
        return self._zoom

    @zoom.setter
    def zoom(self, percent: int) -> None:
        percent = max(SMALLEST, min(LARGEST, percent))
        if percent != self._zoom:
            top = self.top_offset()
            self._zoom = percent
            self._set_size()
            self.bring_to_top(top)
            self.zoom_changed.emit(percent)

    def zoom_by(self, steps: int) -> None:
        """Make the text larger by some steps of ten per cent, smaller for negative ones."""
        self.zoom += steps * _STEP

    def zoom_reset(self) -> None:
        """Show the text at its plain size."""
        self.zoom = PLAIN

    def set_typography(self, wanted: Typography) -> None:
        """Set the text otherwise; what stands at the top stays there."""
        if wanted == self._typography:
            return
        top, before, self._typography = self.top_offset(), self._typography, wanted
        if before.spacing != wanted.spacing:
            self.space(wanted.spacing, self._empty_lines())
        self._set_size()
        self.bring_to_top(top)

    def show_text(self, text: str) -> None:
        """Show another text from its beginning, nothing selected."""
        self._text, self._offsets = text, TextOffsets(text)
        self.put(_shown(text), self._typography.spacing, self._empty_lines())

    def selection(self) -> Span | None:
        """Return the selected span, None where nothing is selected."""
        cursor = self.textCursor()
        start = self._offsets.from_qt(cursor.selectionStart())
        end = self._offsets.from_qt(cursor.selectionEnd())
        return Span(start=start, end=end) if start < end else None

    def select(self, span: Span) -> None:
        """Select a span; the caret stands at its end."""
        cursor = self._cursor_at(span.start)
        cursor.setPosition(self._offsets.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def caret(self) -> int:
        """Return the offset of the caret."""
        return self._offsets.from_qt(self.textCursor().position())

    def move_caret(self, offset: int) -> None:
        """Put the caret before a character, nothing selected."""
        self.setTextCursor(self._cursor_at(offset))

    def offset_at(self, point: QPoint) -> int:
        """Return the offset of the boundary between characters next to a point of the viewport."""
        return self._offsets.from_qt(self.cursorForPosition(point).position())

    def top_offset(self) -> int:
        """Return the offset of the first line of which half is in sight, 0 at the beginning."""
        if not self.verticalScrollBar().value():
            return 0
        top = self.scrolled().y() + self.fontMetrics().height() / 2 + 1
        block = self.first_block(top)
        number = first_line(block.layout(), top - self.origin(block).y())
        fits = number < block.layout().lineCount()
        return self._offsets.from_qt(
            block.position() + block.layout().lineAt(number).textStart()
            if fits
            else block.next().position()
        )

    def bring_to_top(self, offset: int) -> None:
        """Scroll until the line of an offset is the first in sight."""
        if offset:
            self.put_at(self._offsets.to_qt(min(offset, len(self._text))), 0)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = super().createMimeDataFromSelection()  # one made here would outlive Python
        data.text()  # makes it drop the fragment from which it would offer rich text
        for form in data.formats():
            data.removeFormat(form)
        span = self.selection()
        data.setText(span.of(self._text) if span else "")
        return data

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            self.zoom_by((turned > 0) - (turned < 0) if abs(turned) < _NOTCH else turned // _NOTCH)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        lost = self._size and not isclose(self.font().pointSizeF(), self._size, abs_tol=0.01)
        if event.type() is QEvent.Type.FontChange and lost:
            self._set_size()  # another style sheet of the application takes the font back

    def _set_size(self) -> None:
        self._size = self._typography.points * self._zoom / PLAIN
        font = QFont(self.font())
        font.setFamilies([self._typography.family or self._family])
        font.setPointSizeF(self._size)
        self.setFont(font)
        self._fit()

    def _fit(self) -> None:
        """Centre a column of a readable width, the margins taking what is left."""
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        sample = QFontMetricsF(self.font()).horizontalAdvance(_SAMPLE)
        widest = int(sample / len(_SAMPLE) * self._typography.width) + 2 * BORDER
        page = max(_NARROWEST, min(widest, room - RAILS_WIDTH))
        left = max(RAILS_WIDTH, (room - page) // 2)
        right = max(0, room - page - left)
        self.set_page(left, page, right)
        self._left.setGeometry(0, 0, left, self.height())
        self._right.setGeometry(left + page, 0, right, self.height())

    def _empty_lines(self) -> Iterator[int]:
        found = _EMPTY_LINE.finditer(self._text)
        return (self._offsets.to_qt(line.start()) for line in found)

    def _cursor_at(self, offset: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._offsets.to_qt(min(offset, len(self._text))))
        return cursor

    def _on_selection_changed(self) -> None:
        self.selection_changed.emit(self.selection())

    def _on_caret_moved(self) -> None:
        self.caret_moved.emit(self.caret())


def _shown(text: str) -> str:
    plain = text.isascii() and "\r" not in text and "\0" not in text
    return text if plain else _UNSHOWN.sub(" ", text)
