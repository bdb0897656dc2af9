"""Read the project out as finished lines, in one read transaction and in bounded memory."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from string import Template
from typing import Final, NamedTuple

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
from annotator.store.dialect import Dialect, dialect_of, literal
from annotator.store.engine import open_engine
from annotator.store.exported import Cells, fields_joined, is_of_document, items, joins
from annotator.store.exported_links import rows_of_links
from annotator.store.journal import Journal, now
from annotator.store.merged import survivors_in
from annotator.store.objects import Objects
from annotator.store.projects import ProjectRepo
from annotator.store.streaming import texts
from annotator.store.tables.documents import DocumentRow

_ROWS_A_FETCH: Final = 1000
_CELLS_A_PRINTF: Final = 99  # with the pattern both databases' functions take a hundred arguments
_CRLF: Final = "'\r\n'"
_QUERY: Final = Template(
    "WITH exported AS MATERIALIZED ($documents), item AS $once($items) SELECT $selected $joins"
)
_COUNT: Final = Template("SELECT count(*) FROM ($items) AS items")
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
        self._own = dialect_of(connection)
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
        counted = _COUNT.substitute(items=items(self._own, status))
        return int(self._connection.exec_driver_sql(counted, _EVERYTHING).scalar_one())

    def lines(
        self, columns: Sequence[Column], status: ExportStatus, options: CsvOptions
    ) -> Iterator[Lines]:
        """Yield the rows as finished CSV (RFC 4180), the header not among them."""
        joined = fields_joined(columns, self._known)
        cells = self._cells(joined)
        prepared, line = _Rows(self._own, cells, options).of(columns)
        for query, places in self._batches(cells, status, line, prepared, joined):
            for rows in texts(self._connection, query, places, _ROWS_A_FETCH):
                yield Lines(len(rows), "".join(rows))

    def cells(
        self, columns: Sequence[Column], status: ExportStatus
    ) -> Iterator[tuple[str | int | float | None, ...]]:
        """Yield the rows in the same order, cell by cell, as the project has them."""
        joined = fields_joined(columns, self._known)
        cells = self._cells(joined)
        prepared = "".join(
            f", {cells.of(column)} AS cell_{number}"
            for number, column in enumerate(columns)
            if is_of_document(column)
        )
        selected = ", ".join(
            f"d.cell_{number}" if is_of_document(column) else cells.of(column)
            for number, column in enumerate(columns)
        )
        for query, places in self._batches(cells, status, selected, prepared, joined):
            found = self._connection.exec_driver_sql(query, places)
            for rows in found.partitions(_ROWS_A_FETCH):
                yield from rows

    def links(self, status: ExportStatus) -> Iterator[tuple[str, ...]]:
        """Yield the links between the claims of an export, oldest first, as `LINK_COLUMNS`."""
        for row in self._connection.exec_driver_sql(rows_of_links(self._own, status)):
            yield tuple(row)

    def objects(self, status: ExportStatus) -> Iterator[Lines]:
        """Yield the rows in the same order, one JSON object a line."""
        objects = Objects(self._own, self._known)
        about = f", {objects.document()} AS about"
        cells = self._cells(())
        for query, places in self._batches(cells, status, objects.claim(status), about, ()):
            for rows in texts(self._connection, query, places, _ROWS_A_FETCH):
                yield Lines(len(rows), "".join(f"{row}\n" for row in rows))

    def _cells(self, joined: Sequence[str]) -> Cells:
        return Cells(self._own, joined, self._known)

    def _batches(
        self,
        cells: Cells,
        status: ExportStatus,
        selected: str,
        prepared: str,
        joined: Sequence[str],
    ) -> Iterator[tuple[str, dict[str, int]]]:
        query = _QUERY.substitute(
            documents=cells.documents(prepared),
            items=items(self._own, status),
            once=self._own.once,
            selected=selected,
            joins=joins(joined),
        )
        ids = list(self._connection.scalars(select(DocumentRow.id).order_by(DocumentRow.id)))
        for first in range(0, len(ids), self._own.documents_at_once):
            batch = ids[first : first + self._own.documents_at_once]
            yield query, {"low": batch[0], "high": batch[-1]}


class _Rows:
    """The SQL of rows as they stand in a table."""

    def __init__(self, own: Dialect, cells: Cells, options: CsvOptions) -> None:
        self._own = own
        self._cells = cells
        self._options = options

    def of(self, columns: Sequence[Column]) -> tuple[str, str]:
        """Return the SQL of what a document's rows share, and of a whole row that uses it.

        Neighbouring columns of the document are one piece, made once a document.
        """
        prepared: list[str] = []
        pieces: list[str] = []
        for shared, group in groupby(columns, is_of_document):
            cells = [_framed(column, self._cells.of(column), self._options) for column in group]
            if shared:
                pieces.append(f"d.run_{len(prepared)}")
                prepared.append(f", {self._joined(cells)} AS run_{len(prepared)}")
            else:
                pieces += cells
        return "".join(prepared), f"{self._joined(pieces)} || {_CRLF}"

    def _joined(self, cells: Sequence[str]) -> str:
        """Return cells with the delimiter between; one printf copies each just once."""
        delimiter = self._options.delimiter
        printed = [
            self._own.printed(delimiter.join(["%s"] * len(group)), group)
            for group in (
                cells[first : first + _CELLS_A_PRINTF]
                for first in range(0, len(cells), _CELLS_A_PRINTF)
            )
        ]
        return f" || {literal(delimiter)} || ".join(printed)


def _framed(column: Column, cell: str, options: CsvOptions) -> str:
    """Return the SQL of a cell as it stands in the file; null stands for an empty one."""
    if column.plain:
        return cell
    if options.guard:
        starts = ", ".join(literal(start) for start in FORMULA_STARTS)
        cell = _GUARDED.substitute(cell=cell, guard=literal(GUARD), starts=starts)
    return _QUOTED.substitute(cell=cell)
