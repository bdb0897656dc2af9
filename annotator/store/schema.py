"""Make the tables of a new project, and bring an older one up to date."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from annotator.domain.errors import ProjectError
from annotator.store import triggers
from annotator.store.engine import APPLICATION_ID, BUSY_SECONDS, open_engine
from annotator.store.tables import annotations, documents, lines, project, speakers, team
from annotator.store.tables.base import Row

HEAD: Final = "0003"
KNOWN: Final = frozenset({"0001", "0002", "0003"})
_ROOMS: Final = (annotations, documents, lines, project, speakers, team)
"""Each registers its tables."""

SEARCH_TABLE: Final = (
    "CREATE VIRTUAL TABLE text_index USING fts5("
    "words, content='', tokenize='unicode61 remove_diacritics 2')"
)
BODY_SEARCH_TABLE: Final = (
    "CREATE VIRTUAL TABLE body_index USING fts5("
    "content, others, content='', tokenize='unicode61 remove_diacritics 2')"
)
_VERSION_TABLE: Final = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def create(engine: Engine, fill: Callable[[Connection], None] | None = None) -> None:
    """Make every table, index and trigger in an empty database; `fill` it before rules stand."""
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        Row.metadata.create_all(connection)
        connection.exec_driver_sql(SEARCH_TABLE)
        connection.exec_driver_sql(BODY_SEARCH_TABLE)
        if fill is not None:
            fill(connection)
        create_triggers(connection)
        connection.exec_driver_sql(_VERSION_TABLE)
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def create_triggers(connection: Connection) -> None:
    """Make every trigger that is missing; Alembic's batch mode drops those of its table."""
    standing = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type='trigger'")))
    for statement in triggers.statements():
        if triggers.trigger_name(statement) not in standing:
            connection.exec_driver_sql(statement)


def version_of(path: Path) -> str:
    """Return the schema version of a project file.

    Raises:
        ProjectError: the file is missing, damaged, or no project of this program.
    """
    if not path.is_file():
        raise ProjectError(f"There is no project file {path}.")
    connection = _reader(path)
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION_ID:
            raise ProjectError(f"{path} is not a project of this program.")
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise ProjectError(f"{path} cannot be opened as a project: {error}.") from error
    finally:
        connection.close()
    return str(found[0]) if found else ""


def upgrade(path: Path, *, read_only: bool = False) -> Path | None:
    """Bring a project file up to date after copying it; return the copy, or None if it was.

    Raises:
        ProjectError: the file is newer than this program, damaged, or no project.
    """
    version = version_of(path)
    if version == HEAD:
        return None
    if version not in KNOWN:
        raise ProjectError(
            f"{path} was written by a newer version of Annotator; please update the program."
        )
    if read_only:
        raise ProjectError(f"{path} needs to be brought up to date, but it may only be read.")
    copy = path.with_name(f"{path.name}.before-{HEAD}-{datetime.now(UTC):%Y%m%dT%H%M%S}")
    try:
        copy_database(path, copy)
    except sqlite3.Error as error:
        raise ProjectError(f"{path} cannot be copied, so it was not updated: {error}.") from error
    _migrate_file(path)
    return copy


def _migrate_file(path: Path) -> None:
    from alembic.util import CommandError  # noqa: PLC0415 - only when the schema is behind

    engine = open_engine(path)
    try:
        migrate(engine)
    except (CommandError, DBAPIError) as error:
        why = str(error).splitlines()[0]
        raise ProjectError(
            f"{path} could not be brought up to date and stays as it was: {why}."
        ) from error
    finally:
        engine.dispose()


def migrate(engine: Engine, target: str = "head") -> None:
    """Apply every migration that is missing, in one transaction."""
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        run(connection, target)


def run(connection: Connection, target: str = "head") -> None:
    """Apply every migration that is missing, in the transaction that is open."""
    from alembic import command  # noqa: PLC0415 - only when the schema is behind
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(files("annotator.store") / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that may be in use, whole, to a new file."""
    reading = _reader(source)
    writing = sqlite3.connect(target)
    try:
        reading.backup(writing)
    finally:
        writing.close()
        reading.close()


def _reader(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)
