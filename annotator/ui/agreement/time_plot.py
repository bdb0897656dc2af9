"""One figure from month to month, a line for each group of layers."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from annotator.domain.agreement_report import AgreementLine
from annotator.ui.agreement.scale import Scale, scale_of, tick_words
from annotator.ui.agreement.words import interval_words, number
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.theme import Theme

_PAD: Final = 12
_DOT: Final = 4.0
_MIDDLE: Final = Qt.AlignmentFlag.AlignCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MONTHS: Final = 12


class Series(NamedTuple):
    """The figures of one group of layers by month; a month without one is missing."""

    name: str
    points: Mapping[str, AgreementLine]


def months_between(months: Sequence[str]) -> tuple[str, ...]:
    """Return every month from the first of some to the last (2026-11)."""
    if not months:
        return ()
    first, last = (_number(month) for month in (min(months), max(months)))
    return tuple(f"{at // _MONTHS:04}-{at % _MONTHS + 1:02}" for at in range(first, last + 1))


def _number(month: str) -> int:
    return int(month[:4]) * _MONTHS + int(month[5:]) - 1


class TimePlot(QWidget):
    """Draws series over months, with their intervals; says all of it to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: Sequence[Series] = ()
        self._months: tuple[str, ...] = ()
        self._scale = Scale(0.0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Agreement over time"))
        theme_keeper().changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 140)

    def show_series(self, series: Sequence[Series]) -> None:
        """Draw these."""
        self._series = [item for item in series if item.points]
        lines = [line for item in self._series for line in item.points.values()]
        self._months = months_between([line.month for line in lines if line.month])
        self._scale = scale_of(lines)
        self.setAccessibleDescription(self.told())
        self.update()

    def told(self) -> str:
        """Return all that is drawn as a text."""
        parts = (
            f"{item.name}, {month}: {number(line.value)} ({interval_words(line)})"
            for item in self._series
            for month, line in sorted(item.points.items())
        )
        return "; ".join(parts)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = theme_keeper().current
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor(theme.base))
            if self.hasFocus():
                painter.setPen(QPen(QColor(theme.accent), 1))
                painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
            if not self._months:
                painter.setPen(QColor(theme.muted))
                painter.drawText(self.rect(), _MIDDLE, self.tr("No figure by month."))
                return
            head = self._paint_names(painter, theme)
            inside = self._inside(head)
            self._paint_grid(painter, theme, inside)
            for at, item in enumerate(self._series):
                self._paint_series(painter, theme, at, item, inside)

    def _inside(self, head: float) -> QRectF:
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance("−0.00") + _PAD
        return QRectF(self.rect()).adjusted(left, head, -2 * _PAD, -metrics.height() - _PAD)

    def _paint_names(self, painter: QPainter, theme: Theme) -> float:
        """Paint what each line is, and return how far down that reaches."""
        metrics, x, y = self.fontMetrics(), float(_PAD), float(_PAD)
        for at, item in enumerate(self._series):
            wide = metrics.horizontalAdvance(item.name) + 3 * _PAD
            if x > _PAD and x + wide > self.width():
                x, y = float(_PAD), y + metrics.height() + 2
            middle = QPointF(x + _DOT, y + metrics.height() / 2)
            _paint_mark(painter, at, middle, QColor(theme.speaker(at).edge))
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(x + _PAD, y, wide, metrics.height()), _LEFT, item.name)
            x += wide
        return y + metrics.height() + _PAD

    def _paint_grid(self, painter: QPainter, theme: Theme, inside: QRectF) -> None:
        metrics = self.fontMetrics()
        for tick in self._scale.ticks():
            y = round(self._y(tick, inside)) + 0.5
            painter.setPen(QPen(QColor(theme.outline if tick == 0 else theme.border), 1))
            painter.drawLine(QPointF(inside.left(), y), QPointF(inside.right(), y))
            painter.setPen(QColor(theme.muted))
            box = QRectF(0, y - metrics.height() / 2, inside.left() - 6, metrics.height())
            painter.drawText(box, _RIGHT, tick_words(tick))
        wide = metrics.horizontalAdvance("2026-11") + _PAD
        every = max(1, -(-len(self._months) * wide // max(1, round(inside.width()))))
        for month in self._months[::every]:
            box = QRectF(
                self._x(month, inside) - wide / 2, inside.bottom() + 4, wide, metrics.height()
            )
            painter.drawText(box, _MIDDLE, month)

    def _paint_series(
        self, painter: QPainter, theme: Theme, at: int, item: Series, inside: QRectF
    ) -> None:
        colour = QColor(theme.speaker(at).edge)
        aside = (at - (len(self._series) - 1) / 2) * 3 * _DOT
        known = [(m, line) for m, line in sorted(item.points.items()) if line.value is not None]
        places = [self._place(month, line.value or 0.0, inside, aside) for month, line in known]
        painter.setPen(QPen(colour, 2))
        for one, other in pairwise(places):
            painter.drawLine(one, other)
        for place, (_month, line) in zip(places, known, strict=True):
            if line.interval is not None:
                painter.setPen(QPen(colour, 1))
                low, high = (self._y(end, inside) for end in line.interval)
                painter.drawLine(QPointF(place.x(), low), QPointF(place.x(), high))
            _paint_mark(painter, at, place, colour)

    def _place(self, month: str, value: float, inside: QRectF, aside: float) -> QPointF:
        return QPointF(self._x(month, inside) + aside, self._y(value, inside))

    def _x(self, month: str, inside: QRectF) -> float:
        share = (self._months.index(month) + 0.5) / len(self._months)
        return inside.left() + inside.width() * share

    def _y(self, value: float, inside: QRectF) -> float:
        return self._scale.at(value, inside.bottom(), -inside.height())


def _paint_mark(painter: QPainter, at: int, middle: QPointF, colour: QColor) -> None:
    """Paint a mark whose shape tells lines apart without their colours."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    corners = (
        (),
        ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        ((0, -1.3), (1.2, 1), (-1.2, 1)),
        ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
    )[at % 4]
    if corners:
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) * _DOT for x, y in corners]))
    else:
        painter.drawEllipse(middle, _DOT, _DOT)
