"""CSV as RFC 4180 has it: what stands around the finished lines, and how they are read again."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from annotator.domain.columns import DELIMITERS, CsvOptions, unguarded
from annotator.domain.errors import UnreadableError

_BOM: Final = "\ufeff"
_LARGEST_CELL: Final = 2**31 - 1


def framed(header: Sequence[str], lines: Iterable[str], options: CsvOptions) -> Iterator[str]:
    """Yield the pieces of a CSV file: the byte order mark if wanted, the header, the lines."""
    mark = _BOM if options.bom else ""
    yield f"{mark}{options.delimiter.join(header)}\r\n"
    yield from lines


def sniffed(path: Path) -> CsvOptions:
    """Return how a CSV file is framed, as its first line shows; a guard cannot be seen.

    Raises:
        UnreadableError: the file cannot be read, or is not UTF-8.
    """
    first = next(_text(path), "")
    counts = {delimiter: first.count(delimiter) for delimiter in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda item: counts[item])
    return CsvOptions(delimiter=delimiter, bom=first.startswith(_BOM))


def read_rows(path: Path, options: CsvOptions) -> Iterator[list[str]]:
    """Yield the header and every row of a CSV file, a formula guard taken off.

    Raises:
        UnreadableError: the file cannot be read, is not UTF-8, or breaks the rules of CSV.
    """
    csv.field_size_limit(_LARGEST_CELL)
    lines = (
        line.removeprefix(_BOM) if not number else line for number, line in enumerate(_text(path))
    )
    try:
        for row in csv.reader(lines, delimiter=options.delimiter, strict=True):
            yield [unguarded(cell) for cell in row] if options.guard else row
    except csv.Error as error:
        raise UnreadableError(f"{path} is no well-formed CSV: {error}.") from error


def _text(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from file
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path} is not in UTF-8.") from error
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}.") from error
