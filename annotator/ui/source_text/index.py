"""Find what overlaps a stretch of text without looking at all of it."""

from collections import defaultdict
from collections.abc import Hashable
from typing import Final, Generic, TypeVar

CELL: Final = 512  # code points

Item = TypeVar("Item", bound=Hashable)


class CellIndex(Generic[Item]):
    """Items over half-open ranges, filed under each cell of text that they touch."""

    def __init__(self) -> None:
        self._cells: dict[int, dict[Item, tuple[int, int]]] = defaultdict(dict)

    def add(self, item: Item, start: int, end: int) -> None:
        """File an item; its range is not empty."""
        for cell in _cells(start, end):
            self._cells[cell][item] = (start, end)

    def remove(self, item: Item, start: int, end: int) -> None:
        """Forget an item filed under this range; one that is not there is no error."""
        for cell in _cells(start, end):
            self._cells[cell].pop(item, None)

    def over(self, start: int, end: int) -> list[Item]:
        """Return the items that share a code point with the range, each once."""
        found: dict[Item, None] = {}
        for cell in _cells(start, end):
            for item, (first, last) in self._cells.get(cell, {}).items():
                if first < end and start < last:
                    found[item] = None
        return list(found)


def _cells(start: int, end: int) -> range:
    return range(start // CELL, (end - 1) // CELL + 1)
