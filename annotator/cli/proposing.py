"""Let an engine read: `annotator propose`, in a project or of single files."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.guard import DONE, INTERRUPTED, NOTHING, PARTLY
from annotator.cli.later import not_yet
from annotator.cli.projects import opened
from annotator.cli.request import Request
from annotator.cli.speaking import counted, say
from annotator.cli.watching import watched
from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope

if TYPE_CHECKING:
    from annotator.services.bootstrap import Services
    from annotator.services.proposing import ProposeReport


def propose(
    context: typer.Context,
    *,
    named: Annotated[
        list[str],
        typer.Argument(metavar="PROJECT", help="A project; with --text, files."),
    ],
    text: Annotated[
        bool, typer.Option("--text", help="Read files, without a project: one JSON line each.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --text: write the lines there.")
    ] = None,
    engine: Annotated[str, typer.Option(metavar="NAME", help="Which engine reads.")] = "rules",
    model: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The engine's model.", hidden=True)
    ] = None,
    scope: Annotated[Scope, typer.Option(help="What counts as a claim.")] = Scope.SPEECH,
    threshold: Annotated[
        float, typer.Option(min=0.0, max=1.0, metavar="X", help="The least score, 0 to 1.")
    ] = 0.0,
    workers: Annotated[
        int, typer.Option(min=0, metavar="N", help="Read in so many processes.")
    ] = 0,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Dask cluster.", hidden=True)
    ] = None,
) -> int:
    """Let an engine propose claims where it has not yet."""
    for option, value in (("--model", model), ("--cluster", cluster)):
        if value is not None:
            raise not_yet(f"“{option}”")
    request = Request(engine=engine, scope=scope, threshold=threshold, workers=workers)
    if text:
        from annotator.cli.proposing_text import propose_text  # noqa: PLC0415 - help is quick

        return propose_text([Path(name) for name in named], out, request)
    if out is not None:
        raise UsageError("“--out” goes with “--text”; a project keeps its proposals itself.")
    if len(named) > 1:
        raise UsageError("Propose in one project at a time; “--text” reads several files.")
    return _in_project(named[0], context.obj.user, request)


def _in_project(project: str, user: str | None, request: Request) -> int:
    with opened(project, user) as services:
        with watched("Proposing") as progress:
            report = services.proposing.propose(
                engine=request.engine,
                scope=request.scope,
                threshold=request.threshold,
                workers=request.workers,
                progress=progress,
            )
        for line in _lines(report, services):
            say(line)
    return _status(report)


def _lines(report: "ProposeReport", services: "Services") -> Iterator[str]:
    listing = services.querying.documents()
    names: Mapping[int, str] = {item.id: Path(item.origin).name for item in listing}
    for document_id, sentence in report.notes:
        yield f"note: “{names[document_id]}”: {sentence}"
    engine = f"{report.engine.name} {report.engine.version}"
    if report.cancelled or report.documents or report.failed:
        yield _summary(engine, report)
    elif listing:
        yield f"Nothing to do: {engine} has read {_all_of(len(listing))}."
    else:
        yield "Nothing to do: there are no documents yet; import some first."


def _all_of(documents: int) -> str:
    return "the one document" if documents == 1 else f"all {counted(documents, 'document')}"


def _summary(engine: str, report: "ProposeReport") -> str:
    parts = [
        f"{engine} read {counted(report.documents, 'document')}",
        f"proposed {counted(report.proposals, 'claim')}",
    ]
    if report.failed:
        parts.append(f"failed on {counted(report.failed, 'document')}")
    if report.cancelled:
        parts.append("stopped before the end")
    return f"{', '.join(parts)}."


def _status(report: "ProposeReport") -> int:
    if report.cancelled:
        return INTERRUPTED
    if report.failed:
        return PARTLY if report.documents else NOTHING
    return DONE
