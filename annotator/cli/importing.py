"""Take files and folders in: `annotator import`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.guard import DONE, INTERRUPTED, NOTHING, PARTLY
from annotator.cli.projects import opened
from annotator.cli.skipping import skipped_line
from annotator.cli.speaking import complain, counted, say
from annotator.cli.watching import watched
from annotator.exchange.readers.files import legible
from annotator.runtime.settings import load

if TYPE_CHECKING:
    from annotator.services.importing import ImportReport


def import_(
    context: typer.Context,
    *,
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's file.")],
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files and folders.")],
    workers: Annotated[
        int, typer.Option(min=0, metavar="N", help="Read in so many processes.")
    ] = 0,
) -> int:
    """Take files and folders in; known texts are passed over."""
    settings = load()
    if settings.problem:
        complain(settings.problem)
    with opened(project, context.obj.user) as services, watched("Importing") as progress:
        report = services.importing.paths(
            paths, max_bytes=settings.settings.max_bytes, workers=workers, progress=progress
        )
    for line in _lines(report):
        say(line)
    return _status(report)


def _lines(report: "ImportReport") -> Iterator[str]:
    for item in report.skipped:
        yield skipped_line(item)
    for taken in report.imported:
        if taken.like is not None:
            path = legible(str(taken.path))
            yield f"alike: “{path}” is nearly the same as “{taken.like}”; both are in the project."
    yield _summary(report)


def _summary(report: "ImportReport") -> str:
    if not (report.imported or report.skipped or report.cancelled):
        return "There is no file there to import."
    harmless = len(report.skipped) - len(report.failed)
    parts = [f"Imported {counted(len(report.imported), 'document')}"]
    if harmless:
        parts.append(f"passed over {counted(harmless, 'file')}")
    if report.failed:
        parts.append(f"could not read {counted(len(report.failed), 'file')}")
    if report.cancelled:
        parts.append("stopped before the end")
    return f"{', '.join(parts)}."


def _status(report: "ImportReport") -> int:
    if report.cancelled:
        return INTERRUPTED
    if report.failed:
        return PARTLY if len(report.skipped) > len(report.failed) or report.imported else NOTHING
    return DONE if report.imported or report.skipped else NOTHING
