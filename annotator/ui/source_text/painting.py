"""Draw the marks of one line: what lies under the words, and what lies over them."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from annotator.ui.source_text.board import Placed
from annotator.ui.source_text.layout import Runs, Stroke, VisualLine
from annotator.ui.source_text.marks import MarkRole, MarkState
from annotator.ui.theme import Theme

PAD: Final = 3.5  # how far a fill reaches beyond the words; each lane a little less
INSET: Final = 1.5
LEAST_PAD: Final = 0.5
ROUND: Final = 3.0
CAP: Final = 2.0
KNOB: Final = 2.0
_NO_BRUSH: Final = Qt.BrushStyle.NoBrush
_KEPT: Final = 256
_BROKEN: Final = MappingProxyType(
    {MarkState.PROPOSAL: Qt.PenStyle.DashLine, MarkState.REFUSED: Qt.PenStyle.DotLine}
)


@dataclass(frozen=True, slots=True)
class Ink:
    """What the strokes of a page are drawn with; `current` is the key of the current claim."""

    theme: Theme
    current: Hashable | None = None

    def is_current(self, placed: Placed) -> bool:
        """Tell whether this is the claim being worked on."""
        return self.current is not None and placed.key == self.current


def paint_under(painter: QPainter, ink: Ink, line: VisualLine) -> None:
    """Draw what lies under the words of a line; the current claim is outlined last.

    Its fill stays below that of the claims inside it, so that they are seen.
    """
    for stroke in line.strokes:
        _UNDER[stroke.part.role](painter, ink, line, stroke)
    for stroke in line.strokes:
        if stroke.part.role is MarkRole.CONTENT and ink.is_current(stroke.part.placed):
            _outline(painter, ink, line, stroke)


def paint_veil(painter: QPainter, theme: Theme, line: VisualLine) -> None:
    """Dim the boilerplate of a line."""
    veil = QColor(theme.base)
    veil.setAlphaF(theme.veil)
    for left, right in line.veils:
        painter.fillRect(QRectF(left, line.top, right - left, line.bottom - line.top), veil)


def paint_box(painter: QPainter, line: VisualLine, runs: Runs, colour: str) -> None:
    """Draw a box around the words of a field's evidence."""
    painter.setPen(_pen(colour, 1.6, Qt.PenStyle.SolidLine))
    painter.setBrush(_NO_BRUSH)
    for box in _boxes(line, runs, PAD - 0.5):
        painter.drawRect(box)


