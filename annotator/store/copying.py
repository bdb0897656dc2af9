"""Copy a whole project from a file to a server, or back: every row as it is, with its history.

No rule stands while rows go in, so that they go as they are; the rules are made in the same
transaction. Indexes of words are made anew, each database having its own.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from string import Template
from typing import Any, Final

from sqlalchemy import JSON, URL, Column, Connection, Table, event

from annotator.domain.errors import CancelledError
from annotator.runtime.progress import Progress
from annotator.runtime.whole_file import whole_file
from annotator.store import schema, server_schema
from annotator.store.dialect import POSTGRESQL, dialect_of
from annotator.store.engine import open_engine
from annotator.store.export import read_only
from annotator.store.rows import stream
from annotator.store.search import rebuild
from annotator.store.server import opened
from annotator.store.tables.base import Row

_AT_ONCE: Final = 2000
_COUNT: Final = Template("SELECT count(*) FROM $table")
_READ: Final = Template("SELECT $columns FROM $table ORDER BY $keys")
_INSERT: Final = Template("INSERT INTO $table ($columns) VALUES ($marks)")
_COPY: Final = Template("COPY $table ($columns) FROM STDIN")


def to_server(source: Path, url: URL, progress: Progress) -> None:
    """Make the project of a file, which is up to date, in an empty database, whole or not at all.

    Raises:
        ProjectError: the database holds a project or other tables, or cannot be reached.
        RightError: one may not make tables there.
        CancelledError: the person has asked to stop; the database is empty still.
    """
    with read_only(source) as file, opened(url, "IMMEDIATE") as server:
        server_schema.make(
            server, str(url.database), lambda: _fill(file, server, progress, str(url.database))
        )
        server.exec_driver_sql("ANALYZE")


def to_file(server: Connection, target: Path, progress: Progress) -> None:
    """Write the project that a connection reads to a file, whole or not at all.

    Raises:
        UsageError: the file cannot be written.
        CancelledError: the person has asked to stop; an older file stays as it was.
    """
    with whole_file(target) as draft:
        engine = open_engine(draft)
        event.listen(engine, "connect", _let_rows_come_in_any_order)
        try:
            schema.create(engine, lambda file: _fill(server, file, progress, target.name))
        finally:
            engine.dispose()
        with closing(sqlite3.connect(draft)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE")  # a copy is one file, without a log


def _let_rows_come_in_any_order(connection: sqlite3.Connection, _record: object) -> None:
    """Switch foreign keys off: to defer them would have every new row looked for in all others."""
    connection.execute("PRAGMA foreign_keys = OFF").close()


def _fill(source: Connection, target: Connection, progress: Progress, name: str) -> None:
    tables = tuple(Row.metadata.tables.values())
    total = sum(_count(source, table) for table in tables)
    done = 0
    try:
        for table in tables:
            for rows in _read(source, table):
                progress.step(done, total, name)
                _write(target, table, rows)
                done += len(rows)
        progress.step(done, total, name)
    except CancelledError:
        raise CancelledError("Stopped; nothing was copied.") from None
    rebuild(target)


def _count(source: Connection, table: Table) -> int:
    counted = _COUNT.substitute(table=table.name)
    return int(source.exec_driver_sql(counted).scalar_one())


def _read(source: Connection, table: Table) -> Iterator[Sequence[Any]]:
    """Yield the rows of a table, some at a time, JSON as the text that it is stored as."""
    on_server = dialect_of(source) is POSTGRESQL
    read = _READ.substitute(
        table=table.name,
        columns=", ".join(_told(column, on_server=on_server) for column in table.columns),
        keys=", ".join(f'"{column.name}"' for column in table.primary_key),
    )
    some = {"stream_results": True, "max_row_buffer": _AT_ONCE}
    with source.exec_driver_sql(read, execution_options=some) as found:
        yield from found.partitions(_AT_ONCE)


def _told(column: Column[Any], *, on_server: bool) -> str:
    name = f'"{column.name}"'
    return f"CAST({name} AS text)" if on_server and isinstance(column.type, JSON) else name


def _write(target: Connection, table: Table, rows: Sequence[Any]) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    if dialect_of(target) is POSTGRESQL:
        stream(target, _COPY.substitute(table=table.name, columns=columns), rows)
        return
    marks = ", ".join("?" * len(table.columns))
    insert = _INSERT.substitute(table=table.name, columns=columns, marks=marks)
    target.exec_driver_sql(insert, [tuple(row) for row in rows])
