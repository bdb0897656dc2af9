"""The rows that some work left in a database, written by the bare driver: a limit to hold it to."""

import shutil
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any, Final

import psycopg
from server_export import plain
from sqlalchemy import URL, make_url

from annotator.domain.words import fold

TABLES: Final = {
    "act": "number",
    "history": "number",
    "document": "id",
    "source_text": "document_id",
    "layer": "id",
    "boilerplate": "layer_id",
    "body": "id",
    "fragment": "body_id",
    "link": "body_id",
    "body_field": "body_id",
    "proposal": "id",
    "document_record": "id",
    "claim_line": "-id",
    "document_line": "id",
    "text_index": "rowid",
    "body_index": "rowid",
}
"""The tables that an import and an engine fill, parents first, and what grows in them."""
LINES: Final = ("claim_line", "document_line")
"""Those that triggers fill."""
SAID: Final = {
    "text_index": (
        "source_text",
        "document_id",
        "SELECT document_id, text FROM source_text WHERE document_id > ?",
    ),
    "body_index": (
        "proposal",
        "body_id",
        (
            "SELECT f.body_id, f.words, l.source_words || char(10) || l.cue_words || char(10) "
            "|| l.speaker_name || char(10) || b.value FROM fragment f JOIN link l USING (body_id) "
            "JOIN body_field b USING (body_id) WHERE f.body_id > ?"
        ),
    ),
}
"""What goes into the indexes of a file, which do not give it back: whose words, and which."""
INDEXES: Final = {
    "text_index": "text_index (rowid, words)",
    "body_index": "body_index (rowid, content, others)",
}
Rows = dict[str, list[tuple[Any, ...]]]
_NUMBERS: Final = count(1)


class BareFile:
    """SQLite, by Python's own driver."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def empty(self) -> Path:
        """Return where a new project may be."""
        return self._folder / f"bulk{next(_NUMBERS)}.annotator"

    def copy(self, place: Path) -> Path:
        """Copy a project."""
        return Path(shutil.copy(place, self.empty()))

    def drop(self, place: Path) -> None:
        """Take a project away."""
        place.unlink()

    def rows(self, before: Path, after: Path) -> Rows:
        """Return, by table, the rows that came after."""
        with closing(sqlite3.connect(before)) as old, closing(sqlite3.connect(after)) as new:
            return {table: list(self._new(table, key, old, new)) for table, key in TABLES.items()}

    def _new(
        self, table: str, key: str, old: sqlite3.Connection, new: sqlite3.Connection
    ) -> Iterable[tuple[Any, ...]]:
        of, column, query = SAID.get(table, (table, key, f"SELECT * FROM {table} WHERE {key} > ?"))  # noqa: S608 - tables of ours
        (last,) = old.execute(f"SELECT coalesce(max({column}), 0) FROM {of}").fetchone()  # noqa: S608 - tables of ours
        if table not in SAID:
            return new.execute(query, (last,))
        said = new.execute(query, (last,))
        return ((own, *(fold(words) for words in texts)) for own, *texts in said)

    def written(self, place: Path, rows: Rows, *, ruled: bool) -> float:
        """Return the seconds that the rows take in a copy of a project."""
        copy = self.copy(place)
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in () if ruled else triggers.fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            begin = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            for table, some in rows.items():
                if some and not (ruled and table in LINES):
                    self._insert(connection, table, some)
            connection.execute("COMMIT")
            passed = time.perf_counter() - begin
        self.drop(copy)
        return passed

    def _insert(self, connection: sqlite3.Connection, table: str, rows: list[Any]) -> None:
        marks = ", ".join("?" * len(rows[0]))
        into = f"INSERT INTO {INDEXES.get(table, table)} VALUES ({marks})"  # noqa: S608 - tables of ours
        connection.executemany(into, rows)


class BareServer:
    """PostgreSQL, by psycopg."""

    name = "PostgreSQL"

    def __init__(self, url: URL) -> None:
        self._url = url

    def empty(self) -> str:
        """Make a new database."""
        return self._made("")

    def copy(self, place: str) -> str:
        """Copy a database."""
        return self._made(f" TEMPLATE {make_url(place).database}")

    def drop(self, place: str) -> None:
        """Drop a database."""
        self._do(f"DROP DATABASE {make_url(place).database} WITH (FORCE)")

    def rows(self, before: str, after: str) -> Rows:
        """Return, by table, the rows that came after."""
        found: Rows = {}
        with self._connected(before) as old, self._connected(after) as new:
            for table, key in TABLES.items():
                last = old.execute(f"SELECT coalesce(max({key}), 0) FROM {table}").fetchone()[0]  # noqa: S608 - tables of ours
                query = f"COPY (SELECT * FROM {table} WHERE {key} > {last} ORDER BY 1) TO STDOUT"  # noqa: S608 - tables of ours
                with new.cursor() as cursor, cursor.copy(query) as copy:
                    found[table] = list(copy.rows())
        return found

    def written(self, place: str, rows: Rows, *, ruled: bool) -> float:
        """Return the seconds that the rows take in a copy of a database."""
        copy = self.copy(place)
        with self._connected(copy) as connection:
            for table in () if ruled else TABLES:
                connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            connection.commit()
            begin = time.perf_counter()
            for table, some in rows.items():
                if not (ruled and table in LINES):
                    self._copy(connection, table, some)
            connection.commit()
            passed = time.perf_counter() - begin
        self.drop(copy)
        return passed

    def _copy(self, connection: psycopg.Connection[Any], table: str, rows: list[Any]) -> None:
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as into:
            for row in rows:
                into.write_row(row)

    def _connected(self, place: str) -> psycopg.Connection[Any]:
        return psycopg.connect(plain(make_url(place)))

    def _made(self, how: str) -> str:
        url = self._url.set(database=f"annotator_bulk_{next(_NUMBERS)}")
        self._do(f"CREATE DATABASE {url.database}{how}")
        return url.render_as_string(hide_password=False)

    def _do(self, statement: str) -> None:
        with psycopg.connect(plain(self._url), autocommit=True) as connection:
            connection.execute(statement)
