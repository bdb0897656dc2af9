"""Prove a project or an export: `annotator check`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from annotator.cli.guard import DONE, PARTLY
from annotator.cli.projects import SUFFIX, opened
from annotator.cli.speaking import counted, say
from annotator.domain.errors import UsageError

if TYPE_CHECKING:
    from annotator.domain.finding import CheckReport

_SHOWN: Final = 200


def check(
    context: typer.Context,
    *,
    subject: Annotated[
        str, typer.Argument(metavar="PROJECT", help="A project; with --project, an export.")
    ],
    project: Annotated[
        str | None,
        typer.Option(metavar="PROJECT", help="Prove the export's rows from this project."),
    ] = None,
) -> int:
    """Prove a project, or each row of an exported CSV."""
    from annotator.services.checking import (  # noqa: PLC0415 - help is quick
        check_export,
        check_project,
    )

    if project is None and Path(subject).suffix != SUFFIX and Path(subject).is_file():
        raise UsageError(f"{subject} is no project; to prove an export, name its --project.")
    with opened(
        subject if project is None else project, context.obj.user, read_only=True
    ) as services:
        if project is None:
            report = check_project(services.context)
        else:
            report = check_export(services.context, Path(subject))
    return _told(subject, report)


def _told(subject: str, report: "CheckReport") -> int:
    for fact in report.facts:
        say(fact)
    for finding in report.findings[:_SHOWN]:
        say(f"{finding.rule}: {finding.sentence}")
    if not report.findings:
        say(f"{subject} holds.")
        return DONE
    if len(report.findings) > _SHOWN:
        say(f"and {counted(len(report.findings) - _SHOWN, 'finding')} more.")
    say(f"{subject} does not hold: {counted(len(report.findings), 'finding')}.")
    return PARTLY
