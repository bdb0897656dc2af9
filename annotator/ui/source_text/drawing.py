"""Draw the marks of lines: contents behind the words, and what lies under and around them."""

from collections import defaultdict
from collections.abc import Hashable, ItemsView, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple, TypeVar

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.ui.source_text.board import Placed
from annotator.ui.source_text.by_reading import paint_ground, paint_line
from annotator.ui.source_text.layout import KEPT_LINES, Stroke, VisualLine
from annotator.ui.source_text.marks import MarkRole, MarkState
from annotator.ui.theme import Theme

PAD: Final = 3.5  # how far a fill reaches beyond the words; each lane a little less
INSET: Final = 1.5
LEAST_PAD: Final = 0.5
CAP: Final = 2.0
_GLOW: Final = 41  # of 255
_TICK: Final = 4.0
_KEPT: Final = 256
_SMOOTH: Final = QPainter.RenderHint.Antialiasing
_CLAIM: Final = MarkState.CLAIM
_BROKEN: Final = MappingProxyType(
    {MarkState.PROPOSAL: Qt.PenStyle.DashLine, MarkState.REFUSED: Qt.PenStyle.DotLine}
)
_Key = TypeVar("_Key")
_Shape = TypeVar("_Shape")
Pen = tuple[str, float, Qt.PenStyle]
"""The colour of a line, its width, its style."""
Rows = tuple[float, float]
"""The height at which something begins, and how high it is."""


class Ink(NamedTuple):
    """What the strokes of a page are drawn with; `current` is the key of the current claim."""

    theme: Theme
    current: Hashable | None = None

    def is_current(self, placed: Placed) -> bool:
        """Tell whether this is the claim being worked on."""
        return self.current is not None and placed.marks.key == self.current


@dataclass(slots=True)
class Drawing:
    """The shapes of one line in some ink, as it stood when its block's places counted from `base`.

    Fills lie under all else, those of the longest claims lowest. `readings` are the contents of
    claims as several people read them, which are drawn in another way.
    """

    strokes: Sequence[Stroke]
    base: float
    ink: Ink
    fills: list[tuple[QRectF, QColor]] = field(default_factory=list)
    bars: dict[str, list[QRectF]] = field(default_factory=lambda: defaultdict(list))
    rules: dict[Pen, list[QLineF]] = field(default_factory=lambda: defaultdict(list))
    readings: list[Stroke] = field(default_factory=list)

    def fits(self, strokes: Sequence[Stroke], ink: Ink) -> bool:
        """Tell whether these strokes look so in this ink, and remember if they do."""
        if self.strokes is not strokes or self.ink.theme is not ink.theme:
            return False
        if self.ink is not ink:
            keys = {self.ink.current, ink.current}
            if any(stroke.part.placed.key in keys for stroke in strokes):
                return False
            self.ink = ink
        return True


class Drawings:
    """Draws lines, and keeps what was worked out of each for as long as it looks the same."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], Drawing] = {}

    def draw(self, painter: QPainter, ink: Ink, lines: Sequence[VisualLine]) -> None:
        """Draw what lies behind the words of lines, then what lies under and around them."""
        moved: dict[float, list[Drawing]] = defaultdict(list)
        readings = []
        for line in lines:
            drawing = self._of(line, ink)
            moved[line.base - drawing.base].append(drawing)
            readings += [(line, stroke) for stroke in drawing.readings]
        for by, drawings in moved.items():
            painter.translate(0, by)
            _draw(painter, drawings)
            painter.translate(0, -by)
        for paint in (paint_ground, paint_line):
            for line, stroke in readings:
                paint(painter, ink.theme, line, stroke)

    def _of(self, line: VisualLine, ink: Ink) -> Drawing:
        kept = self._kept.get((line.block, line.number))
        if kept is None or not kept.fits(line.strokes, ink):
            if len(self._kept) > KEPT_LINES:
                self._kept.clear()
            kept = self._kept[line.block, line.number] = _drawing(line, ink)
        return kept


def current_content(ink: Ink, line: VisualLine) -> Sequence[Stroke]:
    """Return where the content of the current claim lies on a line."""
    if ink.current is None:
        return ()
    content = (stroke for stroke in line.strokes if stroke.part.role is MarkRole.CONTENT)
    return [stroke for stroke in content if ink.is_current(stroke.part.placed)]


def pad_of(line: VisualLine, placed: Placed) -> float:
    """Return how far a claim's fill reaches beyond the letters; into no other line."""
    return max(LEAST_PAD, min(PAD, line.room) - INSET * placed.lane)


