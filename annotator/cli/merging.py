"""Take in what another project has: `annotator merge`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from annotator.cli.guard import DONE, PARTLY
from annotator.cli.projects import opened, project_path, project_place
from annotator.cli.speaking import counted, say
from annotator.cli.watching import watched
from annotator.domain.errors import UsageError
from annotator.domain.history import RecordKind

if TYPE_CHECKING:
    from annotator.services.merging_conflicts import Conflict
    from annotator.services.merging_report import MergeReport

_SHOWN: Final = 20
_NOUNS: Final = {
    RecordKind.DOCUMENT: "document",
    RecordKind.RECORD: "record",
    RecordKind.CLAIM: "claim",
    RecordKind.PROPOSAL: "proposal",
    RecordKind.SPEAKER: "speaker",
    RecordKind.COMMENT: "comment",
    RecordKind.LINK: "link",
    RecordKind.DECISION: "pair of speakers kept apart",
    RecordKind.ASSIGNMENT: "assignment",
    RecordKind.READING: "decision of a reading",
    RecordKind.SETTLEMENT: "settlement",
}


def merge(
    context: typer.Context,
    *,
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project that grows.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The one that is only read.")],
    preview: Annotated[bool, typer.Option("--preview", help="Tell what would happen.")] = False,
    ours: Annotated[
        bool, typer.Option("--ours", help="Where both changed something, keep PROJECT's.")
    ] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Where both changed something, take OTHER's.")
    ] = False,
) -> int:
    """Take in what another project has, as one act."""
    from annotator.services.merging import MergingProjectsService  # noqa: PLC0415 - help is quick

    if ours and theirs:
        raise UsageError("“--ours” and “--theirs” are two ways to settle; choose one.")
    there = project_path(other)
    _require_two(project_place(project), there)
    with (
        opened(project, context.obj.user, read_only=True if preview else None) as services,
        watched("Merging") as progress,
    ):
        service = MergingProjectsService(services.context)
        work = service.preview if preview else service.merge
        report = work(there, prefer_theirs=theirs, progress=progress)
    for line in _lines(report, preview=preview, theirs=theirs):
        say(line)
    settled = not report.conflicts or ours or theirs
    return DONE if preview or settled else PARTLY


def _require_two(project: Path | str, other: Path) -> None:
    file = isinstance(project, Path) and project.exists()
    if file and other.exists() and other.samefile(project):
        raise UsageError(f"{other} is the project itself; name another one to merge.")


def _lines(report: "MergeReport", *, preview: bool, theirs: bool) -> Iterator[str]:
    for name in report.assumed:
        yield f"assumed: “{name}” is the same person in both projects."
    for name in report.joined:
        yield f"joined: “{name}” is a user here from now on."
    if report.codebook:
        yield report.codebook
    yield from _short([f"approval taken back: {item}." for item in report.lost])
    if report.refused:
        told = counted(report.refused, "approval")
        yield f"refused: {told} by whoever edited last, or of what was not submitted as it is."
    if report.twins:
        yield f"accepted in both: {counted(report.twins, 'proposal')}; one claim of each stays."
    yield from _short(
        [
            f"alike: “{item.one.name}” and “{item.other.name}” may be one ({item.reasons[0]})."
            for item in report.alike
        ]
    )
    for conflict in report.conflicts:
        yield from _conflict(conflict, theirs=theirs)
    yield _summary(report, preview=preview)


def _short(lines: list[str]) -> Iterator[str]:
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"and {counted(len(lines) - _SHOWN, 'line')} more like these."


def _conflict(conflict: "Conflict", *, theirs: bool) -> Iterator[str]:
    where = f" of {conflict.document}" if conflict.document else ""
    stays = "OTHER's stands now" if theirs else "PROJECT's stays"
    yield f"conflict: both changed the {conflict.subject}{where}; {stays}."
    for part in conflict.parts:
        yield f"  {part.part}: “{part.before or ''}” in PROJECT, “{part.after or ''}” in OTHER"


def _summary(report: "MergeReport", *, preview: bool) -> str:
    if report.nothing:
        return "Nothing to merge: everything is here already."
    told = [
        f"{counted(number, noun)} {verb}"
        for counts, verb in ((report.new, "new"), (report.changed, "changed"))
        for kind, noun in _NOUNS.items()
        if (number := counts.get(kind, 0))
    ]
    told += [counted(len(report.conflicts), "conflict")] if report.conflicts else []
    what = ", ".join(told) or "0 changes; the history of OTHER is known here now"
    return f"{'Would merge' if preview else 'Merged'}: {what}."
