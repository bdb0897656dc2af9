"""Projects that a state machine works in: files, or databases of a server."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from annotator.domain.adjudication import Decision, Group, Standing
from annotator.domain.assigning import Wanted
from annotator.domain.claim import Claim, ClaimBody, ClaimKind
from annotator.domain.columns import ExportStatus
from annotator.domain.document import DocumentMarks, Reading
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewVerb
from annotator.domain.span import Span
from annotator.services.bootstrap import Services, new_services, open_services
from annotator.services.checking import check_project
from annotator.services.keeping import backup, restore
from annotator.services.merging import MergingProjectsService
from annotator.services.undoing import Step, ladder
from annotator.store.backup import copy_whole
from annotator.store.checks import CheckRepo
from tests.conftest import stored
from tests.services.state_kept import LEAD, PEOPLE
from tests.team.server import Server

TEXTS = (
    "Ferry fares to rise\n\n“Fares go up in May ⛴,” harbour master Lena Ovik said on Monday.\n",
    "Piers to close\n\nTwo piers will close, the port authority said. “Not before June.”\n",
    "Bakery reopens\n\nThe baker said that the ovens had been dried and tested. “We open.”\n",
)
TITLES = ("Ferry fares to rise", "Piers to close", "Bakery reopens")
Body = tuple[int, int, str, str]
"""A claim's content from and to, its kind, and its note."""


def body_of(wanted: Body) -> ClaimBody:
    """Return a claim's body as the services take it."""
    start, end, kind, note = wanted
    fields = {"note": FieldValue(value=note, state=FieldState.CONFIRMED)} if note else {}
    content = (Span(start=start, end=end),)
    return ClaimBody(kind=ClaimKind(kind), content=content, fields=fields)


def told(body: ClaimBody) -> Body:
    """Return a body as the rules have it."""
    (span,) = body.content
    return span.start, span.end, body.kind.value, body.field("note").value or ""


def begin(services: Services) -> None:
    """Put the documents into a new project, and let everybody join it."""
    for text, title in zip(TEXTS, TITLES, strict=True):
        fields = {"title": FieldValue(value=title, state=FieldState.UNVERIFIED)}
        reading = Reading(text=text, origin=title, media_type="text/plain", fields=fields)
        stored(services, reading)
    for name in PEOPLE:
        services.as_user(name)


class Worked:
    """One open project with everybody at work in it; `place` is what it is opened by."""

    def __init__(self, place: Path | str) -> None:
        self.place = place
        first = open_services(place, user=LEAD)
        others = {name: first.as_user(name) for name in PEOPLE if name != LEAD}
        self.people = {LEAD: first, **others}
        self._names = {it.context.user.id: name for name, it in self.people.items()}
        self._known: dict[str, int] = {}
        self._first = first

    def close(self) -> None:
        """Close it."""
        self._first.close()

    # what is there

    def seen(self, who: str, document: int) -> list[Claim]:
        """Return the claims that somebody reads of a document."""
        with self.people[who].context.reading() as unit:
            return list(unit.claims.of_document(document))

    def documents(self) -> tuple[int, ...]:
        """Return the ids of the documents."""
        with self._first.context.reading() as unit:
            return tuple(unit.documents.ids())

    def state(self, documents: Iterable[int]) -> dict[Any, Any]:
        """Return what is in some documents, as the rules have it, and each person's acts.

        Of the acts it is how many can be taken back, and how many done again.
        """
        found: dict[Any, Any] = {}
        names = self._names
        with self._first.context.overseeing() as unit:
            for own, name in names.items():
                undo, redo = ladder(Step(*step) for step in unit.history.steps(own))
                found["acts", name] = len(undo), len(redo)
            for document in documents:
                owners = {it.id: it.user for it in unit.layers.of_document(document)}
                for claim in unit.claims.of_document(document):
                    owner = names.get(owners[claim.layer_id])
                    key = ("claim", claim.id)
                    found[key] = (
                        *(told(claim.body), claim.status.value),
                        *(names[claim.editor], owner, document),
                    )
                record = unit.records.of_document(document)
                title = record.fields["title"].value
                found["record", document] = (title, record.status.value, names[record.editor])
                found["marks", document] = unit.documents.get(document).marks.flagged
                found["text", document] = unit.documents.text(document)
                for item in unit.assignments.of_document(document):
                    key = ("assignment", document, names[item.user_id])
                    found[key] = item.submitted
                for comment in unit.comments.of_document(document):
                    found["comment", comment.id] = comment.claim_id
        return found

    def findings(self, *, every: bool) -> tuple[str, ...]:
        """Return what the check of the project finds; of what no act changes only with `every`."""
        if every:
            return tuple(item.sentence for item in check_project(self._first.context).findings)
        with self._first.context.store.snapshot() as connection:
            repo = CheckRepo(connection)
            proofs = (repo.texts(), repo.contents(), repo.histories(solo=False), repo.search())
            return tuple(item.sentence for proof in proofs for item in proof)

    def uids(self) -> dict[str, int]:
        """Return the claims by their lasting ids."""
        with self._first.context.overseeing() as unit:
            return {
                str(claim.uid): claim.id
                for document in unit.documents.ids()
                for claim in unit.claims.of_document(document)
            }

    def verified(self, folder: Path) -> dict[int, tuple[Body, str]]:
        """Return what the CSV of approved claims says: the body and the reviewer of each."""
        out = folder / "verified.csv"
        self._first.exporting.export(out, status=ExportStatus.APPROVED)
        with out.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        if any(row["claim_id"] not in self._known for row in rows):
            self._known = self.uids()
        return {
            self._known[row["claim_id"]]: (
                (int(row["content_start"]), int(row["content_end"]), row["kind"], row["note"]),
                row["reviewer"],
            )
            for row in rows
        }

    # what is done

    def record(self, document: int) -> tuple[int, Any]:
        """Return the id and the fields of a document's record."""
        with self._first.context.overseeing() as unit:
            record = unit.records.of_document(document)
            return record.id, record.fields

    def title(self, who: str, document: int, seen: str, title: str) -> None:
        """Give a document another title, if it has the one that was seen."""
        before = self.record(document)[1]
        before = {**before, "title": before["title"].amended(value=seen)}
        after = {**before, "title": before["title"].amended(value=title)}
        self.people[who].annotating.change_fields(document, before, after)

    def flag(self, who: str, document: int, seen: bool) -> None:
        """Flag a document that was seen flagged or not, or the other way round."""
        before, after = DocumentMarks(flagged=seen), DocumentMarks(flagged=not seen)
        self.people[who].annotating.mark(document, before, after, "Flag")

    def give(self, who: str, key: Any, verb: str) -> None:
        """Judge a claim or a record."""
        kind, own = self._subject(key)
        reason = "Boundary" if verb == "return" else None
        self.people[who].reviewing.give(kind, own, ReviewVerb(verb), reason=reason)

    def withdraw(self, who: str, key: Any) -> None:
        """Take a verdict or a submission back."""
        self.people[who].reviewing.withdraw(*self._subject(key))

    def assign(self, who: str, document: int, name: str, *, away: bool = False) -> None:
        """Let somebody read a document independently, or no longer."""
        user = (self.people[name].context.user.id,)
        wanted = (
            Wanted(documents=(document,), remove=user)
            if away
            else (Wanted(documents=(document,), add=user, independent=True))
        )
        self.people[who].assigning.assign(wanted)

    def groups(self, who: str, document: int) -> list[Group]:
        """Return what nobody has settled yet of several people's readings."""
        found = self.people[who].adjudicating.open(document).groups
        return [it for it in found if it.standing is not Standing.SETTLED and not it.before]

    def settle(self, who: str, document: int, group: Group, decision: Decision) -> dict[int, Any]:
        """Settle one group, and return the claims that came of it."""
        service = self.people[who].adjudicating
        settlement = service.settle(document, group, decision)
        with self._first.context.overseeing() as unit:
            every = unit.settlements.of_document(document)
            made = next(it.made for it in every if it.id == settlement)
        return {"settlement": settlement, "made": {own: told(it) for own, it in made.items()}}

    def merge(self, other: Path) -> bool:
        """Take in what a copy has, once and again, and tell whether that was anything."""
        service = MergingProjectsService(self._first.context)
        report = service.merge(other)
        assert service.merge(other).nothing, "merging again brings something"
        return not report.nothing

    def back_up(self, out: Path) -> "Worked":
        """Return a copy of it as it stands, in a file, for people who work elsewhere."""
        backup(self._first.context, out)
        return Worked(out)

    def _subject(self, key: Any) -> tuple[RecordKind, int]:
        if key[0] == "claim":
            return RecordKind.CLAIM, key[1]
        return RecordKind.RECORD, self.record(key[1])[0]