@lru_cache(maxsize=_KEPT)
def pen_of(colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Return a pen that ends where its line does."""
    pen = QPen(QColor(colour), width, style)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


@lru_cache(maxsize=_KEPT)
def colour_of(name: str, alpha: int = 255) -> QColor:
    """Return a colour."""
    colour = QColor(name)
    colour.setAlpha(alpha)
    return colour


def _draw(painter: QPainter, drawings: Sequence[Drawing]) -> None:
    """Draw boxes on whole pixels, which is crisp and soon done, and lines smoothly over them."""
    painter.setRenderHint(_SMOOTH, False)
    for drawing in drawings:
        for box, colour in drawing.fills:
            painter.fillRect(box, colour)
    painter.setPen(Qt.PenStyle.NoPen)
    for name, bars in _together(drawing.bars for drawing in drawings):
        painter.setBrush(colour_of(name))
        painter.drawRects(bars)
    painter.setRenderHint(_SMOOTH)
    for pen, rules in _together(drawing.rules for drawing in drawings):
        painter.setPen(pen_of(*pen))
        painter.drawLines(rules)


def _together(several: Iterable[Mapping[_Key, list[_Shape]]]) -> ItemsView[_Key, list[_Shape]]:
    """Return what is drawn alike of several lines, to be drawn at once."""
    found: dict[_Key, list[_Shape]] = defaultdict(list)
    for shapes in several:
        for key, some in shapes.items():
            found[key] += some
    return found.items()


def _drawing(line: VisualLine, ink: Ink) -> Drawing:
    """Work out what is drawn of a line.

    The fill of the current claim stays below that of the claims inside it, so that they are seen.
    """
    made, others = Drawing(line.strokes, line.base, ink), []
    for stroke in line.strokes:
        if stroke.part.role is not MarkRole.CONTENT:
            others.append(stroke)
        elif stroke.part.placed.marks.by is None:
            _content(made, line, stroke)
        else:
            made.readings.append(stroke)
    for stroke in others:
        _other(made, line, stroke)
    for stroke in current_content(ink, line):
        _outline(made, line, stroke)
    return made


def _content(made: Drawing, line: VisualLine, stroke: Stroke) -> None:
    placed = stroke.part.placed
    state, colours = placed.marks.state, made.ink.theme.speaker(placed.marks.colour)
    rows = _rows(line, pad_of(line, placed))
    if made.ink.is_current(placed) and state is not MarkState.REFUSED:
        _fill(made, stroke, rows, colour_of(colours.strong if state is _CLAIM else colours.fill))
    elif state is _CLAIM:
        _fill(made, stroke, rows, colour_of(colours.fill))
        _ends(made, stroke, rows, CAP, colours.edge)
    else:
        _frame(made, stroke, rows, (colours.edge, 1.2, _BROKEN[state]))


def _outline(made: Drawing, line: VisualLine, stroke: Stroke) -> None:
    """Draw the frame of the current claim, open where it goes on in another line."""
    placed = stroke.part.placed
    style = _BROKEN.get(placed.marks.state, Qt.PenStyle.SolidLine)
    edge = made.ink.theme.speaker(placed.marks.colour).edge
    _frame(made, stroke, _rows(line, pad_of(line, placed) + 1), (edge, 2.2, style))


def _other(made: Drawing, line: VisualLine, stroke: Stroke) -> None:
    """Draw a cue as dots, and a source as a line with upright ends."""
    theme, current = made.ink.theme, made.ink.is_current(stroke.part.placed)
    height = line.ink_bottom + min(2.0, line.room - 1.0)
    if stroke.part.role is MarkRole.CUE:
        colour, width = theme.cue, 2.4 if current else 1.8
        rules = made.rules[colour, width, Qt.PenStyle.DotLine]
        for left, right in stroke.runs:
            rules.append(QLineF(left, height, right, height))
    else:
        colour, width = theme.source, 2.0 if current else 1.2
        top = round(height - width / 2)  # so that all are of one thickness
        for left, right in stroke.runs:
            made.bars[colour].append(QRectF(left, top, right - left, width))
        _ends(made, stroke, (height - _TICK, _TICK), width, colour)
    if current:
        _fill(made, stroke, _rows(line, 1.0), colour_of(colour, _GLOW))


def _rows(line: VisualLine, pad: float) -> Rows:
    """Return where the letters of a line begin, a little above them, and how high that is."""
    return line.ink_top - pad, line.ink_bottom - line.ink_top + 2 * pad


def _fill(made: Drawing, stroke: Stroke, rows: Rows, colour: QColor) -> None:
    top, height = rows
    for left, right in stroke.runs:
        made.fills.append((QRectF(left, top, right - left, height), colour))


def _frame(made: Drawing, stroke: Stroke, rows: Rows, pen: Pen) -> None:
    """Draw lines above and below the words, and bars where they begin and end."""
    top, height = rows
    for left, right in stroke.runs:
        for at in (top, top + height):
            made.rules[pen].append(QLineF(left, at, right, at))
    _ends(made, stroke, rows, CAP, pen[0])


def _ends(made: Drawing, stroke: Stroke, rows: Rows, width: float, colour: str) -> None:
    """Draw a bar where the words begin, and one where they end."""
    top, height = rows
    if stroke.begin is not None:
        made.bars[colour].append(QRectF(stroke.begin - width / 2, top, width, height))
    if stroke.end is not None:
        made.bars[colour].append(QRectF(stroke.end - width / 2, top, width, height))