def paint_flash(painter: QPainter, line: VisualLine, runs: Runs, colour: QColor) -> None:
    """Fill the words that are being pointed out."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for box in _boxes(line, runs, PAD + 1):
        painter.drawRoundedRect(box, ROUND, ROUND)


def _content(painter: QPainter, ink: Ink, line: VisualLine, stroke: Stroke) -> None:
    marks, current = stroke.part.placed.marks, ink.is_current(stroke.part.placed)
    colours = ink.theme.speaker(marks.colour)
    if current and marks.state is not MarkState.REFUSED:
        firm = marks.state is MarkState.CLAIM
        _fill(painter, line, stroke, colours.strong if firm else colours.fill)
    elif marks.state is MarkState.CLAIM:
        _caps(painter, stroke, _fill(painter, line, stroke, colours.fill), colours.edge)
    else:
        painter.setPen(_pen(colours.edge, 1.2, _BROKEN[marks.state]))
        painter.setBrush(_NO_BRUSH)
        _rounded(painter, _boxes(line, stroke.runs, _pad(stroke)))


def _outline(painter: QPainter, ink: Ink, line: VisualLine, stroke: Stroke) -> None:
    """Draw the frame of the current claim, and knobs where its ends can be taken hold of."""
    marks = stroke.part.placed.marks
    edge = ink.theme.speaker(marks.colour).edge
    boxes = _boxes(line, stroke.runs, _pad(stroke) + 1)
    painter.setPen(_pen(edge, 2.2, _BROKEN.get(marks.state, Qt.PenStyle.SolidLine)))
    painter.setBrush(_NO_BRUSH)
    _rounded(painter, boxes)
    _caps(painter, stroke, boxes, edge)
    painter.setBrush(_brush(edge))
    if boxes and stroke.opens:
        painter.drawEllipse(boxes[0].topLeft(), KNOB, KNOB)
    if boxes and stroke.closes:
        painter.drawEllipse(boxes[-1].bottomRight(), KNOB, KNOB)


def _fill(painter: QPainter, line: VisualLine, stroke: Stroke, colour: str) -> list[QRectF]:
    boxes = _boxes(line, stroke.runs, _pad(stroke))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_brush(colour))
    _rounded(painter, boxes)
    return boxes


def _rounded(painter: QPainter, boxes: list[QRectF]) -> None:
    for box in boxes:
        painter.drawRoundedRect(box, ROUND, ROUND)


def _pad(stroke: Stroke) -> float:
    return max(LEAST_PAD, PAD - INSET * stroke.part.placed.lane)


def _caps(painter: QPainter, stroke: Stroke, boxes: list[QRectF], colour: str) -> None:
    painter.setPen(_pen(colour, CAP, Qt.PenStyle.SolidLine))
    if boxes and stroke.opens:
        painter.drawLine(boxes[0].topLeft(), boxes[0].bottomLeft())
    if boxes and stroke.closes:
        painter.drawLine(boxes[-1].topRight(), boxes[-1].bottomRight())


def _cue(painter: QPainter, ink: Ink, line: VisualLine, stroke: Stroke) -> None:
    width = 2.4 if ink.is_current(stroke.part.placed) else 1.8
    painter.setPen(_pen(ink.theme.cue, width, Qt.PenStyle.DotLine))
    height = line.ink_bottom + 2.0
    for left, right in stroke.runs:
        painter.drawLine(QLineF(left, height, right, height))
    _glow(painter, ink, line, stroke, ink.theme.cue)


def _source(painter: QPainter, ink: Ink, line: VisualLine, stroke: Stroke) -> None:
    width = 2.0 if ink.is_current(stroke.part.placed) else 1.2
    painter.setPen(_pen(ink.theme.source, width, Qt.PenStyle.SolidLine))
    height = line.ink_bottom + 2.0
    for left, right in stroke.runs:
        painter.drawLine(QLineF(left, height, right, height))
    if stroke.runs and stroke.opens:
        painter.drawLine(_tick(stroke.runs[0][0] + 1, height))
    if stroke.runs and stroke.closes:
        painter.drawLine(_tick(stroke.runs[-1][1] - 1, height))
    _glow(painter, ink, line, stroke, ink.theme.source)


def _tick(across: float, height: float) -> QLineF:
    return QLineF(QPointF(across, height - 4), QPointF(across, height))


def _glow(painter: QPainter, ink: Ink, line: VisualLine, stroke: Stroke, colour: str) -> None:
    if not ink.is_current(stroke.part.placed):
        return
    soft = QColor(colour)
    soft.setAlphaF(0.16)
    for box in _boxes(line, stroke.runs, 1.0):
        painter.fillRect(box, soft)


@lru_cache(maxsize=_KEPT)
def _pen(colour: str, width: float, style: Qt.PenStyle) -> QPen:
    pen = QPen(QColor(colour), width, style)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


@lru_cache(maxsize=_KEPT)
def _brush(colour: str) -> QBrush:
    return QBrush(QColor(colour))


def _boxes(line: VisualLine, runs: Runs, pad: float) -> list[QRectF]:
    height = line.ink_bottom - line.ink_top + 2 * pad
    return [
        QRectF(left, line.ink_top - pad, right - left, height)
        for left, right in runs
        if right > left
    ]


_Paint = Callable[[QPainter, Ink, VisualLine, Stroke], None]
_UNDER: Final[Mapping[MarkRole, _Paint]] = MappingProxyType(
    {MarkRole.CONTENT: _content, MarkRole.CUE: _cue, MarkRole.SOURCE: _source}
)
