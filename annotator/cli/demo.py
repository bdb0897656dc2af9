"""The sample project: `annotator demo`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from annotator.cli.display import can_be_seen
from annotator.cli.outcome import Outcome, Picture, Window
from annotator.cli.projects import opened
from annotator.cli.speaking import say
from annotator.cli.tables import table
from annotator.cli.watching import watched
from annotator.runtime.paths import data_dir

if TYPE_CHECKING:
    from annotator.domain.document import DocumentListing
    from annotator.domain.sheet import Sheet

_STATUSES: Final = ("approved", "submitted", "returned", "rejected", "draft")
_NOBODY: Final = "(nobody named)"


def demo(
    context: typer.Context,
    *,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where to keep it; by default with the program's data."),
    ] = None,
) -> Outcome:
    """Open a sample project; with no display, print it."""
    from annotator.services.demonstrating import sample_project  # noqa: PLC0415 - help is quick

    folder = out or data_dir() / "demo"
    with watched("Making the sample project") as progress:
        project = sample_project(folder, progress)
    if can_be_seen():
        return Window(project, context.obj.user)
    _tell(project, folder / "demo.csv")
    return Picture(project, folder / "demo.png")


def _tell(project: Path, out: Path) -> None:

    with opened(str(project), None, read_only=True) as services:
        listing = services.querying.documents()
        sheets = [services.querying.sheet(item.id) for item in listing]
        report = services.exporting.export(out)
    for line in (*_documents(listing), "", *_speakers(sheets), ""):
        say(line)
    say(f"Project: {project}")
    say(f"CSV: {report.path}, {report.rows} approved rows; described in {report.descriptor.name}")


def _documents(listing: Iterable["DocumentListing"]) -> Iterator[str]:
    head = ("document", "status", *_STATUSES, "proposed")
    rows = [
        (
            Path(item.origin).name,
            item.status.value,
            *(str(getattr(item.progress, status)) for status in _STATUSES),
            str(item.progress.open),
        )
        for item in listing
    ]
    return table(head, rows)


def _speakers(sheets: Sequence["Sheet"]) -> Iterator[str]:
    known = _canonical(sheets)
    claims = Counter(
        sheet.speaker_name(claim.body.speaker) or _NOBODY
        for sheet in sheets
        for claim in sheet.claims
    )
    named = (
        item.body.chain[-1].speaker if item.body.chain else None
        for sheet in sheets
        for item in sheet.proposals
    )
    proposed = Counter(known.get(name.casefold(), name) if name else _NOBODY for name in named)
    both = claims + proposed
    names = sorted(both, key=lambda name: (-both[name], name))
    rows = [(name, str(claims[name]), str(proposed[name])) for name in names]
    return table(("speaker", "claims", "proposed"), rows)


def _canonical(sheets: Sequence["Sheet"]) -> Mapping[str, str]:
    """Return the registered name for each name and alias, without regard to capitals."""
    return {
        name.casefold(): speaker.name
        for sheet in sheets[:1]
        for speaker in sheet.registry
        for name in (*speaker.body.aliases, speaker.name)
    }
