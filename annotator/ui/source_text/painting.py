"""Draw the marks of one line: what lies under the words, and what lies over them."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from annotator.ui.source_text.board import Placed
from annotator.ui.source_text.by_reading import paint_ground, paint_line
from annotator.ui.source_text.layout import Stroke, VisualLine
from annotator.ui.source_text.marks import MarkRole, MarkState
from annotator.ui.source_text.ruler import Runs
from annotator.ui.theme import Theme

PAD: Final = 3.5  # how far a fill reaches beyond the words; each lane a little less
INSET: Final = 1.5
LEAST_PAD: Final = 0.5
ROUND: Final = 3.0
CAP: Final = 2.0
KNOB: Final = 4.0  # the radius of what the current claim's ends are taken hold of by
_GLOW: Final = 0.16
_TICK: Final = 4.0
_FOUND: Final = 0.5  # of the colour of the hit looked at: what the other hits are filled with
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
        return self.current is not None and placed.marks.key == self.current


def paint_grounds(painter: QPainter, ink: Ink, line: VisualLine) -> None:
    """Draw what lies behind the words of a line: contents.

    The fill of the current claim stays below that of the claims inside it, so that they are seen.
    """
    for stroke in line.strokes:
        if stroke.part.role is not MarkRole.CONTENT:
            continue
        if stroke.part.placed.marks.by is None:
            _content(painter, ink, line, stroke)
        else:
            paint_ground(painter, ink.theme, line, stroke)


def paint_lines(painter: QPainter, ink: Ink, line: VisualLine) -> None:
    """Draw the lines under the words, and the frame of the current claim."""
    for stroke in line.strokes:
        draw = _LINES.get(stroke.part.role)
        if draw is not None:
            draw(painter, ink, line, stroke)
        elif stroke.part.placed.marks.by is not None:
            paint_line(painter, ink.theme, line, stroke)
    for stroke in current_content(ink, line):
        _outline(painter, ink, line, stroke)


def current_content(ink: Ink, line: VisualLine) -> Sequence[Stroke]:
    """Return where the content of the current claim lies on a line."""
    if ink.current is None:
        return ()
    content = (stroke for stroke in line.strokes if stroke.part.role is MarkRole.CONTENT)
    return [stroke for stroke in content if ink.is_current(stroke.part.placed)]


def paint_knobs(painter: QPainter, ink: Ink, line: VisualLine) -> None:
    """Draw, over the words, what the ends of the current claim are taken hold of by."""
    for stroke in current_content(ink, line):
        painter.setPen(_pen(ink.theme.base, 1.2, Qt.PenStyle.SolidLine))
        painter.setBrush(brush_of(ink.theme.speaker(stroke.part.placed.marks.colour).edge))
        pad = _pad(line, stroke) + 1
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


def _content(painter: QPainter, ink: Ink, line: VisualLine, stroke: Stroke) -> None:
    marks, current = stroke.part.placed.marks, ink.is_current(stroke.part.placed)
    colours = ink.theme.speaker(marks.colour)
    boxes = _boxes(line, stroke.runs, _pad(line, stroke))
    if current and marks.state is not MarkState.REFUSED:
        firm = marks.state is MarkState.CLAIM
        _fill(painter, boxes, colours.strong if firm else colours.fill)
    elif marks.state is MarkState.CLAIM:
        _fill(painter, boxes, colours.fill)
        _caps(painter, stroke, boxes, colours.edge)
    else:
        _frame(painter, stroke, boxes, _pen(colours.edge, 1.2, _BROKEN[marks.state]))


def _outline(painter: QPainter, ink: Ink, line: VisualLine, stroke: Stroke) -> None:
    """Draw the frame of the current claim, open where it goes on in another line."""
    marks = stroke.part.placed.marks
    style = _BROKEN.get(marks.state, Qt.PenStyle.SolidLine)
    pen = _pen(ink.theme.speaker(marks.colour).edge, 2.2, style)
    _frame(painter, stroke, _boxes(line, stroke.runs, _pad(line, stroke) + 1), pen)


def _fill(painter: QPainter, boxes: list[QRectF], colour: str) -> None:
    brush = brush_of(colour)
    for box in boxes:
        painter.fillRect(box, brush)


def _frame(painter: QPainter, stroke: Stroke, boxes: list[QRectF], pen: QPen) -> None:
    """Draw lines above and below the words, and bars where they begin and end."""
    painter.setPen(pen)
    for box in boxes:
        painter.drawLine(box.topLeft(), box.topRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
    _caps(painter, stroke, boxes, pen.color().name())


def _pad(line: VisualLine, stroke: Stroke) -> float:
    """Return how far a fill reaches beyond the letters; into no other line."""
    return max(LEAST_PAD, min(PAD, line.room) - INSET * stroke.part.placed.lane)


def _below(line: VisualLine) -> float:
    return line.ink_bottom + min(2.0, line.room - 1.0)


def _caps(painter: QPainter, stroke: Stroke, boxes: list[QRectF], colour: str) -> None:
    """Draw a bar where the words begin, and one where they end."""
    if not boxes:
        return
    top, height, brush = boxes[0].top(), boxes[0].height(), brush_of(colour)
    for place in (stroke.begin, stroke.end):
        if place is not None:
            painter.fillRect(QRectF(place - CAP / 2, top, CAP, height), brush)


def _cue(painter: QPainter, ink: Ink, line: VisualLine, stroke: Stroke) -> None:
    width = 2.4 if ink.is_current(stroke.part.placed) else 1.8
    painter.setPen(_pen(ink.theme.cue, width, Qt.PenStyle.DotLine))
    height = _below(line)
    for left, right in stroke.runs:
        painter.drawLine(QLineF(left, height, right, height))
    _glow(painter, ink, line, stroke, ink.theme.cue)


def _source(painter: QPainter, ink: Ink, line: VisualLine, stroke: Stroke) -> None:
    width = 2.0 if ink.is_current(stroke.part.placed) else 1.2
    brush, height = brush_of(ink.theme.source), _below(line)
    for left, right in stroke.runs:
        painter.fillRect(QRectF(left, height - width / 2, right - left, width), brush)
    for place in (stroke.begin, stroke.end):
        if place is not None:
            painter.fillRect(QRectF(place - width / 2, height - _TICK, width, _TICK), brush)
    _glow(painter, ink, line, stroke, ink.theme.source)


def _glow(painter: QPainter, ink: Ink, line: VisualLine, stroke: Stroke, colour: str) -> None:
    if ink.is_current(stroke.part.placed):
        soft = QColor(colour)
        soft.setAlphaF(_GLOW)
        for box in _boxes(line, stroke.runs, 1.0):
            painter.fillRect(box, soft)


@lru_cache(maxsize=_KEPT)
def _pen(colour: str, width: float, style: Qt.PenStyle) -> QPen:
    pen = QPen(QColor(colour), width, style)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


@lru_cache(maxsize=_KEPT)
def brush_of(colour: str) -> QBrush:
    """Return the brush of a colour."""
    return QBrush(QColor(colour))


def _boxes(line: VisualLine, runs: Runs, pad: float) -> list[QRectF]:
    top = line.ink_top - pad
    height = line.ink_bottom - line.ink_top + 2 * pad
    return [QRectF(left, top, right - left, height) for left, right in runs if right > left]


_Paint = Callable[[QPainter, Ink, VisualLine, Stroke], None]
_LINES: Final[Mapping[MarkRole, _Paint]] = MappingProxyType(
    {MarkRole.CUE: _cue, MarkRole.SOURCE: _source}
)
