"""Take the dataset away: `annotator export`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from annotator.cli.guard import DONE
from annotator.cli.later import not_yet
from annotator.cli.projects import opened
from annotator.cli.speaking import say
from annotator.cli.watching import watched
from annotator.domain.columns import DELIMITERS, CsvOptions, ExportStatus
from annotator.domain.errors import UsageError

if TYPE_CHECKING:
    from annotator.services.exporting import ExportFormat

_LATER: Final = ("web-annotation", "brat", "cas", "refi-qda", "xlsx", "parquet")
_NAMED: Final = {"tab": "\t", "\\t": "\t"}


def export(
    context: typer.Context,
    *,
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's file.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The file to write.")],
    form: Annotated[
        str, typer.Option("--format", metavar="NAME", help="What to write: csv or jsonl.")
    ] = "csv",
    status: Annotated[
        ExportStatus, typer.Option(help="Approved claims alone, or all and open proposals.")
    ] = ExportStatus.APPROVED,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="As it was at the end of that day, UTC: 2026-03-31."),
    ] = None,
    bom: Annotated[bool, typer.Option("--bom", help="Begin with a byte order mark.")] = False,
    guard: Annotated[
        bool, typer.Option("--guard", help="Keep spreadsheets from seeing formulas.")
    ] = False,
    delimiter: Annotated[
        str, typer.Option(metavar="C", help="What parts the cells: , ; | or tab.")
    ] = ",",
) -> int:
    """Write the claims to a table, or to JSON lines."""
    from annotator.services.looking_back import day_of  # noqa: PLC0415 - help is quick

    wanted = _format(form)
    day = None if as_of is None else day_of(as_of)
    options = CsvOptions(delimiter=_delimiter(delimiter), guard=guard, bom=bom)
    with (
        opened(project, context.obj.user, read_only=True) as services,
        watched("Exporting") as progress,
    ):
        report = services.exporting.export(
            out, format=wanted, status=status, options=options, as_of=day, progress=progress
        )
    say(report.sentence)
    return DONE


def _format(name: str) -> "ExportFormat":
    from annotator.services.exporting import ExportFormat  # noqa: PLC0415 - help is quick

    if name in _LATER:
        raise not_yet(f"The format “{name}”")
    try:
        return ExportFormat(name)
    except ValueError as error:
        known = " and ".join(item.value for item in ExportFormat)
        raise UsageError(f"There is no format “{name}”; there are {known}.") from error


def _delimiter(typed: str) -> str:
    mark = _NAMED.get(typed, typed)
    if mark not in DELIMITERS:
        raise UsageError(f"Cells cannot be parted by “{typed}”; take , ; | or tab.")
    return mark
