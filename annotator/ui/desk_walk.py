"""The way from one item to the next, in the order in which they are shown."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from annotator.domain.sheet import Sheet
from annotator.services.drafting import Item
from annotator.ui.desk_place import is_open, key_of
from annotator.ui.desk_reading import DeskReading

Ranks = Callable[[Sheet], Callable[[Item], Any]]
"""From a sheet to what its items are sorted by."""


class Arrangement(NamedTuple):
    """How a table shows the items: sorted by what, and which of them at all."""

    ranks: Ranks
    descending: bool
    keeps: Callable[[Item], bool]


class DeskWalk(DeskReading):
    """Walks over the items as they are arranged; in the order of the text unless told otherwise."""

    _arrangement: Arrangement | None = None

    def arrange(self, arrangement: Arrangement) -> None:
        """Walk in this order from now on."""
        self._arrangement = arrangement

    def in_order(self) -> Sequence[Item]:
        """Return the items as they are sorted, those that are not kept too."""
        if self._arrangement is None or self.sheet is None:
            return self.items
        ranks, descending, _keeps = self._arrangement
        return sorted(self.items, key=ranks(self.sheet), reverse=descending)

    def next_item(self) -> None:
        """Go to the next item of the document."""
        self._step(1)

    def previous_item(self) -> None:
        """Go to the item before."""
        self._step(-1)

    def next_open(self) -> bool:
        """Go to the next item that wants a decision, in this document or another.

        Returns False if there is none anywhere.
        """
        return self._next_open_here() or self.next_document()

    def next_document(self, *, untouched: bool = False) -> bool:
        """Open the next document with work left, one in which nothing was done only if wanted.

        Returns False if there is none.
        """
        here = self.document_id or 0
        wanted = self.services.querying.next_unfinished(here, untouched=untouched)
        if wanted is None:
            return False
        self.open(wanted)
        return True

    def _step(self, by: int) -> None:
        keeps = self._arrangement.keeps if self._arrangement else _all
        order = [item for item in self.in_order() if keeps(item) or item is self.current]
        if order:
            here = order.index(self.current) if self.current in order else -1
            self.select(key_of(order[max(0, min(len(order) - 1, here + by))]))

    def _next_open_here(self) -> bool:
        order = self.in_order()
        here = order.index(self.current) if self.current in order else -1
        for item in (*order[here + 1 :], *order[: max(here, 0)]):
            if is_open(item):
                self.select(key_of(item))
                return True
        return False


def _all(_item: Item) -> bool:
    return True
