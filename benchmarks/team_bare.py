"""One act's statements through the database's own driver: what the program is measured beside."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

STATEMENTS: Final = (
    (
        "INSERT INTO act (number, user_id, at, label, undoable, document_id) "
        "SELECT max(number) + 1, 1, '2026-01-01T00:00:00.000Z', 'Flag', true, 1 FROM act"
    ),
    (
        "INSERT INTO history (number, act, record_kind, record_id, before, after) "
        "SELECT max(number) + 1, (SELECT max(number) FROM act), 'document', 1, '{}', '{}' "
        "FROM history"
    ),
    (
        "UPDATE document SET flagged = NOT flagged, "
        "last_change = (SELECT max(number) FROM history) WHERE id = 1"
    ),
)


@contextmanager
def bare_acts(place: Path | str) -> Iterator[Callable[[], None]]:
    """Yield what flags the document, or takes the flag away, in one transaction."""
    if isinstance(place, Path):
        with closing(sqlite3.connect(place, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            yield lambda: _do(connection, "BEGIN IMMEDIATE")
        return
    import psycopg  # noqa: PLC0415 - where there is a server

    address = place.replace("+psycopg", "", 1)
    with closing(psycopg.connect(address, autocommit=True)) as connection:
        yield lambda: _do(connection, "BEGIN")


def _do(connection: Any, begin: str) -> None:
    connection.execute(begin)
    for statement in STATEMENTS:
        connection.execute(statement)
    connection.execute("COMMIT")
