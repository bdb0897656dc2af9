"""Read the project out as finished lines, in one read transaction and in bounded memory."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import groupby
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
    CsvOptions,
    ExportStatus,
)
from annotator.domain.errors import ProjectError
from annotator.domain.project import Project
from annotator.store.engine import open_engine
from annotator.store.exported import (
    ITEMS,
    documents,
    expression,
    fields_joined,
    is_of_document,
    joins,
)
from annotator.store.exported_links import rows_of_links
from annotator.store.journal import Journal, now
from annotator.store.merged import literal, survivors_in
from annotator.store.objects import claim_object, document_object
from annotator.store.projects import ProjectRepo
from annotator.store.tables.documents import DocumentRow

_DOCUMENTS_A_BATCH: Final = 50
_ROWS_A_FETCH: Final = 1000
_CELLS_A_PRINTF: Final = 100  # SQLite's functions take 127 arguments at most
_QUERY: Final = Template(
    "WITH exported AS MATERIALIZED ($documents), item AS ($items) SELECT $selected $joins"
)
_COUNT: Final = Template("SELECT count(*) FROM ($items)")
_EVERYTHING: Final = {"low": 0, "high": 2**62}
_QUOTED: Final = Template("""'"' || replace($cell, '"', '""') || '"'""")
_GUARDED: Final = Template(
    "CASE WHEN substr(ltrim($cell, $guard), 1, 1) IN ($starts) THEN $guard || $cell ELSE $cell END"
)


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
        self._known = survivors_in(connection)

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
        joined = fields_joined(columns, self._known)
        prepared, line = _line(columns, partial(self._cell, joined), options)
        for rows in self._batches(status, line, prepared, joined):
            yield Lines(len(rows), "".join(row[0] for row in rows))

    def cells(
        self, columns: Sequence[Column], status: ExportStatus
    ) -> Iterator[tuple[str | int | float | None, ...]]:
        """Yield the rows in the same order, cell by cell, as the project has them."""
        joined = fields_joined(columns, self._known)
        prepared = "".join(
            f", {self._cell(joined, column)} AS cell_{number}"
            for number, column in enumerate(columns)
            if is_of_document(column)
        )
        selected = ", ".join(
            f"d.cell_{number}" if is_of_document(column) else self._cell(joined, column)
            for number, column in enumerate(columns)
        )
        for rows in self._batches(status, selected, prepared, joined):
            yield from rows

    def links(self, status: ExportStatus) -> Iterator[tuple[str, ...]]:
        """Yield the links between the claims of an export, oldest first, as `LINK_COLUMNS`."""
        for row in self._connection.exec_driver_sql(rows_of_links(status)):
            yield tuple(row)

    def objects(self, status: ExportStatus) -> Iterator[Lines]:
        """Yield the rows in the same order, one JSON object a line."""
        about = f", {document_object(self._known)} AS about"
        for rows in self._batches(status, claim_object(self._known, status), about, ()):
            yield Lines(len(rows), "".join(f"{row[0]}\n" for row in rows))

    def _cell(self, joined: Sequence[str], column: Column) -> str:
        return expression(column, joined, self._known)

    def _batches(
        self, status: ExportStatus, selected: str, prepared: str, joined: Sequence[str]
    ) -> Iterator[Sequence[Any]]:
        query = _QUERY.substitute(
            documents=documents(prepared, self._known),
            items=ITEMS[status],
            selected=selected,
            joins=joins(joined),
        )
        ids = list(self._connection.scalars(select(DocumentRow.id).order_by(DocumentRow.id)))
        for first in range(0, len(ids), _DOCUMENTS_A_BATCH):
            batch = ids[first : first + _DOCUMENTS_A_BATCH]
            found = self._connection.exec_driver_sql(query, {"low": batch[0], "high": batch[-1]})
            yield from found.partitions(_ROWS_A_FETCH)


def _line(
    columns: Sequence[Column], cell_of: Callable[[Column], str], options: CsvOptions
) -> tuple[str, str]:
    """Return the SQL of what a document's rows share, and of a whole row that uses it.

    Neighbouring columns of the document are one piece, made once a document.
    """
    prepared: list[str] = []
    pieces: list[str] = []
    for shared, group in groupby(columns, is_of_document):
        cells = [_framed(column, cell_of(column), options) for column in group]
        if shared:
            pieces.append(f"d.run_{len(prepared)}")
            prepared.append(f", {_joined(cells, options.delimiter)} AS run_{len(prepared)}")
        else:
            pieces += cells
    return "".join(prepared), f"{_joined(pieces, options.delimiter)} || char(13, 10)"


def _framed(column: Column, cell: str, options: CsvOptions) -> str:
    """Return the SQL of a cell as it stands in the file; null stands for an empty one."""
    if column.plain:
        return cell
    if options.guard:
        starts = ", ".join(literal(start) for start in FORMULA_STARTS)
        cell = _GUARDED.substitute(cell=cell, guard=literal(GUARD), starts=starts)
    return _QUOTED.substitute(cell=cell)


def _joined(cells: Sequence[str], delimiter: str) -> str:
    """Return cells with the delimiter between; one printf copies each just once."""
    groups = [
        cells[first : first + _CELLS_A_PRINTF] for first in range(0, len(cells), _CELLS_A_PRINTF)
    ]
    printed = [
        f"printf('{delimiter.join(['%s'] * len(group))}', {', '.join(group)})" for group in groups
    ]
    return f" || {literal(delimiter)} || ".join(printed)
