"""Ids of lines in order: a page at once, all of them in a while, whatever is asked for.

A sort that an index has is walked along the index, piece by piece where the order is of names. A
filter is first tried for how much it finds: what is little is fetched and sorted; of what is much,
a page is picked out of the walk, and all is marked in a bit field that the walk is held against.
"""

from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

from sqlalchemy import Connection

from annotator.domain.query import Query
from annotator.runtime.progress import Progress, Silent
from annotator.store.searching.conditions import Condition, among, of_words
from annotator.store.searching.matching import Matcher, Sought

FEW: Final = 5_000
_PROBED: Final = 2_000
_ROWS: Final = 8_192

Order = TypeVar("Order")
Sorted = tuple[Any, ...]
"""A row that begins with the id and the key, then the place; the key is None where unknown."""


class Walk(NamedTuple):
    """A piece of the lines that an index has in order."""

    conditions: tuple[Condition, ...] = ()
    order: tuple[str, ...] = ()
    source: str = ""


class Walks(NamedTuple):
    """All lines in order, ascending; those whose place is `unknown` come last in either way."""

    known: Iterable[Walk]
    unknown: Iterable[Walk] = ()


class Asked(NamedTuple):
    """A filter made ready: what is asked of lines, and the words that are looked for."""

    conditions: tuple[Condition, ...] = ()
    query: Query | None = None
    column: str | None = None


