"""How a file is named in a sentence, and how its bytes are taken, never more than allowed."""

import errno
import os
import stat
from pathlib import Path
from typing import IO, Final

from annotator.domain.errors import UnreadableError

MAX_BYTES: Final = 10_000_000
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0)
_MEGABYTE: Final = 1_000_000


def legible(name: str) -> str:
    """Return a file name that every terminal and database takes.

    Bytes that are no UTF-8, line breaks and invisible marks become backslash escapes.
    """
    return "".join(
        mark if mark.isprintable() else mark.encode("unicode_escape").decode("ascii")
        for mark in name
    )


def quoted(path: Path) -> str:
    """Return a path's last part in quotation marks, fit to stand in a sentence."""
    return f"“{legible(path.name or str(path))}”"


def content_of(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file; at most `max_bytes` + 1 are ever held.

    Anything that is not a regular file is left unopened.

    Raises:
        UnreadableError: it is missing, no regular file, barred, too large or failing.
    """
    try:
        _check(path, path.stat(), max_bytes)
        with open(path, "rb", opener=_opened_at_once) as stream:
            _check(path, os.fstat(stream.fileno()), max_bytes)
            return _bounded(path, stream, max_bytes)
    except (OSError, ValueError) as problem:
        raise UnreadableError(f"{quoted(path)} {why_not(problem, path)}.") from problem


def why_not(problem: OSError | ValueError, path: Path) -> str:
    """Return the predicate of a sentence on why the system does not give `path` away."""
    match problem:
        case FileNotFoundError() if path.is_symlink():
            return "is a link to a file that is not there"
        case FileNotFoundError() | NotADirectoryError():
            return "is not there; it may have been moved or deleted"
        case PermissionError():
            return "may not be read; ask its owner for permission"
        case OSError(errno=errno.ELOOP):
            return "is a link that leads back to itself"
        case OSError(strerror=str() as reason):
            return f"cannot be read: the system says “{reason}”"
        case _:
            return "cannot be read: its name is not one a file can have"


def special_kind(mode: int) -> str | None:
    """Return what a file is if it is neither a regular file nor a folder, from its `st_mode`."""
    kinds = (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    return next((kind for test, kind in kinds if test(mode)), None)


def _check(path: Path, status: os.stat_result, max_bytes: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableError(f"{quoted(path)} is a folder, not a file; import it as a folder.")
    if not stat.S_ISREG(status.st_mode):
        kind = special_kind(status.st_mode) or "something else"
        raise UnreadableError(f"{quoted(path)} is {kind}, not a file.")
    if status.st_size > max_bytes:
        raise _too_large(path, max_bytes)


def _opened_at_once(name: str, flags: int) -> int:
    """Open without waiting, should a pipe have taken the file's place meanwhile."""
    return os.open(name, flags | _AT_ONCE)


def _bounded(path: Path, stream: IO[bytes], max_bytes: int) -> bytes:
    raw = stream.read(max_bytes + 1)
    if len(raw) > max_bytes:
        raise _too_large(path, max_bytes)
    return raw


def _too_large(path: Path, max_bytes: int) -> UnreadableError:
    limit = f"{max_bytes / _MEGABYTE:g} MB" if max_bytes >= _MEGABYTE else f"{max_bytes:,} bytes"
    return UnreadableError(
        f"{quoted(path)} is larger than {limit}, the most that is read;"
        " split it, or raise the limit in the settings."
    )
