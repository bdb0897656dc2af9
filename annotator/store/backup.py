"""Copy a project that may be in use, whole, and know a good copy from a bad one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from annotator.domain.errors import ProjectError
from annotator.runtime.whole_file import whole_file
from annotator.store.schema import copy_database, version_of


class Point(NamedTuple):
    """Where a project's history stands: its lasting id and its last act."""

    project: str
    act: int


def copy_whole(source: Path, target: Path) -> None:
    """Copy a sound project to `target`, all or nothing.

    Raises:
        ProjectError: the source is missing, damaged, or no project.
        UsageError: the target cannot be written.
    """
    require_sound(source)
    with whole_file(target) as draft, _explained(source):
        copy_database(source, draft)
        with closing(sqlite3.connect(draft)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE")  # a copy is one file, without a log


def require_sound(path: Path) -> None:
    """Refuse a file that is no project, or a damaged one.

    Raises:
        ProjectError: it is.
    """
    version_of(path)
    with _explained(path), _opened(path) as connection:
        (words,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if words != "ok":
        raise ProjectError(f"{path} is damaged: {words}.")


def point_of(path: Path) -> Point:
    """Return where the history of a project file stands.

    Raises:
        ProjectError: the file is missing, damaged, or no project.
    """
    version_of(path)
    with _explained(path), _opened(path) as connection:
        query = "SELECT project.uid, coalesce((SELECT max(number) FROM act), 0) FROM project"
        found = connection.execute(query).fetchone()
    if found is None:
        raise ProjectError(f"{path} holds no project.")
    return Point(*found)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise ProjectError(f"{path} cannot be read: {error}.") from error


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        yield connection
