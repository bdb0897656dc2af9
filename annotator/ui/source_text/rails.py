"""The margins beside the text: rails on the left show every claim, however they overlap."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from operator import attrgetter
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from annotator.ui.source_text.board import Placed
from annotator.ui.source_text.by_reading import paint_rail
from annotator.ui.source_text.hover import show_card
from annotator.ui.source_text.layout import VisualLine
from annotator.ui.source_text.margin import Margin
from annotator.ui.source_text.marks import MarkState
from annotator.ui.source_text.painting import Ink, brush_of

LANE_WIDTH: Final = 7
GAP: Final = 2  # between the innermost rail and the text
_SHORTEST: Final = 8.0
_END: Final = attrgetter("end")


class Rail(NamedTuple):
    """One claim's bar beside the text, in the margin's own coordinates."""

    placed: Placed
    box: QRectF


class Page(Protocol):
    """What the margins ask of the text view."""

    def rails(self, width: int, area: QRect) -> Sequence[Rail]:
        """Return the rails beside some rows of the viewport, for a margin of that width."""

    def ink(self) -> Ink:
        """Return the colours in force."""

    def card(self, keys: Sequence[Hashable]) -> str:
        """Return what there is to tell of some claims."""


class Rails(Margin):
    """One bar a claim, side by side where claims overlap; the outermost lane holds the rest.

    Signals:
        clicked: the keys of the claims under the pointer, the shortest first.
    """

    clicked = Signal(object)

    def __init__(self, page: Page, text: QAbstractScrollArea) -> None:
        super().__init__(text)
        self._page = page
        self.setMouseTracking(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)  # opaque, so scrolling moves what is painted already
        self.setAccessibleName(self.tr("Claims beside the text"))

    def keys_at(self, point: QPoint) -> list[Hashable]:
        """Return the claims whose rail lies at a point, the shortest first."""
        rows = QRect(0, point.y() - self._around(), 1, 2 * self._around())
        rails = self._page.rails(self.width(), rows)
        found = [rail for rail in rails if _reach(rail).contains(point)]
        found.sort(key=lambda rail: rail.placed.end - rail.placed.start)
        return [rail.placed.key for rail in found]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._page.ink()
        around = self._around()
        for rail in self._page.rails(self.width(), event.rect().adjusted(0, -around, 0, around)):
            _paint(painter, ink, rail)

    def _around(self) -> int:
        """Return how far from what is looked at rails are cut, where it is not seen: a line."""
        return self._text.fontMetrics().height() + 1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self.keys_at(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        keys = self.keys_at(event.position().toPoint())
        if keys and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(keys)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            show_card(event.globalPos(), self._page.card(self.keys_at(event.pos())), self)
            return True
        return super().event(event)


def rail_box(placed: Placed, lines: Sequence[VisualLine], width: int) -> QRectF:
    """Return where a claim's rail lies beside these lines, in document heights.

    A rail that goes on above or below the lines is cut there.
    """
    at = bisect_right(lines, placed.start, key=_END)
    first = lines[min(at, len(lines) - 1)]
    last = lines[min(bisect_left(lines, placed.end, lo=at, key=_END), len(lines) - 1)]
    top, bottom = first.height_of(placed.start), last.height_of(placed.end)
    left = width - GAP - LANE_WIDTH * (placed.lane + 1)
    return QRectF(left, top, LANE_WIDTH - 3, max(_SHORTEST, bottom - top - 1))


def _reach(rail: Rail) -> QRectF:
    return rail.box.adjusted(-2, -1, 2, 1)


def _paint(painter: QPainter, ink: Ink, rail: Rail) -> None:
    marks = rail.placed.marks
    edge = ink.theme.speaker(marks.colour).edge
    if marks.by is not None:
        paint_rail(painter, ink.theme, marks, rail.box)
    elif ink.is_current(rail.placed):
        painter.setPen(QPen(QColor(ink.theme.text), 1.0))
        painter.setBrush(QColor(edge))
        painter.drawRoundedRect(rail.box.adjusted(-1.5, 0, 1.5, 0), 2, 2)
    elif marks.state is MarkState.CLAIM:
        painter.fillRect(rail.box, brush_of(edge))
    else:
        painter.setPen(QPen(QColor(edge), 1.0, _PENS[marks.state]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rail.box.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)


_PENS: Final = {
    MarkState.PROPOSAL: Qt.PenStyle.SolidLine,
    MarkState.REFUSED: Qt.PenStyle.DotLine,
}
