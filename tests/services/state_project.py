"""Projects that a state machine works in: files, or databases of a server."""

import csv
import sqlite3
from collections.abc import Iterable
from contextlib import closing
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
from annotator.services.merging import MergingProjectsService
from annotator.services.undoing import Step, ladder
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
        self.people = {name: first.as_user(name) for name in PEOPLE}
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
        """Return what is in some documents, as the rules have it."""
        found: dict[Any, Any] = {}
        with self._first.context.overseeing() as unit:
            names = {user.id: user.name for user in unit.users.all()}
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

    def ladders(self) -> dict[str, tuple[int, int]]:
        """Return how many acts each person can take back, and do again."""
        with self._first.context.overseeing() as unit:
            every = {
                name: ladder(Step(*step) for step in unit.history.steps(services.context.user.id))
                for name, services in self.people.items()
            }
        return {name: (len(undo), len(redo)) for name, (undo, redo) in every.items()}

    def findings(self) -> tuple[str, ...]:
        """Return what the check of the project finds."""
        return tuple(item.sentence for item in check_project(self._first.context).findings)

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
        uids = self.uids()
        with out.open(encoding="utf-8", newline="") as file:
            return {
                uids[row["claim_id"]]: (
                    (int(row["content_start"]), int(row["content_end"]), row["kind"], row["note"]),
                    row["reviewer"],
                )
                for row in csv.DictReader(file)
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
        """Take in what a copy has, and tell whether that was anything."""
        report = MergingProjectsService(self._first.context).merge(other)
        return not report.nothing

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
        return Worked(self._copied(self._start))

    def copy(self, worked: Worked) -> Worked:
        """Return a copy of a project as it stands, for people who work elsewhere."""
        assert isinstance(worked.place, Path)
        return Worked(self._copied(worked.place))

    def drop(self, worked: Worked) -> None:
        """Forget a project that is closed."""
        place = Path(worked.place)
        for path in self.folder.glob(f"{place.name}*"):
            path.unlink()

    def _copied(self, source: Path) -> Path:
        self._made += 1
        place = self.folder / f"work-{self._made}.annotator"
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(place)) as two:
            one.backup(two)
        return place


class ServerProjects:
    """Projects in databases of a server, which cannot be merged."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder = folder
        self._server = server
        self._start = server.fresh()
        services = new_services(server.address(self._start), user=LEAD)
        begin(services)
        services.close()

    def fresh(self) -> Worked:
        """Return a project in which nothing is done yet."""
        return Worked(self._server.address(self._server.fresh(self._start)))

    def drop(self, worked: Worked) -> None:
        """Drop the database of a project that is closed."""
        self._server.drop(str(worked.place).rsplit("/", 1)[1])


def shuffled(items: Iterable[Any], at: int) -> Any:
    """Return one of some items by a number, None where there is none."""
    found = list(items)
    return found[at % len(found)] if found else None
