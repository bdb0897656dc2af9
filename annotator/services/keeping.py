"""Keep copies of a project, and make one the project again."""

from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import Final

from annotator.domain.errors import ProjectError, UsageError
from annotator.runtime.whole_file import whole_file
from annotator.services.context import Context
from annotator.store.backup import copy_whole, point_of
from annotator.store.engine import SUFFIX

KEPT: Final = 10


def backup(context: Context, out: Path) -> None:
    """Copy the project, in use as it may be, to `out`; an older copy there is replaced.

    A project whose file is gone is copied as long as it is open.

    Raises:
        UsageError: `out` is the project itself, or cannot be written.
        ProjectError: the project cannot be read, or lies on a server, whose own tools copy it.
    """
    store = context.store
    if store.is_shared:
        store.rescue(out)
        return
    if store.trouble():
        with whole_file(out) as draft:
            store.rescue(draft)
        return
    if out.exists() and out.samefile(store.path):
        raise UsageError(f"{out} is the project itself; give the copy another name.")
    copy_whole(store.path, out)


def rescued(context: Context, folder: Path) -> Path | None:
    """Copy a project whose file is gone into `folder` and return where to; None if it is there.

    What lies on a server is not copied.

    Raises:
        UsageError: the folder cannot be written.
    """
    store = context.store
    if store.is_shared or not store.trouble():
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}.") from error
    target = folder / f"{store.path.stem}-rescued-{_moment()}{SUFFIX}"
    backup(context, target)
    return target


def restore(file: Path, project: Path) -> None:
    """Make a project from a copy, which is checked first and stays.

    Raises:
        ProjectError: the copy is missing, damaged or no project, or `project` exists already
            or has another ending.
        UsageError: `project` cannot be written.
    """
    if project.suffix != SUFFIX:
        raise ProjectError(f"A project file ends in {SUFFIX}; {project.name} does not.")
    if project.exists():
        raise ProjectError(f"{project} exists already; nothing was changed.")
    copy_whole(file, project)


def rolling_backup(path: Path, folder: Path, keep: int = KEPT) -> Path | None:
    """Copy a project into `folder` unless its last copy there is as new; keep the newest few.

    Return the new copy, or None if there was no need.

    Raises:
        ProjectError: the project cannot be read.
        UsageError: the folder cannot be written.
    """
    point = point_of(path)
    kept = _kept(folder, path.stem, point.project)
    if kept and _is_at(kept[-1], point.act):
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{_prefix(path.stem, point.project)}{_moment()}{SUFFIX}"
        copy_whole(path, target)
        for old in [*kept, target][:-keep]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}.") from error
    return target


def _kept(folder: Path, stem: str, project: str) -> list[Path]:
    """Return the copies of a project, the oldest first."""
    prefix = _prefix(stem, project)
    if not folder.is_dir():
        return []
    return sorted(folder.glob(f"{escape(prefix)}*{SUFFIX}"))


def _prefix(stem: str, project: str) -> str:
    return f"{stem}-{project[:8]}-"


def _moment() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"


def _is_at(copy: Path, act: int) -> bool:
    try:
        return point_of(copy).act == act
    except ProjectError:
        return False
