"""Propose without a project: one JSON line a file."""

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from annotator.cli.guard import DONE, INTERRUPTED, NOTHING, PARTLY
from annotator.cli.request import Request
from annotator.cli.skipping import skipped_line
from annotator.cli.speaking import complain, counted, say
from annotator.cli.watching import watched
from annotator.domain.document import Reading
from annotator.domain.errors import AnnotatorError, CancelledError
from annotator.exchange.readers.discovery import Skipped, discover
from annotator.exchange.readers.files import legible
from annotator.exchange.readers.registry import read
from annotator.exchange.writers.proposal_lines import to_json_line
from annotator.extract.asking import Asked, ask, log
from annotator.extract.extractor import find, threshold_of
from annotator.runtime.settings import load
from annotator.runtime.unfinished import Unfinished
from annotator.services.workers import mapped


class Item(NamedTuple):
    """A file to read, or one that has been read here because others cannot reach it."""

    path: Path
    stamp: str
    reading: Reading | None = None


class ReadLine(NamedTuple):
    """What came of one file: its line, and what the engine had to say."""

    line: str
    note: str | None


class _Lines(Protocol):
    """Where the lines go."""

    def has(self, key: str, stamp: str) -> bool:
        """Tell whether the line of this file is there already."""

    def add(self, key: str, stamp: str, line: str) -> None:
        """Take a line in."""


class _Tally:
    """How many files gave a line, and how many did not."""

    def __init__(self) -> None:
        self.read = 0
        self.failed = 0
        self.cancelled = False

    @property
    def status(self) -> int:
        """Return the exit status."""
        if self.cancelled:
            return INTERRUPTED
        if self.failed:
            return PARTLY if self.read else NOTHING
        return DONE if self.read else NOTHING

    def miss(self, item: Skipped) -> None:
        """Count a file that gave no line, and say why."""
        self.failed += not item.harmless
        complain(skipped_line(item))


def propose_text(paths: Sequence[Path], out: Path | None, request: Request) -> int:
    """Write a line for each file and return the exit status; what cannot be read is said.

    Lines that go to `out` lie beside it until all are there; when the work is interrupted they
    stay, and the same request goes on with them.

    Raises:
        UsageError: there is no such engine, or `out` cannot be written.
    """
    engine = find(request.engine, request.model)
    if request.threshold is None:
        request = request._replace(threshold=threshold_of(engine))
    if out is None:
        with _printed() as lines:
            tally = _write(paths, lines, request)
        if not (tally.read or tally.failed):
            complain("There is no file there to read.")
        return tally.status
    parts = (engine.name, engine.version, engine.model or "", request.scope.value)
    return _to_file(paths, out, request, ", ".join(filter(None, parts)))


def _to_file(paths: Sequence[Path], out: Path, request: Request, work: str) -> int:
    with Unfinished(out, f"{work}, from {request.threshold}") as draft:
        tally = _write(paths, draft, request)
        if not tally.cancelled:
            draft.finish()
    lines = counted(tally.read, "line")
    if tally.cancelled:
        complain(f"Stopped: {lines} stay in {draft.path}, and the same command goes on from there.")
    else:
        before = f", {draft.before:,} of them from before" if draft.before else ""
        say(f"Wrote {lines} to {out}{before}.")
    return tally.status


def read_line(item: Item, *, request: Request, max_bytes: int) -> ReadLine:
    """Read one file and return its line; fit for another process.

    Raises:
        UnreadableError: the file cannot be read.
        AnnotatorError: the engine cannot read the text, or fails.
    """
    reading = item.reading or read(item.path, max_bytes=max_bytes)
    known = {key: field.value for key, field in reading.fields.items() if field.value}
    name = legible(item.path.name)
    asked = Asked(request.engine, request.model, request.scope)
    found = ask(asked, name, reading.text, known)
    least = request.threshold or 0.0
    kept = tuple(claim for claim in found.claims if claim.score >= least)
    return ReadLine(to_json_line(name, reading.text, found.amended(claims=kept)), found.note)


def _write(paths: Sequence[Path], lines: _Lines, request: Request) -> _Tally:
    tally = _Tally()
    max_bytes = load().settings.max_bytes
    reading = partial(read_line, request=request, max_bytes=max_bytes)
    items = _items(paths, lines, tally)
    if request.cluster is not None:
        items = _read_here(items, max_bytes, tally)
    try:
        with watched("Reading") as progress:
            for item, result in mapped(reading, items, request.workers, request.cluster):
                progress.step(tally.read + tally.failed, None, item.path.name)
                _keep(item, result, lines, tally)
    except CancelledError:
        tally.cancelled = True
    return tally


def _keep(item: Item, result: ReadLine | AnnotatorError, lines: _Lines, tally: _Tally) -> None:
    if isinstance(result, AnnotatorError):
        log(result)
        tally.miss(Skipped(path=item.path, reason=str(result)))
        return
    tally.read += 1
    lines.add(str(item.path), item.stamp, result.line)
    if result.note:
        complain(f"note: “{legible(item.path.name)}”: {result.note}")


def _items(paths: Iterable[Path], lines: _Lines, tally: _Tally) -> Iterator[Item]:
    for found in discover(paths):
        if isinstance(found, Skipped):
            tally.miss(found)
            continue
        item = Item(found, _stamp(found))
        if lines.has(str(item.path), item.stamp):
            tally.read += 1
        else:
            yield item


def _stamp(path: Path) -> str:
    """Return what tells one state of a file from another; empty where it cannot be told."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns}"


def _read_here(items: Iterable[Item], max_bytes: int, tally: _Tally) -> Iterator[Item]:
    for item in items:
        try:
            yield item._replace(reading=read(item.path, max_bytes=max_bytes))
        except AnnotatorError as error:
            tally.miss(Skipped(path=item.path, reason=str(error)))


class _Printer:
    """Prints lines as they come."""

    def has(self, _key: str, _stamp: str) -> bool:
        """Know of no line from before."""
        return False

    def add(self, _key: str, _stamp: str, line: str) -> None:
        """Print a line."""
        sys.stdout.write(f"{line}\n")


@contextmanager
def _printed() -> Iterator[_Lines]:
    """Yield stdout, in UTF-8."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    yield _Printer()
    sys.stdout.flush()
