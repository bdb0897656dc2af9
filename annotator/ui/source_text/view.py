"""The source text with the claims drawn in it, reachable by click and in the margin."""

from collections.abc import Hashable, Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from annotator.domain.span import Span
from annotator.ui.source_text.board import MarkBoard
from annotator.ui.source_text.column import TextColumn
from annotator.ui.source_text.layout import PageLayout, VisualLine
from annotator.ui.source_text.marks import ClaimMarks
from annotator.ui.source_text.painting import Ink, paint_box, paint_flash, paint_under, paint_veil
from annotator.ui.source_text.rails import Rail, Rails, rail_box
from annotator.ui.theme import Theme

FLASH_MS: Final = 900
TIPS: Final = 5  # claims described in one tooltip
_MANY: Final = 200  # changed stretches from which on everything is drawn anew
_COMFORT: Final = (0.10, 0.85)  # shares of the height between which nothing needs to scroll
_REST: Final = 0.3  # the share of the height at which what is revealed comes to rest


class SourceTextView(TextColumn):
    """Shows a text and its claims; it asks for a current claim and changes nothing itself.

    Signals:
        clicked_marks: the keys of the claims under the pointer, innermost first; none of them
            where only text was clicked.
        current_requested: the key of the claim that a click chose. Clicking the same place again
            chooses the next one there.
    """

    clicked_marks = Signal(object)
    current_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = Ink(theme)
        self._board = MarkBoard()
        self._page = PageLayout(self.document(), self._board)
        self._evidence: Span | None = None
        self._flashed: Span | None = None
        self._pressed: QPoint | None = None
        self._flash = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=FLASH_MS)
        self._clicked: list[Hashable] = []
        self.setAccessibleName(self.tr("Source text"))
        self._connect()

    def _connect(self) -> None:
        self._rails.clicked.connect(self._on_clicked)
        self._flash.valueChanged.connect(self._on_flash_paled)
        self._flash.finished.connect(self._on_flash_over)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.document().documentLayout().documentSizeChanged.connect(self._on_laid_out)

    def left_margin(self) -> Rails:
        """Return the margin with the rails."""
        self._rails = Rails(self, self)
        return self._rails

    def rails_margin(self) -> Rails:
        """Return the margin that shows the rails."""
        return self._rails

    def show_text(self, text: str) -> None:
        """Show another text, with no marks yet."""
        self._board.show(())
        self._evidence = self._flashed = None
        self._ink = Ink(self._ink.theme)
        self._page.forget()
        super().show_text(text)
        self._page.set_text(text, self._offsets)
        self._page.set_boilerplate(())
        self._describe()

    def show_marks(self, marks: Sequence[ClaimMarks], boilerplate: Sequence[Span] = ()) -> None:
        """Draw exactly these claims; only what differs from before is drawn anew."""
        self._page.set_boilerplate(boilerplate)
        self._draw(self._board.show(marks))

    def put_marks(self, marks: ClaimMarks) -> None:
        """Draw one more claim, or one of them otherwise."""
        self._draw(self._board.put(marks))

    def drop_marks(self, key: Hashable) -> None:
        """Draw one claim no longer; an unknown one is no error."""
        self._draw(self._board.drop([key]))

    def set_current(self, key: Hashable | None) -> None:
        """Make one claim stand out, or none."""
        before, self._ink = self._ink.current, Ink(self._ink.theme, key)
        self._draw([*self._board.stretches(before), *self._board.stretches(key)])
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._ink = Ink(theme, self._ink.current)
        self._draw_all()

    def show_evidence(self, span: Span | None) -> None:
        """Draw a box around the words of the field that is being edited, or none."""
        before, self._evidence = self._evidence, span
        self._draw([item for item in (before, span) if item is not None])

    def flash(self, span: Span) -> None:
        """Bring some words into sight and point them out for a moment."""
        self._flash.stop()
        self._flashed = span
        self.reveal(span)
        self._flash.start()

    def reveal(self, span: Span) -> None:
        """Scroll until a span and some text around it are in sight, if they are not."""
        top = self._page.place(span.start).top()
        bottom = self._page.place(span.end - 1).bottom()
        height, bar = self.viewport().height(), self.verticalScrollBar()
        above, below = (bar.value() + share * height for share in _COMFORT)
        if top < above or bottom > below:
            fits = bottom - top < (_COMFORT[1] - _REST) * height
            bar.setValue(round(top - (_REST if fits else _COMFORT[0]) * height))

    def keys_at(self, point: QPoint) -> list[Hashable]:
        """Return the claims drawn at a point of the viewport, innermost first."""
        parts = self._page.parts_at(QPointF(point) + self._scrolled())
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
            cards.append(self.tr("and %n more", "", len(found) - TIPS))
        return "<hr>".join(cards)

    def rails(self, width: int, area: QRect) -> list[Rail]:
        """Return the rails beside some rows of the viewport, for a margin of that width."""
        lines = self._visible(area)
        if not lines:
            return []
        placed = self._board.claims(lines[0].start, max(lines[-1].end, lines[0].start + 1))
        up = -self._scrolled().y()
        return [Rail(item, rail_box(item, lines, width).translated(0, up)) for item in placed]

    def paintEvent(self, event: QPaintEvent) -> None:
        lines = self._visible(event.rect())
        with QPainter(self.viewport()) as painter:
            self._prepare(painter)
            for line in lines:
                paint_under(painter, self._ink, line)
            self._paint_flash(painter, lines)
        super().paintEvent(event)
        if self._evidence is None and not any(line.veils for line in lines):
            return
        with QPainter(self.viewport()) as painter:
            self._prepare(painter)
            for line in lines:
                paint_veil(painter, self._ink.theme, line)
            self._paint_evidence(painter, lines)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
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

    def _visible(self, area: QRect) -> list[VisualLine]:
        place = QRectF(area).translated(self._scrolled())
        return list(self._page.lines(place.top(), place.bottom()))

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _prepare(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self._scrolled())

    def _paint_flash(self, painter: QPainter, lines: Sequence[VisualLine]) -> None:
        if self._flashed is None:
            return
        colour = QColor(self._ink.theme.flash)
        colour.setAlphaF(float(self._flash.currentValue() or 0.0))
        for line in lines:
            runs = self._page.runs(line, self._flashed.start, self._flashed.end)
            paint_flash(painter, line, runs, colour)

    def _paint_evidence(self, painter: QPainter, lines: Sequence[VisualLine]) -> None:
        if self._evidence is None:
            return
        for line in lines:
            runs = self._page.runs(line, self._evidence.start, self._evidence.end)
            paint_box(painter, line, runs, self._ink.theme.evidence)

    def _draw(self, stretches: Sequence[Span]) -> None:
        """Draw the lines anew that show some stretch of text."""
        if len(stretches) > _MANY:
            self._draw_all()
            return
        place = QRectF()
        for stretch in stretches:
            place = place.united(self._page.touch(stretch))
        if place.isValid():
            area = place.translated(-self._scrolled()).toAlignedRect().adjusted(0, -4, 0, 4)
            self.viewport().update(0, area.y(), self.viewport().width(), area.height())
            self._rails.update(0, area.y(), self._rails.width(), area.height())

    def _draw_all(self) -> None:
        self._page.forget()
        self.viewport().update()
        self._rails.update()

    def _describe(self) -> None:
        marks = self._board.get(self._ink.current)
        self.setAccessibleDescription(marks.label if marks else "")

    def _on_clicked(self, keys: list[Hashable]) -> None:
        self.clicked_marks.emit(keys)
        if not keys:
            return
        current, again = self._ink.current, keys == self._clicked
        self._clicked = keys
        found = keys.index(current) + 1 if again and current in keys else 0
        self.current_requested.emit(keys[found % len(keys)])

    def _on_flash_paled(self) -> None:
        if self._flashed is not None:
            self._draw([self._flashed])

    def _on_flash_over(self) -> None:
        self._on_flash_paled()
        self._flashed = None

    def _on_scrolled(self) -> None:
        self._rails.update()

    def _on_laid_out(self) -> None:
        self._draw_all()


def _card(label: str) -> str:
    first, *rest = (escape(line) for line in label.split("\n"))
    return "<br>".join((f"<b>{first}</b>", *rest))
