"""CSV as RFC 4180 has it: what stands around the finished lines, and how they are read again."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final

from annotator.domain.columns import DELIMITERS, FORMULA_STARTS, GUARD, CsvOptions, unguarded
from annotator.domain.errors import UnreadableError

_BOM: Final = "\ufeff"
_LARGEST_CELL: Final = 2**31 - 1


def framed(header: Sequence[str], lines: Iterable[str], options: CsvOptions) -> Iterator[str]:
    """Yield the pieces of a CSV file: the byte order mark if wanted, the header, the lines."""
    mark = _BOM if options.bom else ""
    yield f"{mark}{options.delimiter.join(header)}\r\n"
    yield from lines


def sniffed(path: Path) -> CsvOptions:
    """Return how a CSV file is framed, as it shows: for a file without its descriptor.

    Raises:
        UnreadableError: the file cannot be read.
    """
    first = next(_text(path), "")
    counts = {delimiter: first.count(delimiter) for delimiter in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda item: counts[item])
    options = CsvOptions(delimiter=delimiter, bom=first.startswith(_BOM))
    cells = [cell for row in readable_rows(path, options) for cell in row if _is_formula(cell)]
    return options.amended(guard=bool(cells) and all(cell.startswith(GUARD) for cell in cells))


def readable_rows(path: Path, options: CsvOptions) -> Iterator[list[str]]:
    """Yield the header and the rows up to the first that breaks the rules of CSV."""
    with suppress(UnreadableError):
        yield from read_rows(path, options)


def read_rows(path: Path, options: CsvOptions) -> Iterator[list[str]]:
    """Yield the header and every row of a CSV file, a formula guard taken off.

    A byte that is not UTF-8 is yielded as a lone surrogate, so that its cell fits no text.

    Raises:
        UnreadableError: the file cannot be read, or breaks the rules of CSV.
    """
    csv.field_size_limit(_LARGEST_CELL)
    lines = _text(path)
    first = next(lines, "").removeprefix(_BOM)
    try:
        for row in csv.reader(chain([first], lines), delimiter=options.delimiter, strict=True):
            yield [unguarded(cell) for cell in row] if options.guard else row
    except csv.Error as error:
        raise UnreadableError(f"{path} is no well-formed CSV: {error}.") from error


def _is_formula(cell: str) -> bool:
    return cell.lstrip(GUARD).startswith(FORMULA_STARTS)


def _text(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
            yield from file
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UnreadableError(f"{path} cannot be read: {why}.") from error
