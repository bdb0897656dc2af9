"""The figures of agreement as comma-separated values."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any, Final

from annotator.domain.agreement_report import AgreementLine, AgreementReport

COLUMNS: Final = (
    *("layers", "month", "document", "what", "measure", "level", "value", "low", "high"),
    *("why", "units", "alone"),
)


def cells_of(line: AgreementLine) -> dict[str, Any]:
    """Return what stands in each column, None where nothing does."""
    low, high = line.interval or (None, None)
    parts = line._asdict() | {"low": low, "high": high, "layers": list(line.layers)}
    return {name: parts[name] for name in COLUMNS}


def table_csv(report: AgreementReport) -> Iterator[str]:
    """Yield the lines of the table, headings first, without line ends; layers joined by `;`."""
    yield _joined(COLUMNS)
    for line in report.lines:
        yield _joined((cells_of(line) | {"layers": ";".join(line.layers)}).values())


def _joined(values: Iterable[Any]) -> str:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="").writerow(
        "" if value is None else round(value, 6) if isinstance(value, float) else value
        for value in values
    )
    return buffer.getvalue()
