"""How the state of a field is shown: a word, and a shape that needs no colour."""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from annotator.domain.field import FieldState
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.theme import Theme

_SIZES: Final = (16, 24, 32, 64)
_Draw = Callable[[QPainter, QRectF, QColor], None]


class StateLook(NamedTuple):
    """What a state is called, what it means, and how it is drawn in which colour of `Theme`."""

    label: str
    meaning: str
    colour: str
    draw: _Draw

    @property
    def text(self) -> str:
        """Return the name in the language of the interface."""
        return QCoreApplication.translate("States", self.label)

    @property
    def tip(self) -> str:
        """Return the name and its meaning."""
        return f"{self.text}: {QCoreApplication.translate('States', self.meaning)}"


def state_icon(state: FieldState, theme: Theme) -> QIcon:
    """Return the shape of a state, sharp at every size in use."""
    return _drawn(state, getattr(theme, LOOKS[state].colour))


@cache
def _drawn(state: FieldState, tint: str) -> QIcon:
    colour = QColor(tint)
    made = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(size / 16, size / 16)
            LOOKS[state].draw(painter, QRectF(2, 2, 12, 12), colour)
        made.addPixmap(pixmap)
    return made


def _pen(colour: QColor, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    pen = QPen(colour, 1.6, style)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _ring(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(_pen(colour))
    painter.drawEllipse(box)


def _dotted(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(_pen(colour, Qt.PenStyle.DotLine))
    painter.drawEllipse(box)


def _half(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _ring(painter, box, colour)
    painter.setBrush(colour)
    painter.drawPie(box, 90 * 16, 180 * 16)


def _tick(painter: QPainter) -> None:
    pen = QPen(Qt.GlobalColor.transparent, 2.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([QPointF(5, 8.4), QPointF(7.2, 10.6), QPointF(11, 5.8)]))


def _disc(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(box.adjusted(-0.6, -0.6, 0.6, 0.6))
    _tick(painter)


def _square(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, 1.5, 1.5)
    _tick(painter)


def _barred(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _ring(painter, box, colour)
    painter.drawLine(QPointF(5, 8), QPointF(11, 8))


def _asking(painter: QPainter, _box: QRectF, colour: QColor) -> None:
    painter.setPen(_pen(colour))
    painter.drawArc(QRectF(5, 2.6, 6, 6), -80 * 16, 240 * 16)
    painter.drawLine(QPointF(8, 8.6), QPointF(8, 10))
    painter.drawPoint(QPointF(8, 13))


LOOKS: Final[Mapping[FieldState, StateLook]] = MappingProxyType(
    {
        FieldState.EMPTY: StateLook(
            QT_TRANSLATE_NOOP("States", "Empty"),
            QT_TRANSLATE_NOOP("States", "nobody has looked yet"),
            "muted",
            _dotted,
        ),
        FieldState.UNVERIFIED: StateLook(
            QT_TRANSLATE_NOOP("States", "Unverified"),
            QT_TRANSLATE_NOOP("States", "proposed, not looked at by a person yet"),
            "warning",
            _half,
        ),
        FieldState.CONFIRMED: StateLook(
            QT_TRANSLATE_NOOP("States", "Confirmed"),
            QT_TRANSLATE_NOOP("States", "a person found it right"),
            "good",
            _disc,
        ),
        FieldState.CORRECTED: StateLook(
            QT_TRANSLATE_NOOP("States", "Corrected"),
            QT_TRANSLATE_NOOP("States", "a person entered another value"),
            "accent",
            _square,
        ),
        FieldState.NOT_STATED: StateLook(
            QT_TRANSLATE_NOOP("States", "Not stated"),
            QT_TRANSLATE_NOOP("States", "the text does not say"),
            "muted",
            _barred,
        ),
        FieldState.UNKNOWN: StateLook(
            QT_TRANSLATE_NOOP("States", "Unknown"),
            QT_TRANSLATE_NOOP("States", "the text is unclear"),
            "muted",
            _asking,
        ),
    }
)
