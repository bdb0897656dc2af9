"""Tables in plain letters."""

from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import combining, east_asian_width

_GAP: Final = "  "


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table line by line; columns of numbers stand flush right, an empty cell for 0."""
    cells = [head, *([_blank(cell) for cell in row] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    numeric = [all(cell.isdigit() for cell in column) for column in zip(*rows, strict=True)]
    rule = ["-" * width for width in widths]
    for row in (cells[0], rule, *cells[1:]):
        padded = (
            _padded(cell, width, right)
            for cell, width, right in zip(row, widths, numeric or [False] * len(head), strict=True)
        )
        yield _GAP.join(padded).rstrip()


def _blank(cell: str) -> str:
    return "" if cell == "0" else cell


def _padded(cell: str, width: int, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(cell: str) -> int:
    return sum(0 if combining(mark) else 1 + (east_asian_width(mark) in "WF") for mark in cell)
