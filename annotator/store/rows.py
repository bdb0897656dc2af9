"""Write many rows of one table in one go: a statement compiled once, and plain tuples."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert
from sqlalchemy.dialects import sqlite

from annotator.store.tables.base import Row


class Rows:
    """The rows of one table, as tuples of these columns in the table's own order.

    What SQLAlchemy does for a row in place of a tuple costs several times what SQLite does. JSON
    columns take text.
    """

    def __init__(self, table: type[Row], *columns: str) -> None:
        compiled = insert(table).compile(dialect=sqlite.dialect(), column_keys=columns)
        if compiled.positiontup != list(columns):
            raise ValueError(f"{table.__tablename__} has its columns in another order: {columns}")
        self._statement = str(compiled)

    def insert(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert the rows, or nothing when there are none."""
        if rows:
            connection.exec_driver_sql(self._statement, list(rows))
