"""Plain charts as SVG: lines over even steps, or points in a unit square."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

Point = tuple[float, float]
WIDTH: Final = 640
HEIGHT: Final = 400
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#666666")
_LEFT: Final = 64
_RIGHT: Final = 150
_TOP: Final = 40
_BOTTOM: Final = 56
_LETTER: Final = 13


class Axis(NamedTuple):
    """What an axis shows, from where to where, and the ticks with their words."""

    label: str
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]


def shares(label: str, low: float = 0.0, high: float = 1.0, step: float = 0.1) -> Axis:
    """Return an axis of shares."""
    number = round((high - low) / step)
    places = [low + at * step for at in range(number + 1)]
    return Axis(label, low, high, [(place, f"{place:.1f}") for place in places])


def chart(
    title: str, across: Axis, up: Axis, lines: Mapping[str, Sequence[Point]], *, diagonal: bool
) -> str:
    """Return a chart with a named line for each sequence of points."""
    parts = [*_frame(title, across, up)]
    if diagonal:
        ends = [(across.low, up.low), (across.high, up.high)]
        parts.append(_line(_placed(ends, across, up), "#999999", dashed=True))
    for number, (name, points) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        placed = _placed(points, across, up)
        parts.append(_line(placed, colour, dashed=False))
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in placed]
        parts += _named(name, number, colour)
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="{_LETTER}">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>\n{body}\n</svg>\n'
    )


def _placed(points: Sequence[Point], across: Axis, up: Axis) -> list[Point]:
    return [(_x(x, across), _y(y, up)) for x, y in points]


def _x(value: float, axis: Axis) -> float:
    share = (value - axis.low) / (axis.high - axis.low)
    return _LEFT + share * (WIDTH - _LEFT - _RIGHT)


def _y(value: float, axis: Axis) -> float:
    share = (value - axis.low) / (axis.high - axis.low)
    return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)


def _frame(title: str, across: Axis, up: Axis) -> list[str]:
    parts = [_text(title, WIDTH - 8, _TOP - 16, "end", bold=True)]
    for value, words in up.ticks:
        y = _y(value, up)
        parts.append(_line([(_LEFT, y), (WIDTH - _RIGHT, y)], "#e2e2e2", dashed=False))
        parts.append(_text(words, _LEFT - 8, y + 4, "end"))
    for value, words in across.ticks:
        parts.append(_text(words, _x(value, across), HEIGHT - _BOTTOM + 20, "middle"))
    parts.append(_text(across.label, (_LEFT + WIDTH - _RIGHT) / 2, HEIGHT - 12, "middle"))
    parts.append(_text(up.label, 8, _TOP - 16, "start"))
    return parts


def _named(name: str, number: int, colour: str) -> list[str]:
    y = _TOP + 12 + 22 * number
    x = WIDTH - _RIGHT + 14
    return [
        _line([(x, y - 4), (x + 20, y - 4)], colour, dashed=False),
        _text(name, x + 26, y, "start"),
    ]


def _line(points: Sequence[Point], colour: str, *, dashed: bool) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'


def _text(words: str, x: float, y: float, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}'
    return f'<text {place} fill="#222222">{escape(words)}</text>'
