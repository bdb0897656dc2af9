"""The source text with the claims drawn in it, reachable by click and in the margin."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.span import Span
from annotator.ui.source_text.boundaries import BoundaryDrag, Grip, Handle
from annotator.ui.source_text.drawing import Ink, current_content
from annotator.ui.source_text.hover import card, show_card
from annotator.ui.source_text.layout import VisualLine
from annotator.ui.source_text.marked_column import MarkedColumn
from annotator.ui.source_text.marks import ClaimMarks
from annotator.ui.source_text.paper import PlainPaper, RichPaper
from annotator.ui.source_text.rails import Rail, Rails, rail_boxes
from annotator.ui.theme import Theme

CARDS: Final = 5  # claims described at once


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
        self._drag = BoundaryDrag(self, self)
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

    def card(self, keys: Sequence[Hashable]) -> str:
        """Return what there is to tell of some claims as rich text, empty for none."""
        found = [marks for key in keys if (marks := self._board.get(key)) and marks.label]
        cards = [card(marks, self._ink.theme) for marks in found[:CARDS]]
        if len(found) > CARDS:
            cards.append(self.tr("and {count} more").format(count=len(found) - CARDS))
        return "<hr>".join(cards)

    def rails(self, width: int, area: QRect) -> list[Rail]:
        """Return the rails beside some rows of the viewport, for a margin of that width."""
        lines = self._visible(area)
        if not lines:
            return []
        claims = self._board.claims(lines[0].start, max(lines[-1].end, lines[0].start + 1))
        return rail_boxes(claims, lines, width, self.scrolled().y())

    def handles(self) -> list[Handle]:
        """Return what is in sight of the current claim's boundaries."""
        scrolled = self.scrolled()
        return [
            Handle(line.letters(place).translated(-scrolled), grip)
            for line in self._visible(self.viewport().rect())
            for place, grip in self._grips(line)
        ]

    def preview(self, marks: ClaimMarks) -> None:
        """Draw a claim as it would become; nothing is told."""
        self.put_marks(marks)

    def marks(self, key: Hashable) -> ClaimMarks | None:
        """Return what is drawn of a claim, None for an unknown one."""
        return self._board.get(key)

    def scroll_towards(self, point: QPoint, steps: int) -> bool:
        """Scroll if a point lies above or below the viewport; tell whether it does."""
        below = point.y() > self.viewport().height()
        if not below and point.y() >= 0:
            return False
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + (1 if below else -1) * steps * bar.singleStep())
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = point if left else None
        if not (left and self._drag.begin(point)):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._drag.held:
            self._drag.move(point, event.modifiers())
            return
        super().mouseMoveEvent(event)
        if event.buttons() is Qt.MouseButton.NoButton:
            held = self._drag.over(point) is not None
            shape = Qt.CursorShape.SplitHCursor if held else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self._drag.end()
        if dragged is not None:
            grip, wanted = dragged
            self._pressed = None
            self.boundary_dragged.emit(grip.key, grip.fragment, wanted)
            return
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        released = event.position().toPoint()
        if pressed is None or self.textCursor().hasSelection():
            return
        if (released - pressed).manhattanLength() < QApplication.startDragDistance():
            self._on_clicked(self.keys_at(released))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self._drag.held and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.KeyPress:
                self._drag.cancel()
                self._pressed = None
            event.accept()
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            told = "" if self._drag.held else self.card(self.keys_at(event.pos()))
            show_card(event.globalPos(), told, self)
            return True
        return super().viewportEvent(event)

    def _grips(self, line: VisualLine) -> Iterator[tuple[float, Grip]]:
        """Yield where across a line the current claim's boundaries stand, and which they are."""
        for stroke in current_content(self._ink, line):
            marks, part = stroke.part.placed.marks, stroke.part
            span = Span(start=part.start, end=part.end)
            number = marks.content.index(span)
            for place, at_start in ((stroke.begin, True), (stroke.end, False)):
                if place is not None:
                    yield place, Grip(marks.key, number, span, at_start, len(self._text))

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
        self._rails.scroll(0, by, self._rails.strip())


class SourceTextView(ReadingView, RichPaper):
    """Shows a text of the usual length."""


class LongTextView(ReadingView, PlainPaper):  # type: ignore[misc]  # mypy takes it for both papers
    """Shows a text of any length; only what is in sight costs anything, and lines stand close."""
