"""Write many rows of one table in one go: a statement compiled once, and plain tuples."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Connection, insert
from sqlalchemy.exc import DBAPIError

from annotator.store.server import DIALECT
from annotator.store.tables.base import Row

FEW: Final = 4
"""Up to so many rows an insert is as quick as a stream."""


class Rows:
    """The rows of one table, as tuples of these columns in the table's own order.

    What SQLAlchemy does for a row in place of a tuple costs several times what SQLite does. JSON
    columns take text. A server takes more than a few as one stream.
    """

    def __init__(self, table: type[Row], *columns: str) -> None:
        self._table = table
        self._columns = columns

    def insert(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert the rows, or nothing when there are none."""
        if len(rows) > FEW and connection.dialect.name == DIALECT:
            named = self._statement.removeprefix("INSERT INTO ").partition(" VALUES ")[0]
            stream(connection, f"COPY {named} FROM STDIN", rows)
        elif rows:
            connection.exec_driver_sql(self._statement, list(rows))

    @cached_property
    def _statement(self) -> str:
        from sqlalchemy.dialects import sqlite  # noqa: PLC0415 - only to write

        dialect = sqlite.dialect()
        compiled = insert(self._table).compile(dialect=dialect, column_keys=self._columns)
        if compiled.positiontup != list(self._columns):
            name = self._table.__tablename__
            raise ValueError(f"{name} has its columns in another order: {self._columns}")
        return str(compiled)


def stream(connection: Connection, copy: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Send rows to a server by a COPY statement, which takes as little as one insert."""
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(copy) as copying:
            for row in rows:
                copying.write_row(row)
    except driver.Error as error:
        raise DBAPIError.instance(
            copy, None, error, driver.Error, dialect=connection.dialect
        ) from error
