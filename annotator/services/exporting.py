"""Take the dataset away: a table or JSON lines, with its data dictionary."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from annotator.domain.columns import CsvOptions, ExportStatus, columns
from annotator.domain.errors import UsageError
from annotator.domain.value import Value
from annotator.exchange.writers import links_file
from annotator.exchange.writers.csv_file import framed
from annotator.exchange.writers.datapackage import (
    Export,
    find_for,
    links_of,
    write_descriptor,
)
from annotator.exchange.writers.framing import Written, write_whole
from annotator.runtime.progress import Progress, Silent
from annotator.services.context import Context
from annotator.services.looking_back import look_back
from annotator.store.as_of import PastRepo
from annotator.store.export import ExportRepo, Lines
from annotator.store.journal import now

PLAIN: Final = CsvOptions()


class ExportFormat(StrEnum):
    """What an export may be written as."""

    CSV = "csv"
    JSONL = "jsonl"


class ExportReport(Value):
    """What was written, and where; `descriptor` is its data dictionary."""

    rows: int
    path: Path
    descriptor: Path
    status: ExportStatus
    as_of: date | None = None

    @property
    def sentence(self) -> str:
        """Return one sentence that says what was written."""
        if self.rows:
            noun = "row" if self.rows == 1 else "rows"
            then = f", as of {self.as_of}" if self.as_of else ""
            return f"{self.rows} {noun} written to {self.path}{then}."
        if self.as_of and self.status is ExportStatus.APPROVED:
            return f"Nothing was approved as of {self.as_of}: {self.path} has no rows."
        if self.as_of:
            nothing = "There were no claims and no open proposals"
            return f"{nothing} as of {self.as_of}: {self.path} has no rows."
        if self.status is ExportStatus.APPROVED:
            return f"Nothing is approved yet: {self.path} has no rows."
        return f"There are no claims and no open proposals yet: {self.path} has no rows."


class ExportingService:
    """The one way out for the dataset."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def count(self, status: ExportStatus = ExportStatus.APPROVED, as_of: date | None = None) -> int:
        """Return how many rows an export would have, now or as of the end of a day, UTC.

        Raises:
            UsageError: the day is still to come, or the project began after it.
            ProjectError: the project cannot be read.
        """
        with self._context.store.snapshot() as connection:
            look_back(self._context, PastRepo(connection), as_of)
            return ExportRepo(connection).count(status)

    def export(
        self,
        out: Path,
        *,
        format: ExportFormat = ExportFormat.CSV,  # noqa: A002 - the word of the command line
        status: ExportStatus = ExportStatus.APPROVED,
        options: CsvOptions = PLAIN,
        as_of: date | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write the project's claims to `out`, whole or not at all.

        With `as_of` they are written as they were at the end of that day, UTC.

        Raises:
            UsageError: `out` is the project itself, or cannot be written; or the day is still to
                come, or the project began after it.
            ProjectError: the project cannot be read.
            CancelledError: the person has asked to stop; an older file stays as it was.
        """
        path = self._context.store.path
        if out.exists() and path.exists() and out.samefile(path):
            raise UsageError(f"{out} is the project itself; give the export another name.")
        with self._context.store.snapshot() as connection:
            history = look_back(self._context, PastRepo(connection), as_of)
            repo = ExportRepo(connection)
            counted = _Counted(repo.count(status), out.name, progress or Silent())
            about = Export(
                path=out,
                format=format.value,
                status=status,
                project=repo.project(),
                app_version=_app_version(),
                created=now(),
                history=history,
                as_of=as_of,
            )
            if format is ExportFormat.CSV:
                shown = columns(repo.codebook())
                about = about.amended(columns=shown, options=options)
                header = [column.name for column in shown]
                pieces = framed(header, counted.over(repo.lines(shown, status, options)), options)
            else:
                pieces = counted.over(repo.objects(status))
            written = write_whole(out, pieces)
            links = _write_links(about, [*repo.links(status)])
        descriptor = write_descriptor(about.amended(rows=counted.rows), written, links)
        return ExportReport(
            rows=counted.rows, path=out, descriptor=descriptor, status=status, as_of=as_of
        )


class _Counted:
    """Counts the rows that pass, and tells how far the work is."""

    def __init__(self, total: int, name: str, progress: Progress) -> None:
        self._total = total
        self._name = name
        self._progress = progress
        self.rows = 0

    def over(self, batches: Iterable[Lines]) -> Iterator[str]:
        """Yield the text of each batch."""
        self._progress.step(0, self._total, self._name)
        for batch in batches:
            self.rows += batch.rows
            yield batch.text
            self._progress.step(self.rows, self._total, self._name)


def _write_links(about: Export, rows: Sequence[Sequence[str]]) -> Written | None:
    """Write the links beside a table of claims, where there are some or were some before."""
    before = find_for(about.path)
    had_some = before is not None and links_of(before) is not None
    if about.options is None or not (rows or had_some):
        return None
    return write_whole(links_file.place_for(about.path), links_file.pieces(rows, about.options))


def _app_version() -> str:
    try:
        return version("annotator")
    except PackageNotFoundError:
        return "unknown"
