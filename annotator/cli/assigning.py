"""Say who is to read what, or tell how far everybody is: `annotator assign`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from annotator.cli.guard import DONE, PARTLY
from annotator.cli.projects import opened
from annotator.cli.speaking import counted, say
from annotator.cli.tables import table
from annotator.domain.errors import UsageError

if TYPE_CHECKING:
    from annotator.domain.assigning import AssignPlan, Wanted
    from annotator.services.bootstrap import Services

_HEAD: Final = ("who", "assigned", "begun", "submitted", "left")
_WHICH: Final = "Say which documents: name them, or give --find, --unassigned or --all"
_Names = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="Who is to read them; may be repeated.")
]


def assign(
    context: typer.Context,
    *,
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project.")],
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="DOCUMENT...", help="By id, file name or title."),
    ] = None,
    to: _Names = None,
    from_: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="NAME", help="Who is no longer to read them."),
    ] = None,
    find: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Documents with these words.")
    ] = None,
    unassigned: Annotated[
        bool, typer.Option("--unassigned", help="Documents that nobody is to read yet.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="All documents.")] = False,
    independent: Annotated[
        bool | None,
        typer.Option(
            "--independent/--together", help="Each in a layer of their own, or in one for all."
        ),
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Tell what would change.")] = False,
) -> int:
    """Say who is to read what, or tell how far everybody is."""
    chosen = _Chosen(tuple(documents or ()), find, unassigned=unassigned, every=every)
    given, taken = to or (), from_ or ()
    acts = bool(given or taken or independent is not None)
    if chosen.ways > 1 or (acts and not chosen.ways):
        raise UsageError(f"{_WHICH}, in one of these ways.")
    if chosen.ways and not acts:
        raise UsageError("Say who is to read them: --to NAME, or --from NAME.")
    reads = not acts or preview
    with opened(project, context.obj.user, read_only=True if reads else None) as services:
        if not acts:
            return _tell_progress(services)
        wanted = _wanted(services, chosen, given, taken, independent)
        plan = services.assigning.preview(wanted)
        if plan.changes and not preview:
            services.assigning.assign(wanted)
    for line in _told(plan, "Would change" if preview else "Changed"):
        say(line)
    return PARTLY if plan.settled and not preview else DONE


class _Chosen:
    """Which documents are meant, in one of several ways."""

    def __init__(
        self, names: tuple[str, ...], find: str | None, *, unassigned: bool, every: bool
    ) -> None:
        self._names = names
        self._find = find
        self._unassigned = unassigned
        self.ways = sum((bool(names), find is not None, unassigned, every))

    def of(self, services: "Services") -> tuple[int, ...]:
        """Return their ids.

        Raises:
            UsageError: a name is of no document or of several, or nothing is found.
        """
        from annotator.domain.filter import DocumentFilter  # noqa: PLC0415 - help is quick

        if self._names:
            return services.assigning.named(self._names)
        wanted = DocumentFilter(words=self._find or "", unassigned=self._unassigned)
        found = tuple(services.searching.document_ids(wanted))
        if not found:
            raise UsageError("There is no such document; nothing was changed.")
        return found


def _wanted(
    services: "Services",
    chosen: _Chosen,
    given: Sequence[str],
    taken: Sequence[str],
    independent: bool | None,
) -> "Wanted":
    from annotator.domain.assigning import Wanted  # noqa: PLC0415 - help is quick

    add, remove = (
        tuple(services.members.named(name).id for name in names) for names in (given, taken)
    )
    return Wanted(documents=chosen.of(services), add=add, remove=remove, independent=independent)


def _told(plan: "AssignPlan", begin: str) -> Iterator[str]:
    parts = ((plan.added, "given"), (plan.removed, "taken away"), (plan.turned, "read otherwise"))
    told = ", ".join(f"{number:,} {what}" for number, what in parts if number)
    where = counted(plan.documents, "document")
    yield f"{begin}: {where}, {told}." if told else f"Nothing to change: {where}, as wanted."
    if plan.set_aside:
        yield f"set aside: what {counted(plan.set_aside, 'reader')} had read on their own so far."
    if plan.annotated:
        claimed = counted(plan.annotated, "document has", "documents have")
        yield f"unseen: {claimed} claims that these readers do not see."
    if plan.settled:
        kept = counted(plan.settled, "document is", "documents are")
        yield f"kept: {kept} being adjudicated, where nobody is taken away."


def _tell_progress(services: "Services") -> int:
    rows = [
        (user.name, *map(str, (far.assigned, far.begun, far.submitted, far.left)))
        for user, far in services.assigning.progress()
    ]
    if not rows:
        say("Nothing is assigned to anybody yet.")
    else:
        for line in table(_HEAD, rows):
            say(line)
    return DONE
