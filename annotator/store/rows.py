"""Write many rows of one table in one go: a statement compiled once, and plain tuples."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, insert
from sqlalchemy.dialects import sqlite
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
        compiled = insert(table).compile(dialect=sqlite.dialect(), column_keys=columns)
        if compiled.positiontup != list(columns):
            raise ValueError(f"{table.__tablename__} has its columns in another order: {columns}")
        self._statement = str(compiled)
        named = self._statement.removeprefix("INSERT INTO ").partition(" VALUES ")[0]
        self._copy = f"COPY {named} FROM STDIN"

    def insert(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert the rows, or nothing when there are none."""
        if len(rows) > FEW and connection.dialect.name == DIALECT:
            stream(connection, self._copy, rows)
        elif rows:
            connection.exec_driver_sql(self._statement, list(rows))


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
