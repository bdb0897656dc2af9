"""A file of lines that grows beside its target, outlives an end of the work, and is gone on with.

The draft of `lines.jsonl` is `.lines.jsonl.part`: a first row that tells what the work is, then for
each item its key, its stamp and its line. A row that a crash cut off is dropped.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, Self

from annotator.domain.errors import UsageError
from annotator.runtime.whole_file import whole_file

ENDING: Final = ".part"
_TAB: Final = b"\t"


class _Row(NamedTuple):
    key: str
    stamp: str
    line: bytes


class Unfinished:
    """The lines there are so far; leaving the `with` closes and keeps them, `finish` ends them.

    Attributes:
        path: the draft.
        before: how many lines of an earlier run are gone on with, as far as they were asked for.
    """

    def __init__(self, target: Path, work: str) -> None:
        """Begin the draft of `target`, or go on with the one that lies there.

        Args:
            target: the file to be.
            work: what is done, in words; a draft of other work is not gone on with.

        Raises:
            UsageError: the target cannot be written, or what lies there is no draft of this work.
        """
        self.path = target.with_name(f".{target.name}{ENDING}")
        self._target = target
        self._kept = set[str]()
        try:
            if target.is_dir():
                raise IsADirectoryError(None, "it is a folder")
            self._file: BinaryIO = self.path.open("a+b")
        except OSError as error:
            raise _unwritable(target, error) from error
        try:
            self._known = self._begun(json.dumps({"unfinished": work}).encode() + b"\n")
        except BaseException:
            self._file.close()
            raise
        self._resumed = self._file.seek(0, os.SEEK_END)

    @property
    def before(self) -> int:
        """Return how many lines of an earlier run have been asked for and are gone on with."""
        return len(self._kept)

    def has(self, key: str, stamp: str) -> bool:
        """Tell whether there is a line for the item as it is now; if so it stays."""
        if self._known.get(key) != stamp:
            return False
        self._kept.add(key)
        return True

    def add(self, key: str, stamp: str, line: str) -> None:
        """Keep an item's line, so that even a killed process leaves it behind.

        Raises:
            UsageError: it cannot be written; the lines before stay.
        """
        row = json.dumps([key, stamp]).encode() + _TAB + line.encode("utf-8", "backslashreplace")
        try:
            self._file.write(row + b"\n")
            self._file.flush()
        except OSError as error:
            raise _unwritable(self._target, error) from error

    def finish(self) -> None:
        """Make the target of the lines, all at once, and remove the draft.

        Raises:
            UsageError: the target cannot be written; the draft stays.
        """
        with whole_file(self._target) as draft, draft.open("wb") as whole:
            self._file.seek(0)
            self._file.readline()
            at = self._file.tell()
            for raw in self._file:
                row = _parsed(raw)
                if row is not None and (at >= self._resumed or row.key in self._kept):
                    whole.write(row.line)
                at += len(raw)
        self.path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        holds_lines = self._file.seek(0, os.SEEK_END) > self._first
        self._file.close()
        if not holds_lines:
            self.path.unlink(missing_ok=True)

    def _begun(self, first: bytes) -> dict[str, str]:
        """Write the first row, or check it and return the stamps of the items that follow it."""
        self._first = len(first)
        self._file.seek(0)
        there = self._file.readline()
        if not there:
            self._file.write(first)
            self._file.flush()
            return {}
        if there != first:
            raise UsageError(
                f"{self.path} was left by other work; let that come to its end, or remove it."
            )
        known: dict[str, str] = {}
        at = self._first
        for raw in self._file:
            row = _parsed(raw)
            if row is None:
                self._file.truncate(at)
                break
            known[row.key] = row.stamp
            at += len(raw)
        return known


def _unwritable(target: Path, error: OSError) -> UsageError:
    return UsageError(f"{target} cannot be written: {(error.strerror or str(error)).lower()}.")


def _parsed(raw: bytes) -> _Row | None:
    """Return what a row holds; None for one that was cut off."""
    head, tab, line = raw.partition(_TAB)
    if not (tab and line.endswith(b"\n")):
        return None
    with suppress(ValueError):
        key, stamp = json.loads(head)
        return _Row(key, stamp, line)
    return None
