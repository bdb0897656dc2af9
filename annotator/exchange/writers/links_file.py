"""The table of links beside an exported table of claims."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path

from annotator.domain.columns import FORMULA_STARTS, GUARD, CsvOptions
from annotator.domain.link_columns import LINK_COLUMNS
from annotator.exchange.writers.csv_file import framed


def place_for(table: Path) -> Path:
    """Return where the links between the claims of an exported table stand."""
    return table.with_name(f"{table.stem}.links.csv")


def pieces(rows: Iterable[Sequence[str]], options: CsvOptions) -> Iterator[str]:
    """Yield the pieces of the file: header and links, framed as the table of claims is."""
    header = [column.name for column in LINK_COLUMNS]
    return framed(header, (_line(row, options) for row in rows), options)


def _line(row: Sequence[str], options: CsvOptions) -> str:
    written = StringIO(newline="")
    cells = [_guarded(cell) for cell in row] if options.guard else row
    csv.writer(written, delimiter=options.delimiter, lineterminator="\r\n").writerow(cells)
    return written.getvalue()


def _guarded(cell: str) -> str:
    return f"{GUARD}{cell}" if cell.lstrip(GUARD).startswith(FORMULA_STARTS) else cell