class Listing(ABC, Generic[Order]):
    """The ids of one kind of lines, in one transaction."""

    table: str
    index: str
    key: str
    place: tuple[str, ...]

    def __init__(self, connection: Connection, progress: Progress | None = None) -> None:
        self._connection = connection
        self._driver: Any = connection.connection.driver_connection
        self._progress = progress or Silent()
        self.matcher = Matcher(connection, self.index)

    @abstractmethod
    def walks(self, order: Order, *, descending: bool) -> Walks:
        """Return the lines in an order, those of a descending one from the last on."""

    @abstractmethod
    def rows(self, conditions: Sequence[Condition], order: Order) -> list[Sorted]:
        """Return some lines with what they are sorted by."""

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
        few = self._few(asked, sought)
        if few is not None:
            found = self._ordered(few, sought, order, descending=descending)
            return array("q", found if first is None else found[:first])
        walks = self.walks(order, descending=descending)
        if first is not None:
            page = self._page(asked.conditions, sought, _pieces(walks, descending), first)
            if page is not None:
                return page
        conditions = self.all_of(asked, sought)
        walks = self.walks(order, descending=descending)
        return self._all(conditions, _pieces(walks, descending), first)

    def count(self, asked: Asked) -> int:
        """Return how many lines are asked for."""
        conditions = self.all_of(asked, self.sought(asked))
        return int(self.run("count(*)", conditions).fetchone()[0])

    def narrowed(self, asked: Asked) -> tuple[Condition, ...]:
        """Return conditions for what is asked for, as the ids themselves where they are few."""
        sought = self.sought(asked)
        few = self._few(asked, sought)
        if few is None:
            return self.all_of(asked, sought)
        return (among("l.id", (row[0] for row in self.run("l.id", few))),)

    def sought(self, asked: Asked) -> Sought | None:
        """Return the words asked for as a query of the index."""
        return None if asked.query is None else self.matcher.sought(asked.query, asked.column)

    def all_of(self, asked: Asked, sought: Sought | None) -> tuple[Condition, ...]:
        """Return every condition, the words' too."""
        words = () if sought is None else (of_words(sought, self.key, self.index),)
        return (*asked.conditions, *words)

    def run(
        self,
        columns: str,
        conditions: Sequence[Condition] = (),
        order: Sequence[str] = (),
        *,
        source: str = "",
        group: str = "",
        limit: int = -1,
    ) -> Any:
        """Return a cursor over these columns of the lines `l`, or of groups of them."""
        wanted = " AND ".join(part.sql for part in conditions) or "TRUE"
        parts = ["SELECT", columns, "FROM", source or f"{self.table} l", "WHERE", wanted]
        parts += ["GROUP BY", group] if group else []
        parts += ["ORDER BY", ", ".join(order)] if order else []
        values = tuple(value for part in conditions for value in part.values)
        statement = " ".join((*parts, "LIMIT ?"))
        return self._driver.execute(statement, (*values, limit))

    def chunks(self, cursor: Any) -> Iterator[list[Any]]:
        """Yield the rows of a cursor by the thousand, and stop when somebody asks to."""
        while rows := cursor.fetchmany(_ROWS):
            self._progress.step(0, None, "")
            yield rows

    def _few(self, asked: Asked, sought: Sought | None) -> tuple[Condition, ...] | None:
        """Return the conditions of what is little, None where much is found."""
        rare = sought is not None and not sought.complement and self._hits(sought.match) <= FEW
        if not rare:
            conditions = asked.conditions
            if not conditions or self._counted(conditions) > FEW:
                return None
        return self.all_of(asked, sought)

    def _hits(self, match: str) -> int:
        limited = f"SELECT 1 FROM {self.index} WHERE {self.index} MATCH ? LIMIT ?"  # noqa: S608 - two names
        statement = f"SELECT count(*) FROM ({limited})"  # noqa: S608 - as above
        return int(self._connection.exec_driver_sql(statement, (match, FEW + 1)).scalar_one())

    def _counted(self, conditions: Sequence[Condition]) -> int:
        return len(self.run("l.id", conditions, limit=FEW + 1).fetchall())

    def _ordered(
        self,
        conditions: Sequence[Condition],
        sought: Sought | None,
        order: Order,
        *,
        descending: bool,
    ) -> list[int]:
        if self.is_by_relevance(order) and sought is not None and not sought.complement:
            return self._ranked(conditions, sought.match, descending=descending)
        rows = self.rows(conditions, order)
        known = sorted((row for row in rows if row[1] is not None), key=lambda row: row[1:])
        unknown = sorted((row for row in rows if row[1] is None), key=lambda row: row[2:])
        if descending:
            known.reverse()
        return [row[0] for row in (*known, *unknown)]

    def _ranked(
        self, conditions: Sequence[Condition], match: str, *, descending: bool
    ) -> list[int]:
        statement = f"SELECT rowid FROM {self.index} WHERE {self.index} MATCH ? ORDER BY rank"  # noqa: S608 - two names
        best = self._connection.exec_driver_sql(statement, (match,)).cursor.fetchall()
        rank = {row[0]: place for place, row in enumerate(best)}
        rows = self.run(f"l.id, l.{self.key}", conditions).fetchall()
        rows.sort(key=lambda row: rank[row[1]], reverse=descending)
        return [row[0] for row in rows]

    def _page(
        self,
        conditions: tuple[Condition, ...],
        sought: Sought | None,
        pieces: Iterable[Walk],
        first: int,
    ) -> "array[int] | None":
        """Return the first page of much, or None if the words are too rare to be met so."""
        page, probed = array("q"), 0
        for walk in pieces:
            cursor = self._walked(walk, conditions, f"l.id, l.{self.key}")
            for line, key in cursor:
                probed += sought is not None
                if probed > _PROBED:
                    return None
                if sought is None or self._fits(sought, key):
                    page.append(line)
                    if len(page) == first:
                        return page
            self._progress.step(0, None, "")
        return page

    def _fits(self, sought: Sought, key: int) -> bool:
        statement = f"SELECT 1 FROM {self.index} WHERE {self.index} MATCH ? AND rowid = ?"  # noqa: S608 - two names
        found = self._driver.execute(statement, (sought.match, key)).fetchone()
        return (found is None) is sought.complement

    def _all(
        self, conditions: Sequence[Condition], pieces: Iterable[Walk], first: int | None
    ) -> "array[int]":
        found: array[int] = array("q")
        marked = self._marked(conditions) if conditions else None
        for walk in pieces:
            for rows in self.chunks(self._walked(walk, (), "l.id")):
                ids = (row[0] for row in rows)
                found.extend(ids if marked is None else filter(marked.__contains__, ids))
                if first is not None and len(found) >= first:
                    return found[:first]
        return found

    def _marked(self, conditions: Sequence[Condition]) -> "_Marked":
        low, high = self.run("coalesce(min(l.id), 0), coalesce(max(l.id), 0)").fetchone()
        marked = _Marked(low, high)
        for rows in self.chunks(self.run("l.id", conditions)):
            marked.add(rows)
        return marked

    def _walked(self, walk: Walk, conditions: tuple[Condition, ...], columns: str) -> Any:
        order = walk.order or self.place
        return self.run(columns, (*walk.conditions, *conditions), order, source=walk.source)


class _Marked:
    """A set of ids that lie close together, a byte each."""

    def __init__(self, low: int, high: int) -> None:
        self._low = low
        self._bytes = bytearray(high - low + 1)

    def add(self, rows: Iterable[tuple[int]]) -> None:
        """Take in the ids of some rows."""
        for (line,) in rows:
            self._bytes[line - self._low] = 1

    def __contains__(self, line: object) -> bool:
        return isinstance(line, int) and bool(self._bytes[line - self._low])


def _pieces(walks: Walks, descending: bool) -> Iterator[Walk]:
    for walk in walks.known:
        yield walk._replace(order=_reversed(walk.order)) if descending else walk
    yield from walks.unknown


def _reversed(order: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{column} DESC" for column in order)
