"""Keep copies of a project, and make one the project again."""

from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import Final

from annotator.domain.errors import ProjectError, UsageError
from annotator.domain.project import Policy
from annotator.domain.rights import Right, require
from annotator.runtime.progress import Progress, Silent
from annotator.runtime.whole_file import whole_file
from annotator.services.another_file import copied, first_fault
from annotator.services.context import Context
from annotator.services.members import MemberService
from annotator.store import copying
from annotator.store.backup import copy_whole, point_of
from annotator.store.checks import CheckRepo
from annotator.store.engine import SUFFIX
from annotator.store.export import ExportRepo, read_only
from annotator.store.server import server_url
from annotator.store.shared_store import SharedStore

KEPT: Final = 10


def backup(context: Context, out: Path, progress: Progress | None = None) -> None:
    """Copy the project, in use as it may be, to `out`; an older copy there is replaced.

    A project whose file is gone is copied as long as it is open. One on a server becomes a file,
    with all that people read on their own.

    Raises:
        UsageError: `out` is the project itself, or cannot be written.
        ProjectError: the project cannot be read.
        RightError: it lies on a server, and the user neither leads nor owns it.
        CancelledError: the person has asked to stop; an older copy stays as it was.
    """
    store = context.store
    if isinstance(store, SharedStore):
        if not store.standing().owns:
            require(MemberService(context).me(), Right.LEAD)
        with store.snapshot() as connection:
            copying.to_file(connection, out, progress or Silent())
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


def restore(file: Path, project: Path | str, progress: Progress | None = None) -> None:
    """Make a project from a copy, which is checked first and stays: a file, or a database by URL.

    Raises:
        ProjectError: the copy is missing, damaged or no project, or `project` exists already
            or has another ending; or the database is not empty, or cannot be reached.
        RightError: one may not make tables in the database.
        UsageError: `project` cannot be written, or the URL names no database.
        CancelledError: the person has asked to stop; nothing was made.
    """
    if isinstance(project, str):
        _to_server(file, project, progress or Silent())
        return
    if project.suffix != SUFFIX:
        raise ProjectError(f"A project file ends in {SUFFIX}; {project.name} does not.")
    if project.exists():
        raise ProjectError(f"{project} exists already; nothing was changed.")
    copy_whole(file, project)


def _to_server(file: Path, typed: str, progress: Progress) -> None:
    url = server_url(typed)
    with copied(file) as copy:
        with read_only(copy.path) as connection:
            solo = ExportRepo(connection).project().policy is Policy.SOLO
            fault = first_fault(CheckRepo(connection), solo=solo)
        if fault is not None:
            raise ProjectError(f"Nothing was made: {file} does not hold: {fault.sentence}")
        copying.to_server(copy.path, url, progress)


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
