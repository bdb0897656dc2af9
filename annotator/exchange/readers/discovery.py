"""Which files lie under the paths a person named."""

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from annotator.domain.value import Value
from annotator.exchange.readers.files import quoted, special_kind, why_not

_DIGITS: Final = re.compile(r"(\d+)")
_MET: Final = "{} is a file or folder already met under another name."

_Identity = tuple[int, int]
"""Device and inode."""


class Skipped(Value):
    """A path that is not read, and one sentence on why.

    `harmless` means that nothing is missing from the project because of it.
    """

    path: Path
    reason: str
    harmless: bool = False


def discover(paths: Iterable[Path]) -> Iterator[Path | Skipped]:
    """Yield each regular file once, as the walk meets it, and whatever else is passed by.

    Named paths keep their order; inside a folder names are in natural order (2 before 10), files
    and folders mixed. Hidden entries of a folder are passed by in silence, its README with a word.
    Nothing is opened.
    """
    seen: set[_Identity] = set()
    waiting = [iter(paths)]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
            continue
        inside = len(waiting) > 1
        found = _readme(path) if inside and _is_readme(path) else _found_at(path, seen)
        if isinstance(found, list):
            waiting.append(iter(found))
        else:
            yield found


def _is_readme(path: Path) -> bool:
    return path.stem.casefold() == "readme"


def _readme(path: Path) -> Skipped:
    reason = f"{quoted(path)} tells about its folder; name it to import it all the same."
    return Skipped(path=path, reason=reason, harmless=True)


def natural_order(path: Path) -> tuple[tuple[tuple[int, str], ...], str]:
    """Return a sort key under which “page 2” comes before “page 10”, whatever the case."""
    parts = _DIGITS.split(path.name.casefold())
    numbered = tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)
    return numbered, path.name


def _found_at(path: Path, seen: set[_Identity]) -> Path | Skipped | list[Path]:
    """Return a file itself, a folder's entries, or why neither; note what has been met."""
    try:
        status = path.stat()
        if special := special_kind(status.st_mode):
            return Skipped(path=path, reason=f"{quoted(path)} is {special}, not a file.")
        identity = (status.st_dev, status.st_ino)
        if identity in seen:
            return Skipped(path=path, reason=_MET.format(quoted(path)), harmless=True)
        seen.add(identity)
        return _entries(path) if stat.S_ISDIR(status.st_mode) else path
    except (OSError, ValueError) as problem:
        return Skipped(path=path, reason=f"{quoted(path)} {why_not(problem, path)}.")


def _entries(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        return sorted(
            (Path(entry) for entry in entries if not _is_hidden(entry)), key=natural_order
        )


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if sys.platform == "win32" and _has_hidden_mark(entry.stat(follow_symlinks=False)):
        return True
    return entry.name.startswith(".")


def _has_hidden_mark(status: os.stat_result) -> bool:
    return bool(getattr(status, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN)
