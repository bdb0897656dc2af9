"""Prove an exported table of links against the project's own."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from annotator.domain.columns import CsvOptions
from annotator.domain.errors import UnreadableError
from annotator.domain.finding import Finding, Rule
from annotator.domain.link_columns import LINK_COLUMNS
from annotator.exchange.writers import datapackage
from annotator.exchange.writers.csv_file import read_rows, sniffed
from annotator.exchange.writers.framing import hash_of
from annotator.exchange.writers.links_file import place_for

Row = tuple[str, ...]


def links_findings(
    table: Path, descriptor: Path | None, due: Iterable[Sequence[str]]
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return what is wrong with the links beside a table of claims, and what was looked at.

    `due` are the links that the project would export. A file that is not there is as one without
    links.

    Raises:
        UnreadableError: the file cannot be read.
    """
    path, wanted = place_for(table), {row[0]: tuple(row) for row in due}
    told = datapackage.links_of(descriptor) if descriptor else None
    if not path.is_file():
        gone = _finding(Rule.FILE, path.name, "it is described, and is not there")
        return ((gone,) if told else tuple(_missing(wanted))), ()
    options = datapackage.options_of(descriptor) if descriptor else sniffed(path)
    findings = (*_changed(path, told), *_compared(path, options, wanted))
    return findings, (f"The links in {path.name} were looked at too.",)


def _changed(path: Path, told: str | None) -> Iterator[Finding]:
    if told is not None and told != hash_of(path):
        sentence = f"{path.name} was changed after it was written: its hash is another."
        yield Finding(rule=Rule.FILE, subject=path.name, sentence=sentence)


def _compared(path: Path, options: CsvOptions, wanted: dict[str, Row]) -> Iterator[Finding]:
    lines = read_rows(path, options)
    number = 0
    try:
        if next(lines, []) != [column.name for column in LINK_COLUMNS]:
            yield _finding(Rule.COLUMNS, path.name, "its columns are not those of links")
            return
        for number, cells in enumerate(lines, start=1):
            yield from _of_row(f"{path.name} row {number}", tuple(cells), wanted)
    except UnreadableError as error:
        subject = f"{path.name} row {number + 1}"
        yield Finding(rule=Rule.ROW, subject=subject, sentence=f"{subject}: {error}")
    yield from _missing(wanted)


def _of_row(subject: str, cells: Row, wanted: dict[str, Row]) -> Iterator[Finding]:
    if len(cells) != len(LINK_COLUMNS):
        sentence = f"it has {len(cells)} cells, not {len(LINK_COLUMNS)}"
        wanted.pop(cells[0] if cells else "", None)
        yield _finding(Rule.ROW, subject, sentence)
        return
    due = wanted.pop(cells[0], None)
    if due is None:
        yield _finding(Rule.ROW, subject, "the project would not export this link now")
        return
    for column, found, known in zip(LINK_COLUMNS, cells, due, strict=True):
        if found != known:
            sentence = f"{column.name} is “{found}”, the project has “{known}”"
            yield _finding(Rule.CELL, subject, sentence)


def _missing(wanted: dict[str, Row]) -> Iterator[Finding]:
    for link in wanted:
        yield _finding(Rule.ROW, f"link {link}", "the project would export it, and it has no row")


def _finding(rule: Rule, subject: str, sentence: str) -> Finding:
    return Finding(rule=rule, subject=subject, sentence=f"{subject}: {sentence}.")
