"""Read the project out as finished lines, in one read transaction and in bounded memory."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from string import Template
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from annotator.domain.codebook import Codebook
from annotator.domain.columns import (
    FORMULA_STARTS,
    GUARD,
    Column,
    ColumnType,
    CsvOptions,
    ExportStatus,
)
from annotator.domain.errors import ProjectError
from annotator.domain.project import Project
from annotator.store.engine import open_engine
from annotator.store.exported import ITEMS, JOINS, documents, expression, is_of_document
from annotator.store.journal import Journal, now
from annotator.store.objects import ABOUT, OBJECT
from annotator.store.projects import ProjectRepo
from annotator.store.tables.documents import DocumentRow

_DOCUMENTS_A_BATCH: Final = 50
_ROWS_A_FETCH: Final = 1000
_ADDED_AT_ONCE: Final = 50  # SQLite nests expressions a thousand deep at most
_QUERY: Final = Template(
    "WITH exported AS MATERIALIZED ($documents), item AS ($items) SELECT $selected $joins"
)
_COUNT: Final = Template("SELECT count(*) FROM ($items)")
_EVERYTHING: Final = {"low": 0, "high": 2**62}
_QUOTED: Final = Template("""coalesce('"' || replace($cell, '"', '""') || '"', '')""")
_GUARDED: Final = Template(
    "CASE WHEN substr(ltrim($cell, $guard), 1, 1) IN ($starts) THEN $guard || $cell ELSE $cell END"
)


_Frame = Callable[[Column, str], str]


class Lines(NamedTuple):
    """Some finished lines of an export, line ends included, and how many rows they hold."""

    rows: int
    text: str


@contextmanager
def read_only(path: Path) -> Iterator[Connection]:
    """Open a project for reading in one transaction of its own.

    Raises:
        ProjectError: the file is damaged, or cannot be read.
    """
    engine = open_engine(path, read_only=True)
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise ProjectError(f"{path} cannot be read: {error.orig}.") from error
    finally:
        engine.dispose()


class ExportRepo:
    """What one open transaction has to export."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._projects = ProjectRepo(connection, Journal(connection, None, now()))

    def project(self) -> Project:
        """Return what this database is."""
        return self._projects.get()

    def codebook(self) -> Codebook:
        """Return the codebook in force."""
        return self._projects.codebook()

    def count(self, status: ExportStatus) -> int:
        """Return how many rows an export has."""
        counted = _COUNT.substitute(items=ITEMS[status])
        return int(self._connection.exec_driver_sql(counted, _EVERYTHING).scalar_one())

    def lines(
        self, columns: Sequence[Column], status: ExportStatus, options: CsvOptions
    ) -> Iterator[Lines]:
        """Yield the rows as finished CSV (RFC 4180), the header not among them."""

        def frame(column: Column, cell: str) -> str:
            return _framed(column, cell, options)

        line = _line(_selected(columns, frame), options.delimiter)
        prepared = _prepared(columns, frame)
        for rows in self._batches(status, line, prepared):
            yield Lines(len(rows), "".join(row[0] for row in rows))

    def cells(
        self, columns: Sequence[Column], status: ExportStatus
    ) -> Iterator[tuple[str | int | float | None, ...]]:
        """Yield the rows in the same order, cell by cell, as the project has them."""
        selected = ", ".join(_selected(columns, _bare))
        prepared = _prepared(columns, _bare)
        for rows in self._batches(status, selected, prepared):
            yield from rows

    def objects(self, status: ExportStatus) -> Iterator[Lines]:
        """Yield the rows in the same order, one JSON object a line."""
        for rows in self._batches(status, OBJECT, f", {ABOUT} AS about"):
            yield Lines(len(rows), "".join(f"{row[0]}\n" for row in rows))

    def _batches(
        self, status: ExportStatus, selected: str, prepared: str
    ) -> Iterator[Sequence[Any]]:
        query = _QUERY.substitute(
            documents=documents(prepared), items=ITEMS[status], selected=selected, joins=JOINS
        )
        ids = list(self._connection.scalars(select(DocumentRow.id).order_by(DocumentRow.id)))
        for first in range(0, len(ids), _DOCUMENTS_A_BATCH):
            batch = ids[first : first + _DOCUMENTS_A_BATCH]
            found = self._connection.exec_driver_sql(query, {"low": batch[0], "high": batch[-1]})
            yield from found.partitions(_ROWS_A_FETCH)


def _prepared(columns: Sequence[Column], frame: _Frame) -> str:
    """Return the cells that are the same for all claims of a document, computed once for it."""
    return "".join(
        f", {frame(column, expression(column))} AS cell_{number}"
        for number, column in enumerate(columns)
        if is_of_document(column)
    )


def _selected(columns: Sequence[Column], frame: _Frame) -> list[str]:
    return [
        f"d.cell_{number}" if is_of_document(column) else frame(column, expression(column))
        for number, column in enumerate(columns)
    ]


def _bare(_column: Column, cell: str) -> str:
    return cell


def _framed(column: Column, cell: str, options: CsvOptions) -> str:
    if column.type is not ColumnType.STRING:
        return f"coalesce({cell}, '')"
    if options.guard:
        starts = ", ".join(_literal(start) for start in FORMULA_STARTS)
        cell = _GUARDED.substitute(cell=cell, guard=_literal(GUARD), starts=starts)
    return _QUOTED.substitute(cell=cell)


def _line(cells: Sequence[str], delimiter: str) -> str:
    joint = f" || {_literal(delimiter)} || "
    groups = [
        f"({joint.join(cells[first : first + _ADDED_AT_ONCE])})"
        for first in range(0, len(cells), _ADDED_AT_ONCE)
    ]
    return f"{joint.join(groups)} || char(13, 10)"


def _literal(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
