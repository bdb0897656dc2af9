"""Claims as several people read them: each reading has a letter, a colour and a style of line."""

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from annotator.ui.source_text.layout import Stroke, VisualLine
from annotator.ui.source_text.marks import ByReading, ClaimMarks
from annotator.ui.theme import Theme

STYLES: Final = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)
_FILLS: Final = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.FDiagPattern,
)
_APART: Final = 2.6  # between the line of one reading and that of the next
_FIRST: Final = 1.4  # below the letters
_WIDTH: Final = (1.3, 2.2)  # of a line; of what is looked at
_GLOW: Final = 0.55
_TICK: Final = 5.0
_LETTER: Final = 9  # pixels
_STEP: Final = 9.0  # between the letters of two readings that begin at one place


def colour_of(theme: Theme, number: int) -> str:
    """Return the colour of the lines of the reading with this number."""
    return theme.speaker(number).edge


def style_of(number: int) -> Qt.PenStyle:
    """Return how the lines of the reading with this number are drawn; they repeat when used up."""
    return STYLES[number % len(STYLES)]


def paint_ground(painter: QPainter, theme: Theme, line: VisualLine, stroke: Stroke) -> None:
    """Tint the words of a claim that is looked at; two tints mix where two readings meet."""
    by = _by(stroke)
    if not by.current:
        return
    tint = QColor(theme.speaker(by.number).strong)
    tint.setAlphaF(_GLOW)
    height = line.ink_bottom - line.ink_top
    for left, right in stroke.runs:
        painter.fillRect(QRectF(left, line.ink_top, right - left, height), tint)


def paint_line(painter: QPainter, theme: Theme, line: VisualLine, stroke: Stroke) -> None:
    """Underline the words of a claim, and write the letter of its reading where it begins."""
    by = _by(stroke)
    colour = QColor(colour_of(theme, by.number))
    pen = QPen(colour, _WIDTH[by.current], style_of(by.number))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    height = line.ink_bottom + _FIRST + _APART * (by.number % len(STYLES))
    for left, right in stroke.runs:
        painter.drawLine(QLineF(left, height, right, height))
    painter.setPen(QPen(colour, _WIDTH[by.current]))
    for place in (stroke.begin, stroke.end):
        if place is not None:
            painter.drawLine(QLineF(place, height - _TICK, place, height))
    if stroke.begin is not None:
        _letter(painter, line, stroke.begin, by)


def paint_rail(painter: QPainter, theme: Theme, marks: ClaimMarks, box: QRectF) -> None:
    """Draw the bar of a claim beside the text in the style of its reading."""
    by = marks.by or ByReading(0, "")
    edge = QColor(colour_of(theme, by.number))
    wide = 1.5 if by.current else 0.0
    painter.setPen(QPen(edge, 1.0, style_of(by.number)))
    fill = _FILLS[by.number % len(_FILLS)]
    if by.current:
        painter.setPen(QPen(QColor(theme.text), 1.0))
        fill = Qt.BrushStyle.SolidPattern
    painter.setBrush(QColor(edge) if fill is Qt.BrushStyle.SolidPattern else fill)
    painter.drawRoundedRect(box.adjusted(0.5 - wide, 0.5, wide - 0.5, -0.5), 1.5, 1.5)


def _letter(painter: QPainter, line: VisualLine, place: float, by: ByReading) -> None:
    font = QFont(painter.font())
    font.setPixelSize(_LETTER)
    font.setBold(by.current)
    painter.setFont(font)
    left = place + 1.0 + _STEP * by.number
    painter.drawText(QPointF(left, line.ink_top + 1.0), by.letter)


def _by(stroke: Stroke) -> ByReading:
    return stroke.part.placed.marks.by or ByReading(0, "")