class FileProjects:
    """Projects in files of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._start = folder / "start.annotator"
        self._made = 0
        services = new_services(self._start, user=LEAD)
        begin(services)
        services.close()

    def fresh(self) -> Worked:
        """Return a project in which nothing is done yet."""
        place = self._another()
        copy_whole(self._start, place)
        return Worked(place)

    def copy(self, worked: Worked) -> Worked:
        """Return a copy of a project as it stands, for people who work elsewhere."""
        return worked.back_up(self._another())

    def merged(self, worked: Worked, other: Path) -> tuple[Worked, bool]:
        """Let a project take another in, and tell whether that was anything."""
        return worked, worked.merge(other)

    def drop(self, worked: Worked) -> None:
        """Forget a project that is closed."""
        place = Path(worked.place)
        for path in self.folder.glob(f"{place.name}*"):
            path.unlink()

    def _another(self) -> Path:
        self._made += 1
        return self.folder / f"work-{self._made}.annotator"


class ServerProjects:
    """Projects in databases of a server; they move into a file to be merged, and back."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder = folder
        self._files = FileProjects(folder)
        self._server = server
        self._start = server.fresh()
        services = new_services(server.address(self._start), user=LEAD)
        begin(services)
        services.close()

    def fresh(self) -> Worked:
        """Return a project in which nothing is done yet."""
        return Worked(self._server.address(self._server.fresh(self._start)))

    def copy(self, worked: Worked) -> Worked:
        """Return a copy of a project as it stands, in a file, for people who work elsewhere."""
        return self._files.copy(worked)

    def merged(self, worked: Worked, other: Path) -> tuple[Worked, bool]:
        """Let a project take another in, and tell whether that was anything."""
        file = self._files.copy(worked)
        anything = file.merge(other)
        file.close()
        address = self._server.address(self._server.fresh())
        restore(Path(file.place), address)
        for left in (file, worked):
            left.close()
            self.drop(left)
        return Worked(address), anything

    def drop(self, worked: Worked) -> None:
        """Drop the database of a project that is closed, or a copy of it in a file."""
        if isinstance(worked.place, Path):
            self._files.drop(worked)
        else:
            self._server.drop(worked.place.rsplit("/", 1)[1])


def shuffled(items: Iterable[Any], at: int) -> Any:
    """Return one of some items by a number, None where there is none."""
    found = list(items)
    return found[at % len(found)] if found else None
