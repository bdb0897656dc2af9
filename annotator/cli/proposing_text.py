"""Propose without a project: one JSON line a file."""

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple, TextIO

from annotator.cli.guard import DONE, INTERRUPTED, NOTHING, PARTLY
from annotator.cli.request import Request
from annotator.cli.skipping import skipped_line
from annotator.cli.speaking import complain, counted, say
from annotator.cli.watching import watched
from annotator.domain.errors import AnnotatorError, CancelledError
from annotator.exchange.readers.discovery import Skipped, discover
from annotator.exchange.readers.files import legible
from annotator.exchange.readers.registry import read
from annotator.exchange.writers.proposal_lines import to_json_line
from annotator.extract.extractor import find
from annotator.runtime.settings import load
from annotator.runtime.whole_file import whole_file
from annotator.services.workers import mapped


class ReadLine(NamedTuple):
    """What came of one file: its line, and what the engine had to say."""

    line: str
    note: str | None


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


def propose_text(paths: Sequence[Path], out: Path | None, request: Request) -> int:
    """Write a line for each file and return the exit status; what cannot be read is said.

    Work that is interrupted keeps the lines it has.

    Raises:
        UsageError: there is no such engine, or `out` cannot be written.
    """
    _engine(request.engine)
    with _written(out) as target:
        tally = _write(paths, target, request)
    if out is not None:
        say(f"Wrote {counted(tally.read, 'line')} to {out}.")
    elif not (tally.read or tally.failed):
        complain("There is no file there to read.")
    return tally.status


def read_line(path: Path, *, request: Request, max_bytes: int) -> ReadLine:
    """Read one file and return its line; fit for another process.

    Raises:
        UnreadableError: the file cannot be read.
    """
    reading = read(path, max_bytes=max_bytes)
    known = {key: field.value for key, field in reading.fields.items() if field.value}
    found = _engine(request.engine).extract(reading.text, request.scope, known)
    kept = tuple(claim for claim in found.claims if claim.score >= request.threshold)
    line = to_json_line(legible(path.name), reading.text, found.amended(claims=kept))
    return ReadLine(line, found.note)


_engine = cache(find)


def _write(paths: Sequence[Path], target: TextIO, request: Request) -> _Tally:
    tally = _Tally()
    reading = partial(read_line, request=request, max_bytes=load().settings.max_bytes)
    try:
        with watched("Reading") as progress:
            for path, result in mapped(reading, _found(paths, tally), request.workers):
                progress.step(tally.read + tally.failed, None, path.name)
                _keep(path, result, target, tally)
    except CancelledError:
        tally.cancelled = True
    return tally


def _keep(path: Path, result: ReadLine | AnnotatorError, target: TextIO, tally: _Tally) -> None:
    if isinstance(result, AnnotatorError):
        tally.failed += 1
        complain(skipped_line(Skipped(path=path, reason=str(result))))
        return
    tally.read += 1
    target.write(f"{result.line}\n")
    if result.note:
        complain(f"note: “{legible(path.name)}”: {result.note}")


def _found(paths: Iterable[Path], tally: _Tally) -> Iterator[Path]:
    for item in discover(paths):
        if isinstance(item, Skipped):
            tally.failed += not item.harmless
            complain(skipped_line(item))
        else:
            yield item


@contextmanager
def _written(out: Path | None) -> Iterator[TextIO]:
    """Yield where the lines go: a file that appears whole, or stdout, in UTF-8 either way."""
    if out is not None:
        with (
            whole_file(out) as draft,
            draft.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file,
        ):
            yield file
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    yield sys.stdout
    sys.stdout.flush()
