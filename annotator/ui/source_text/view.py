"""The source text with the claims drawn in it, reachable by click and in the margin."""

from collections.abc import Hashable, Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from annotator.domain.span import Span
from annotator.ui.source_text.boundaries import Grip, grip_at
from annotator.ui.source_text.marked_column import MarkedColumn
from annotator.ui.source_text.painting import Ink
from annotator.ui.source_text.paper import PlainPaper, RichPaper
from annotator.ui.source_text.rails import Rail, Rails, rail_box
from annotator.ui.theme import Theme

TIPS: Final = 5  # claims described in one tooltip


class ReadingView(MarkedColumn):
    """Shows a text and its claims; it asks for changes and makes none itself.

    Signals:
        clicked_marks: the keys of the claims under the pointer, innermost first; none of them
            where only text was clicked.
        current_requested: the key of the claim that a click chose. Clicking the same place again
            chooses the next one there.
        boundary_dragged: key of the current claim, number of the content fragment, and the `Span`
            that it should have.
    """

    clicked_marks = Signal(object)
    current_requested = Signal(object)
    boundary_dragged = Signal(object, int, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed: QPoint | None = None
        self._clicked: list[Hashable] = []
        self._grip: Grip | None = None
        self._wanted: Span | None = None
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Source text"))
        self._connect()

    def _connect(self) -> None:
        self._rails.clicked.connect(self._on_clicked)
        self.rows_changed.connect(self._on_rows_changed)
        self.rows_moved.connect(self._on_rows_moved)

    def left_margin(self) -> Rails:
        """Return the margin with the rails."""
        self._rails = Rails(self, self)
        return self._rails

    def rails_margin(self) -> Rails:
        """Return the margin that shows the rails."""
        return self._rails

    def keys_at(self, point: QPoint) -> list[Hashable]:
        """Return the claims drawn at a point of the viewport, innermost first."""
        parts = self._page.parts_at(QPointF(point) + self.scrolled())
        return list(dict.fromkeys(part.placed.key for part in reversed(parts)))

    def keys_over(self, offset: int) -> list[Hashable]:
        """Return the claims drawn at a character, innermost first."""
        return self._board.keys_at(offset)

    def ink(self) -> Ink:
        """Return the colours in force."""
        return self._ink

    def tip(self, keys: Sequence[Hashable]) -> str:
        """Return the tooltip of some claims as rich text, empty for none."""
        found = [marks for key in keys if (marks := self._board.get(key)) and marks.label]
        cards = [_card(marks.label) for marks in found[:TIPS]]
        if len(found) > TIPS:
            cards.append(self.tr("and {count} more").format(count=len(found) - TIPS))
        return "<hr>".join(cards)

    def rails(self, width: int, area: QRect) -> list[Rail]:
        """Return the rails beside some rows of the viewport, for a margin of that width."""
        lines = self._visible(area)
        if not lines:
            return []
        placed = self._board.claims(lines[0].start, max(lines[-1].end, lines[0].start + 1))
        up = -self.scrolled().y()
        return [Rail(item, rail_box(item, lines, width).translated(0, up)) for item in placed]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = point if left else None
        self._grip = self._grip_at(point) if left else None
        if self._grip is None:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._grip is not None:
            self._drag(self._grip, point)
            return
        super().mouseMoveEvent(event)
        if event.buttons() is Qt.MouseButton.NoButton:
            held = self._grip_at(point) is not None
            shape = Qt.CursorShape.SplitHCursor if held else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._wanted is not None:
            self._drop()
            return
        self._grip = None
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        released = event.position().toPoint()
        if pressed is None or self.textCursor().hasSelection():
            return
        if (released - pressed).manhattanLength() < QApplication.startDragDistance():
            self._on_clicked(self.keys_at(released))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip(self.keys_at(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def _grip_at(self, point: QPoint) -> Grip | None:
        marks = self._board.get(self._ink.current)
        return grip_at(marks, point, len(self._text), self._caret_box) if marks else None

    def _caret_box(self, offset: int) -> QRect:
        return self.cursorRect(self._cursor_at(offset))

    def _drag(self, grip: Grip, point: QPoint) -> None:
        offset = self._offsets.from_qt(self.cursorForPosition(point).position())
        wanted = grip.moved(offset)
        if wanted != (self._wanted or grip.span):
            self._wanted = wanted
            self.select(wanted)

    def _drop(self) -> None:
        grip, wanted = self._grip, self._wanted
        self._grip = self._wanted = self._pressed = None
        if grip is not None and wanted is not None and wanted != grip.span:
            self.boundary_dragged.emit(grip.key, grip.fragment, wanted)

    def _on_clicked(self, keys: list[Hashable]) -> None:
        self.clicked_marks.emit(keys)
        if not keys:
            return
        current, again = self._ink.current, keys == self._clicked
        self._clicked = keys
        found = keys.index(current) + 1 if again and current in keys else 0
        self.current_requested.emit(keys[found % len(keys)])

    def _on_rows_changed(self, area: QRect) -> None:
        self._rails.update(0, area.y(), self._rails.width(), area.height())

    def _on_rows_moved(self, by: int) -> None:
        self._rails.scroll(0, by)


class SourceTextView(ReadingView, RichPaper):
    """Shows a text of the usual length."""


class LongTextView(ReadingView, PlainPaper):  # type: ignore[misc]  # mypy takes it for both papers
    """Shows a text of any length; only what is in sight costs anything, and lines stand close."""


def _card(label: str) -> str:
    first, *rest = (escape(line) for line in label.split("\n"))
    return "<br>".join((f"<b>{first}</b>", *rest))
