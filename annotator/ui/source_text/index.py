"""Find what lies near a stretch of text without looking at all of it."""

from collections import defaultdict
from collections.abc import Collection, Hashable
from typing import Final, Generic, TypeVar

CELL: Final = 512  # code points

Item = TypeVar("Item", bound=Hashable)


class CellIndex(Generic[Item]):
    """Items over half-open ranges, filed under each cell of text that they touch."""

    def __init__(self) -> None:
        self._cells: dict[int, dict[Item, None]] = defaultdict(dict)

    def clear(self) -> None:
        """Forget all items."""
        self._cells.clear()

    def add(self, item: Item, start: int, end: int) -> None:
        """File an item under a range that is not empty; it may be filed under several."""
        first, last = start // CELL, (end - 1) // CELL
        self._cells[first][item] = None
        for cell in range(first + 1, last + 1):
            self._cells[cell][item] = None

    def remove(self, item: Item, start: int, end: int) -> None:
        """Forget an item filed under this range; one that is not there is no error."""
        for cell in range(start // CELL, (end - 1) // CELL + 1):
            self._cells[cell].pop(item, None)

    def near(self, start: int, end: int) -> Collection[Item]:
        """Return at least the items that share a code point with the range, each once."""
        first, last = start // CELL, (end - 1) // CELL
        if first == last:
            return self._cells.get(first, ())
        cells = (self._cells.get(cell, {}) for cell in range(first, last + 1))
        return dict.fromkeys(item for cell in cells for item in cell)
