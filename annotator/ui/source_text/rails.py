"""The margins beside the text: rails on the left show every claim, however they overlap."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from annotator.ui.source_text.board import Placed
from annotator.ui.source_text.by_reading import paint_rail
from annotator.ui.source_text.drawing import Ink, colour_of
from annotator.ui.source_text.hover import show_card
from annotator.ui.source_text.layout import VisualLine
from annotator.ui.source_text.margin import RAILS_WIDTH, Margin
from annotator.ui.source_text.marks import MarkState

LANE_WIDTH: Final = 7
GAP: Final = 2  # between the innermost rail and the text
_SHORTEST: Final = 8.0
_CLAIM: Final = MarkState.CLAIM


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

    def strip(self) -> QRect:
        """Return the part of the margin in which rails lie."""
        return self.rect().adjusted(self.width() - RAILS_WIDTH, 0, 0, 0)

    def keys_at(self, point: QPoint) -> list[Hashable]:
        """Return the claims whose rail lies at a point, the shortest first."""
        rails = self._page.rails(self.width(), QRect(0, point.y(), 1, 1))
        found = [rail for rail in rails if _reach(rail).contains(point)]
        found.sort(key=lambda rail: rail.placed.end - rail.placed.start)
        return [rail.placed.key for rail in found]

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, others = self._page.ink(), []
        bars: dict[str, list[QRectF]] = defaultdict(list)
        for rail in self._page.rails(self.width(), event.rect()):
            marks = rail.placed.marks
            if marks.state is not _CLAIM or marks.by is not None or ink.is_current(rail.placed):
                others.append(rail)
            else:
                bars[ink.theme.speaker(marks.colour).edge].append(rail.box)
        with QPainter(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            for colour, boxes in bars.items():
                painter.setBrush(colour_of(colour))
                painter.drawRects(boxes)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for rail in others:
                _paint(painter, ink, rail)

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


def rail_boxes(
    claims: Iterable[Placed], lines: Sequence[VisualLine], width: int, up: float
) -> list[Rail]:
    """Return where the rails of claims lie beside these lines, moved up by so many pixels.

    A rail that goes on above or below the lines is cut a little beyond them.
    """
    ends, past = [line.end for line in lines], len(lines) - 1
    over, under = lines[0].top - _SHORTEST - up, lines[-1].bottom + _SHORTEST - up
    found = []
    for claim in claims:
        at = bisect_right(ends, claim.start)
        to = bisect_left(ends, claim.end, at)
        top = lines[at].height_of(claim.start) - up if claim.start >= lines[0].start else over
        bottom = lines[to].height_of(claim.end) - up if to <= past else under
        left = width - GAP - LANE_WIDTH * (claim.lane + 1)
        box = QRectF(left, top, LANE_WIDTH - 3, max(_SHORTEST, bottom - top - 1))
        found.append(Rail(claim, box))
    return found


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
    else:
        painter.setPen(QPen(QColor(edge), 1.0, _PENS[marks.state]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rail.box.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)


_PENS: Final = {
    MarkState.PROPOSAL: Qt.PenStyle.SolidLine,
    MarkState.REFUSED: Qt.PenStyle.DotLine,
}
