"""Let an engine read: `annotator propose`, in a project or of single files."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.guard import DONE, INTERRUPTED, NOTHING, PARTLY
from annotator.cli.projects import opened, project_place
from annotator.cli.request import Request
from annotator.cli.speaking import counted, say
from annotator.cli.watching import watched
from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.extract.extractor import BULK_ENGINE

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
    engine: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help=f"Which engine reads; else the project's own model, or {BULK_ENGINE}.",
        ),
    ] = None,
    model: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A model instead of the engine's own.")
    ] = None,
    scope: Annotated[Scope, typer.Option(help="What counts as a claim.")] = Scope.SPEECH,
    threshold: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, metavar="X", help="The least score, 0 to 1."),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=0, metavar="N", help="Read in so many processes.")
    ] = 0,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Read on the Dask cluster there.")
    ] = None,
) -> int:
    """Let an engine propose claims where it has not yet."""
    reads = _reads(engine, model, None if text else named[0])
    request = Request(*reads, scope, threshold, workers, cluster).checked()
    if text:
        from annotator.cli.proposing_text import propose_text  # noqa: PLC0415 - help is quick

        return propose_text([Path(name) for name in named], out, request)
    if out is not None:
        raise UsageError("“--out” goes with “--text”; a project keeps its proposals itself.")
    if len(named) > 1:
        raise UsageError("Propose in one project at a time; “--text” reads several files.")
    return _in_project(named[0], context.obj.user, request)


def _reads(engine: str | None, model: Path | None, project: str | None) -> tuple[str, Path | None]:
    from annotator.services.project_model import chosen  # noqa: PLC0415 - help is quick
    from annotator.services.projects import kept_here  # noqa: PLC0415 - as above

    place = kept_here(project_place(project)) if project is not None else None
    name, own = chosen(engine, model, BULK_ENGINE, place)
    return name, own.absolute() if own is not None else None


def _in_project(project: str, user: str | None, request: Request) -> int:
    with opened(project, user) as services:
        with watched("Proposing") as progress:
            report = services.proposing.propose(progress=progress, **request._asdict())
        for line in _lines(report, services, request):
            say(line)
    return _status(report)


def _lines(report: "ProposeReport", services: "Services", request: Request) -> Iterator[str]:
    listing = services.querying.documents()
    names: Mapping[int, str] = {item.id: Path(item.origin).name for item in listing}
    for document_id, sentence in report.notes:
        name = f"“{names[document_id]}”"
        yield f"note: {sentence}" if name in sentence else f"note: {name}: {sentence}"
    engine = f"{report.engine.name} {report.engine.version}"
    if report.cancelled or report.documents or report.failed:
        yield _summary(engine, report)
    elif listing:
        yield f"Nothing to do: {engine} has read {_all_of(len(listing))}."
        if request.threshold is not None:
            yield "Another threshold does not bring back what was left out when they were read."
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
