"""Ids of lines in order: a page at once, all of them in a while, whatever is asked for.

A sort that an index has is walked along the index, piece by piece where the order is of names. A
filter is first tried for how much it finds: what is little is fetched and sorted; of what is much,
a page is picked out of the walk, and all is marked in a bit field that the walk is held against.
"""

from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection

from annotator.domain.query import Query
from annotator.runtime.progress import Progress, Silent
from annotator.store.dialect import POSTGRESQL
from annotator.store.searching.conditions import Condition, among, of_words
from annotator.store.searching.indexes import matcher_of
from annotator.store.searching.matching import Sought
from annotator.store.searching.members import RARE, Fits, Marked, has_beginning
from annotator.store.searching.running import runner_of
from annotator.store.searching.walks import Asked, Walk, Walks
from annotator.store.searching.watching import TooLongError

FEW: Final = 5_000
MANY: Final = 50_000
_BUDGET: Final = 30
_LOT: Final = 500

Order = TypeVar("Order")
Sorted = tuple[Any, ...]
"""A row that begins with the id and the key, then the place; the key is None where unknown."""


class Listing(ABC, Generic[Order]):
    """The ids of one kind of lines, in one transaction."""

    table: str
    index: str
    key: str
    place: tuple[str, ...]

    def __init__(self, connection: Connection, progress: Progress | None = None) -> None:
        self._runner = runner_of(connection)
        self._own = self._runner.own
        self._progress = progress or Silent()
        self.matcher = matcher_of(self._runner, self.index)

    @abstractmethod
    def walks(self, order: Order, *, descending: bool) -> Walks:
        """Return the lines in an order, those of a descending one from the last on."""

    @abstractmethod
    def rows(self, conditions: Sequence[Condition], order: Order) -> list[Sorted]:
        """Return some lines with what they are sorted by."""

    def fits(self, sought: Sought, query: Query | None) -> Fits:
        """Return what tells of one key after the other whether words fit it."""
        return Fits(self._runner, sought, query)

    def is_by_relevance(self, order: Order) -> bool:
        """Tell whether an order is by how well the words fit."""
        return str(order) == "relevance"

    def ids(
        self, asked: Asked, order: Order, *, descending: bool = False, first: int | None = None
    ) -> "array[int]":
        """Return the ids of the lines asked for; with `first` only so many.

        Raises:
            CancelledError: the person has asked to stop.
        """
        sought = self.sought(asked)
        if self._own is POSTGRESQL and first is not None:
            with self.watched():
                return self._planned(asked, sought, order, first, descending=descending)
        pieces = self._pieces(order, descending=descending)
        if sought is None and not asked.conditions:
            with self.watched():
                return self._all((), pieces, first)
        if first is not None and self._may_be_common(asked, sought, order):
            with suppress(TooLongError), self.watched(_BUDGET):
                return self._page(asked, sought, order, first, descending=descending)
        with self.watched():
            few = self._few(asked, sought, MANY)
            if few is not None:
                found = self._ordered(asked, few, sought, order, descending=descending)
                return array("q", found[:first])
            if first is not None:
                return self._page(asked, sought, order, first, descending=descending)
            return self._all(self.all_of(asked, sought), pieces)

    def count(self, asked: Asked) -> int:
        """Return how many lines are asked for."""
        conditions = self.all_of(asked, self.sought(asked))
        with self.watched():
            return int(self.run("count(*)", conditions).fetchone()[0])

    def narrowed(self, asked: Asked) -> tuple[Condition, ...]:
        """Return conditions for what is asked for, as the ids themselves where they are few."""
        sought = self.sought(asked)
        few = self._few(asked, sought, FEW)
        if few is None:
            return self.all_of(asked, sought)
        return (among("l.id", (row[0] for row in self.run("l.id", few))),)

    def sought(self, asked: Asked) -> Sought | None:
        """Return the words asked for as a query of the index."""
        return None if asked.query is None else self.matcher.sought(asked.query, asked.column)

    def all_of(self, asked: Asked, sought: Sought | None) -> tuple[Condition, ...]:
        """Return every condition, the words' too."""
        words = () if sought is None else (of_words(sought, self.key),)
        return (*asked.conditions, *words)

    def run(
        self,
        columns: str,
        conditions: Sequence[Condition] = (),
        order: Sequence[str] = (),
        *,
        source: str = "",
        group: str = "",
        limit: int | None = None,
    ) -> Any:
        """Return a cursor over these columns of the lines `l`, or of groups of them."""
        wanted = " AND ".join(part.sql for part in conditions) or "TRUE"
        parts = ["SELECT", columns, "FROM", source or f"{self.table} l", "WHERE", wanted]
        parts += ["GROUP BY", group] if group else []
        parts += ["ORDER BY", ", ".join(order)] if order else []
        values = tuple(value for part in conditions for value in part.values)
        if limit is not None:
            parts.append("LIMIT ?")
            values += (limit,)
        return self._runner.execute(" ".join(parts), values)

    @contextmanager
    def watched(self, budget: int | None = None) -> Iterator[None]:
        """Stop in the middle of a statement when somebody asks to, or past a budget.

        Raises:
            CancelledError: the person has asked to stop.
        """
        with self._runner.watched(self._progress, budget):
            yield

    def _may_be_common(self, asked: Asked, sought: Sought | None, order: Order) -> bool:
        if sought is None or sought.complement:
            return True
        if has_beginning(asked.query) and not self.is_by_relevance(order):
            return True
        return self._hits(sought, RARE) > RARE

    def _few(self, asked: Asked, sought: Sought | None, most: int) -> tuple[Condition, ...] | None:
        """Return the conditions of what is little, None where more than `most` is found."""
        rare = sought is not None and not sought.complement
        if sought is None or not rare or self._hits(sought, most) > most:
            conditions = asked.conditions
            if not conditions or self._counted(conditions, most) > most:
                return None
        return self.all_of(asked, sought)

    def _hits(self, sought: Sought, most: int) -> int:
        counted = f"SELECT count(*) FROM ({sought.found} LIMIT ?) AS hits"  # noqa: S608 - of ours
        return int(self._runner.execute(counted, (*sought.values, most + 1)).fetchone()[0])

    def _counted(self, conditions: Sequence[Condition], most: int) -> int:
        return len(self.run("l.id", conditions, limit=most + 1).fetchall())

    def _ordered(
        self,
        asked: Asked,
        conditions: Sequence[Condition],
        sought: Sought | None,
        order: Order,
        *,
        descending: bool,
    ) -> list[int]:
        if self.is_by_relevance(order) and sought is not None and not sought.complement:
            return self._ranked(asked, conditions, descending=descending)
        rows = self.rows(conditions, order)
        known = sorted((row for row in rows if row[1] is not None), key=lambda row: row[1:])
        unknown = sorted((row for row in rows if row[1] is None), key=lambda row: row[2:])
        if descending:
            known.reverse()
        return [row[0] for row in (*known, *unknown)]

    def _ranked(
        self, asked: Asked, conditions: Sequence[Condition], *, descending: bool
    ) -> list[int]:
        if asked.query is None:
            raise ValueError("there are no words that rows could fit")
        ranked = self.matcher.ranked(asked.query, asked.column)
        best = self._runner.execute(ranked.found, ranked.values)
        rank = {row[0]: place for place, row in enumerate(best)}
        rows = self.run(f"l.id, l.{self.key}", conditions).fetchall()
        rows.sort(key=lambda row: rank[row[1]], reverse=descending)
        return [row[0] for row in rows]

    def _planned(
        self, asked: Asked, sought: Sought | None, order: Order, first: int, *, descending: bool
    ) -> "array[int]":
        """Return a page of which the server plans how to find it."""
        page: array[int] = array("q")
        conditions = self.all_of(asked, sought)
        if self.is_by_relevance(order) and not self._may_be_common(asked, sought, order):
            best = self._ordered(asked, conditions, sought, order, descending=descending)
            return array("q", best[:first])
        for walk in self._pieces(order, descending=descending):
            left = first - len(page)
            page.extend(row[0] for row in self._walked(walk, conditions, "l.id", left))
            if len(page) == first:
                break
        return page

    def _page(
        self, asked: Asked, sought: Sought | None, order: Order, first: int, *, descending: bool
    ) -> "array[int]":
        page = array("q")
        fits = None if sought is None else self.fits(sought, asked.query)
        conditions = tuple(condition.of_one for condition in asked.conditions)
        for walk in self._pieces(order, descending=descending):
            for row in self._walked(walk, conditions, f"l.id, l.{self.key}"):
                if fits is None or row[-1] in fits:
                    page.append(row[0])
                    if len(page) == first:
                        return page
        return page

    def _all(
        self, conditions: Sequence[Condition], pieces: Iterable[Walk], first: int | None = None
    ) -> "array[int]":
        marked = self._marked(conditions) if conditions else None
        rows = chain.from_iterable(self._walked(walk, (), "l.id") for walk in pieces)
        ids = chain.from_iterable(rows)
        wanted = ids if marked is None else filter(marked.__contains__, ids)
        return array("q", islice(wanted, first))

    def _marked(self, conditions: Sequence[Condition]) -> Marked:
        low, high = self.run("coalesce(min(l.id), 0), coalesce(max(l.id), 0)").fetchone()
        marked = Marked(low, high)
        marked.add(self.run("l.id", conditions))
        return marked

    def _walked(
        self,
        walk: Walk,
        conditions: tuple[Condition, ...],
        columns: str,
        limit: int | None = None,
    ) -> Any:
        if walk.whole and limit is None:
            return self._sifted(self._runner.execute(walk.whole), conditions)
        order, every = walk.order or self.place, (*walk.conditions, *conditions)
        return self.run(columns, every, order, source=walk.source, limit=limit)

    def _pieces(self, order: Order, *, descending: bool) -> Iterator[Walk]:
        walks = self.walks(order, descending=descending)
        for walk in walks.known:
            yield walk._replace(order=_reversed(walk.order)) if descending else walk
        yield from walks.unknown

    def _sifted(self, rows: Any, conditions: tuple[Condition, ...]) -> Any:
        """Return the rows of ids that meet some conditions, each lot held against them at once."""
        if not conditions:
            return rows
        lots = iter(lambda: list(islice(rows, _LOT)), [])
        return chain.from_iterable(map(partial(self._met, conditions), lots))

    def _met(self, conditions: tuple[Condition, ...], lot: list[tuple[int]]) -> list[tuple[int]]:
        these = among("l.id", (line for (line,) in lot))
        met = set(self.run("l.id", (these, *conditions)))
        return [row for row in lot if row in met]


def _reversed(order: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{column} DESC" for column in order)
