"""Paint what stands out: the ends of the current claim, boilerplate, evidence, what was found."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from annotator.ui.source_text.drawing import PAD, Ink, colour_of, current_content, pad_of, pen_of
from annotator.ui.source_text.layout import VisualLine
from annotator.ui.source_text.ruler import Runs
from annotator.ui.theme import Theme

ROUND: Final = 3.0
KNOB: Final = 4.0  # the radius of what the current claim's ends are taken hold of by
_FOUND: Final = 0.5  # of the colour of the hit looked at: what the other hits are filled with
_NO_BRUSH: Final = Qt.BrushStyle.NoBrush
_NO_PEN: Final = Qt.PenStyle.NoPen


def paint_knobs(painter: QPainter, ink: Ink, line: VisualLine) -> None:
    """Draw, over the words, what the ends of the current claim are taken hold of by."""
    for stroke in current_content(ink, line):
        painter.setPen(pen_of(ink.theme.base, 1.2))
        painter.setBrush(colour_of(ink.theme.speaker(stroke.part.placed.marks.colour).edge))
        pad = pad_of(line, stroke.part.placed) + 1
        if stroke.begin is not None:
            painter.drawEllipse(QPointF(stroke.begin, line.ink_top - pad), KNOB, KNOB)
        if stroke.end is not None:
            painter.drawEllipse(QPointF(stroke.end, line.ink_bottom + pad), KNOB, KNOB)


def paint_veil(painter: QPainter, theme: Theme, line: VisualLine) -> None:
    """Dim the boilerplate of a line."""
    veil = QColor(theme.base)
    veil.setAlphaF(theme.veil)
    for left, right in line.veils:
        painter.fillRect(QRectF(left, line.top, right - left, line.bottom - line.top), veil)


def paint_box(painter: QPainter, line: VisualLine, runs: Runs, colour: str) -> None:
    """Draw a box around the words of a field's evidence, or around the hit looked at."""
    painter.setPen(pen_of(colour, 1.6))
    painter.setBrush(_NO_BRUSH)
    for box in _boxes(line, runs, PAD - 0.5):
        painter.drawRect(box)


def paint_flash(painter: QPainter, line: VisualLine, runs: Runs, colour: QColor) -> None:
    """Fill the words that are being pointed out."""
    painter.setPen(_NO_PEN)
    painter.setBrush(colour)
    for box in _boxes(line, runs, PAD + 1):
        painter.drawRoundedRect(box, ROUND, ROUND)


def paint_hit(
    painter: QPainter, theme: Theme, line: VisualLine, runs: Runs, *, looked_at: bool
) -> None:
    """Fill words that were found; the hit being looked at has the full colour and a box."""
    colour = QColor(theme.flash)
    if not looked_at:
        colour.setAlphaF(_FOUND)
    for box in _boxes(line, runs, 0.5):
        painter.fillRect(box, colour)
    if looked_at:
        paint_box(painter, line, runs, theme.text)


def _boxes(line: VisualLine, runs: Runs, pad: float) -> list[QRectF]:
    top = line.ink_top - pad
    height = line.ink_bottom - line.ink_top + 2 * pad
    return [QRectF(left, top, right - left, height) for left, right in runs if right > left]
