"""Prove an exported table row by row: against the texts, then against the project as it is."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from annotator.domain.columns import (
    FRAGMENT_JOINT,
    LIST_JOINT,
    Column,
    ExportStatus,
    columns,
)
from annotator.domain.document import text_hash
from annotator.domain.errors import UnreadableError
from annotator.domain.finding import Finding, Rule
from annotator.domain.project import Policy
from annotator.exchange.writers import datapackage
from annotator.exchange.writers.csv_file import read_rows, readable_rows, sniffed
from annotator.store.checks import CheckRepo
from annotator.store.export import ExportRepo

POLICIES: Final[Mapping[Policy, str]] = MappingProxyType(
    {
        Policy.SECOND_PERSON: "The policy is second-person: the last editor may not approve.",
        Policy.SOLO: "The policy is solo: the last editor may approve, no second person need look.",
    }
)
_PLACED: Final = ("content", "source", "cue")
_SHOWN: Final = 60


class _Line(NamedTuple):
    """A row of a table and its number, 1 for the first below the header."""

    number: int
    cells: Sequence[str]

    @property
    def claim(self) -> str:
        return self.cells[0] if self.cells else ""

    def finding(self, rule: Rule, sentence: str) -> Finding:
        subject = f"row {self.number} (claim {self.claim})"
        return Finding(rule=rule, subject=subject, sentence=f"{subject}: {sentence}.")


class Table:
    """An exported CSV file and how it is to be read: as its descriptor says, or as it looks."""

    def __init__(self, path: Path, descriptor: Path | None) -> None:
        """Look at the file.

        Raises:
            UnreadableError: it cannot be read.
        """
        self._path = path
        if descriptor is None:
            self._options = sniffed(path)
            self.status = self._likely_status()
            self.moment = None
        else:
            self._options = datapackage.options_of(descriptor)
            self.status = datapackage.status_of(descriptor)
            self.moment = datapackage.moment_of(descriptor)

    def rows(self) -> Iterator[list[str]]:
        """Yield the header, then every row.

        Raises:
            UnreadableError: the file breaks the rules of CSV.
        """
        return read_rows(self._path, self._options)

    def how_often(self, claims: Mapping[str, object]) -> Counter[str]:
        """Return how often each of these claims has a row."""
        rows = readable_rows(self._path, self._options)
        return Counter(row[0] for row in rows if row and row[0] in claims)

    def _likely_status(self) -> ExportStatus:
        rows = readable_rows(self._path, self._options)
        header = next(rows, [])
        place = header.index("status") if "status" in header else len(header)
        approved = all(row[place : place + 1] in ([], [ExportStatus.APPROVED]) for row in rows)
        return ExportStatus.APPROVED if approved else ExportStatus.ALL


class TableProof:
    """Compares a table with what the project would export, in bounded memory.

    That is now, or as of the moment of the table where the repos read the project as of then.

    Both run in the same order; a row that has no partner yet waits for it.
    """

    def __init__(self, table: Table, export: ExportRepo, checks: CheckRepo) -> None:
        self._table = table
        self._export = export
        self._checks = checks
        self._columns = columns(export.codebook())
        self._policy = export.project().policy
        solo = self._policy is Policy.SOLO
        self._rows = _RowProof(self._columns, checks.text_of, solo=solo)
        self._when = f"as of {table.moment.day}" if table.moment else "now"
        self._read = 0
        self._waiting: dict[str, _Line] = {}
        self._due: dict[str, list[str]] = {}
        self._broken: set[str] = set()

    def facts(self) -> tuple[str, ...]:
        """Return what was looked at."""
        noun = "row was" if self._read == 1 else "rows were"
        which = f"It was taken for an export of {self._table.status} claims."
        return f"{self._read} {noun} looked at.", which, POLICIES[self._policy]

    def findings(self) -> Iterator[Finding]:
        """Yield whatever is not as the project has it."""
        lines = self._table.rows()
        try:
            header = next(lines, [])
            known = [column.name for column in self._columns]
            if header != known:
                yield _header_finding(header, known)
                return
            yield from self._compared(lines)
        except UnreadableError as error:
            subject = f"row {self._read + 1}"
            yield Finding(rule=Rule.ROW, subject=subject, sentence=f"{subject}: {error}")

    def _compared(self, lines: Iterator[list[str]]) -> Iterator[Finding]:
        due = self._export.cells(self._columns, self._table.status)
        for cells in lines:
            yield from self._take(cells)
            yield from self._expect(next(due, None))
        for rest in due:
            yield from self._expect(rest)
        yield from self._unpaired()

    def _take(self, cells: list[str]) -> Iterator[Finding]:
        self._read += 1
        line = _Line(self._read, cells)
        if len(cells) != len(self._columns):
            self._broken.add(line.claim)
            sentence = f"it has {len(cells)} cells, not {len(self._columns)}"
            yield line.finding(Rule.ROW, sentence)
        elif line.claim in self._due:
            yield from self._rows.findings(line, self._due.pop(line.claim))
        elif line.claim in self._waiting:
            yield line.finding(Rule.ROW, "its claim has a row already")
        else:
            self._waiting[line.claim] = line

    def _expect(self, cells: Sequence[str | float | None] | None) -> Iterator[Finding]:
        if cells is None:
            return
        wanted = ["" if cell is None else str(cell) for cell in cells]
        line = self._waiting.pop(wanted[0], None)
        if line is None:
            self._due[wanted[0]] = wanted
        else:
            yield from self._rows.findings(line, wanted)

    def _unpaired(self) -> Iterator[Finding]:
        often = self._table.how_often(self._waiting)
        for claim, line in self._waiting.items():
            if not self._checks.knows(claim):
                yield line.finding(Rule.ROW, "the project has no such claim or open proposal")
            elif often[claim] > 1:
                yield line.finding(Rule.ROW, "its claim has a row already")
            else:
                yield line.finding(Rule.ROW, f"the project would not export it {self._when}")
        for claim in self._due.keys() - self._broken:
            subject = f"claim {claim}"
            sentence = f"{subject}: the project would export it, and it has no row."
            yield Finding(rule=Rule.ROW, subject=subject, sentence=sentence)


class _RowProof:
    """Compares one row with the words of its document and with the project's own cells."""

    def __init__(
        self, shown: Sequence[Column], text_of: Callable[[str], str | None], *, solo: bool
    ) -> None:
        self._names = [column.name for column in shown]
        self._text_of = text_of
        self._solo = solo
        self._document = self._text = self._hash = ""

    def findings(self, line: _Line, wanted: Sequence[str]) -> Iterator[Finding]:
        """Yield what is wrong with a row, each cell named once."""
        row = dict(zip(self._names, line.cells, strict=True))
        project = dict(zip(self._names, wanted, strict=True))
        self._turn_to(project["document_id"])
        told: set[str] = set()
        for name in _PLACED:
            place = f"{row[f'{name}_start']}–{row[f'{name}_end']}"
            if row[name] != self._words(row[f"{name}_start"], row[f"{name}_end"]):
                told.add(name)
                yield line.finding(Rule.WORDS, f"the {name} is not the words at {place}")
        if row["text_sha256"] != self._hash:
            told.add("text_sha256")
            yield line.finding(Rule.TEXT, "the hash is not that of the document's text")
        if not self._solo and _approved_own(row):
            yield line.finding(Rule.SECOND_PERSON, "whoever edited it last approved it")
        for name in self._names:
            if row[name] != project[name] and name not in told:
                yield line.finding(Rule.CELL, _difference(name, row[name], project[name]))

    def _turn_to(self, document: str) -> None:
        if document != self._document:
            self._document = document
            self._text = self._text_of(document) or ""
            self._hash = text_hash(self._text)

    def _words(self, starts: str, ends: str) -> str | None:
        """Return the words at these offsets, or None where there is no such place."""
        if not starts and not ends:
            return ""
        try:
            places = [
                (int(start), int(end))
                for start, end in zip(starts.split(LIST_JOINT), ends.split(LIST_JOINT), strict=True)
            ]
        except ValueError:
            return None
        return FRAGMENT_JOINT.join(self._text[start:end] for start, end in places)


def _approved_own(row: Mapping[str, str]) -> bool:
    reviewer, editors = row["reviewer"], row["editors"]
    return bool(reviewer) and f"{LIST_JOINT}{editors}".endswith(f"{LIST_JOINT}{reviewer}")


def _difference(name: str, cell: str, wanted: str) -> str:
    return f"{name} is {_quoted(cell)}, the project has {_quoted(wanted)}"


def _quoted(cell: str) -> str:
    if not cell:
        return "empty"
    shown = cell.encode("utf-8", "backslashreplace").decode()
    return f"“{shown}”" if len(shown) <= _SHOWN else f"“{shown[: _SHOWN - 1]}…”"


def _header_finding(header: Sequence[str], known: Sequence[str]) -> Finding:
    missing = [name for name in known if name not in header]
    strange = [name for name in header if name not in known]
    why = "they stand in another order"
    if missing:
        why = f"{_quoted(missing[0])} is missing"
    elif strange:
        why = f"{_quoted(strange[0])} is none of the project's"
    sentence = f"the header: its columns are not those of the project: {why}."
    return Finding(rule=Rule.COLUMNS, subject="the header", sentence=sentence)
