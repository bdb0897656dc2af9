"""Tell how far layers agree: `annotator agreement`."""

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Final

import typer

from annotator.cli.guard import DONE
from annotator.cli.projects import opened
from annotator.cli.speaking import counted, say
from annotator.cli.tables import table
from annotator.cli.watching import watched

if TYPE_CHECKING:
    from annotator.domain.agreement_report import AgreementLine, AgreementReport

_HEAD: Final = ("of", "measure", "level", "value", "from", "to", "units", "alone", "why none")
_MOST: Final = 100_000


class Form(StrEnum):
    """What the figures are written as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def agreement(
    context: typer.Context,
    *,
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's file.")],
    layers: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="A B", help="Two annotators, engines, or “agreed”; else all there are."
        ),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="What to write.")] = Form.TABLE,
    ordinal: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD", help="A field whose choices are a scale; may be repeated."),
    ] = None,
    by_month: Annotated[
        bool, typer.Option("--by-month", help="Also by the month of the work.")
    ] = False,
    by_document: Annotated[
        bool, typer.Option("--by-document", help="Also, for where claims are, by document.")
    ] = False,
    times: Annotated[
        int,
        typer.Option(
            "--draws", min=0, max=_MOST, help="How often documents are drawn for the intervals."
        ),
    ] = 1000,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Where drawing begins.")] = 1,
) -> int:
    """Tell how far people, engines or both agree."""
    from annotator.services.agreeing import (  # noqa: PLC0415 - help is quick
        AgreementRequest,
    )
    from annotator.services.agreeing import agreement as agreement_of  # noqa: PLC0415 - as above

    asked = AgreementRequest(layers or (), tuple(ordinal or ()), by_month, by_document, times, seed)
    with (
        opened(project, context.obj.user, read_only=True) as services,
        watched("Comparing") as progress,
    ):
        report = agreement_of(services.context, asked, progress)
    for line in _WRITTEN[form](report):
        say(line)
    return DONE


def _told(report: "AgreementReport") -> Iterator[str]:
    yield _summary(report)
    for why in report.left_out:
        yield f"Documents left out, {why}."
    if report.times:
        yield (
            f"From, to: 95 % intervals of {report.times:,} drawings of documents, "
            f"seed {report.seed}."
        )
    for (layers, *part), lines in groupby(report.lines, lambda line: line[:3]):
        yield ""
        yield "; ".join(filter(None, (", ".join(layers), *part)))
        yield from table(_HEAD, [_row(line) for line in lines])


def _summary(report: "AgreementReport") -> str:
    each = zip(report.layers, report.claims, strict=True)
    claims = ", ".join(f"{name} {counted(number, 'claim')}" for name, number in each)
    return f"{counted(report.documents, 'document')} read by two or more: {claims}."


def _row(line: "AgreementLine") -> Sequence[str]:
    interval = line.interval or (None, None)
    return (
        *(line.what, line.measure, line.level or ""),
        *(_number(value) for value in (line.value, *interval)),
        *(str(line.units), str(line.alone)),
        line.why or "",
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:6.3f}"


def _json(report: "AgreementReport") -> Iterator[str]:
    from annotator.services.agreement_table import cells_of  # noqa: PLC0415 - help is quick

    head = report.model_dump(mode="json", exclude={"lines"})
    lines = [cells_of(line) for line in report.lines]
    yield json.dumps(head | {"lines": lines}, ensure_ascii=False, indent=1)


def _csv(report: "AgreementReport") -> Iterator[str]:
    from annotator.services.agreement_table import table_csv  # noqa: PLC0415 - help is quick

    yield from table_csv(report)


_WRITTEN: Final = {Form.TABLE: _told, Form.JSON: _json, Form.CSV: _csv}
