"""Open the SQLite file the way every caller needs it."""

import os
import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

APPLICATION_ID: Final = 0x416E6F74  # "Anot"
BUSY_SECONDS: Final = 10.0
SUFFIX: Final = ".annotator"


def open_engine(path: Path, *, read_only: bool = False) -> Engine:
    """Return an engine on `path` with foreign keys, WAL, FULL and real transactions on.

    All its connections are to the file that is there now: another one in its place is refused.
    """
    address = f"{path.absolute().as_uri()}?{_mode(path, read_only)}"
    known = identity(path)

    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)
        if known is not None and identity(path) != known:
            made.close()
            raise sqlite3.OperationalError("unable to open database file: another is there")
        return made

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "connect", _configure_reader if read_only else _configure)
    event.listen(engine, "begin", _begin)
    return engine


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one put in its place, None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _mode(path: Path, read_only: bool) -> str:
    if not read_only:
        return "mode=rw" if path.exists() else "mode=rwc"
    beside = os.access(path.parent, os.W_OK)  # a reader of a WAL file writes beside it
    return "mode=ro" if beside else "mode=ro&immutable=1"


def _configure(connection: Any, _record: Any) -> None:
    _configure_reader(connection, _record)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}").close()


def _configure_reader(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy, not sqlite3, says BEGIN
    connection.execute("PRAGMA foreign_keys = ON").close()


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
