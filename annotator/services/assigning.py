"""Say who is to read which document, alone in it or independently of others."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.domain.assigning import (
    Assigned,
    Assignment,
    AssignPlan,
    Progress,
    Wanted,
    alone_in,
)
from annotator.domain.errors import UsageError
from annotator.domain.events import DocumentChanged, DocumentsChanged
from annotator.domain.rights import Right
from annotator.domain.user import User
from annotator.services.context import Context
from annotator.store.unit_of_work import UnitOfWork

_Pair = tuple[int, int]


class _Changes(NamedTuple):
    """What is to be done: pairs of document and user to add, and those to take away or turn.

    `kept` documents are being adjudicated: nothing is taken away or turned there.
    """

    add: dict[bool, list[_Pair]]
    remove: list[Assignment]
    turn: dict[bool, list[Assignment]]
    kept: set[int]


class AssigningService:
    """The one door to assignments; only a lead may change any."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of_documents(self, documents: Iterable[int]) -> tuple[Assigned, ...]:
        """Return who is to read some documents, by document and name."""
        with self._context.reading() as unit:
            return unit.assignments.assigned(documents)

    def people(self) -> tuple[User, ...]:
        """Return to whom documents may be assigned, by name."""
        with self._context.reading() as unit:
            return tuple(user for user in unit.users.all() if not user.retired)

    def readers(self) -> tuple[User, ...]:
        """Return who has something to read, by name."""
        with self._context.reading() as unit:
            readers = unit.assignments.readers()
            return tuple(user for user in unit.users.all() if user.id in readers)

    def progress(self) -> tuple[tuple[User, Progress], ...]:
        """Return how far everybody has come who has something to read, by name."""
        with self._context.overseeing() as unit:
            figures = {item.user_id: item for item in unit.assignments.progress()}
            return tuple(
                (user, figures[user.id]) for user in unit.users.all() if user.id in figures
            )

    def mine(self, document_id: int) -> Assignment | None:
        """Return the assignment by which the user reads a document on their own."""
        with self._context.reading() as unit:
            return alone_in(unit.assignments.of_document(document_id), self._context.user.id)

    def named(self, names: Iterable[str]) -> tuple[int, ...]:
        """Return the documents with these names: lasting ids, names of files, or titles.

        Raises:
            UsageError: a name is of no document, or of several.
        """
        with self._context.reading() as unit:
            found = {name: unit.search.documents_named(name) for name in names}
        for name, ids in found.items():
            if not ids:
                raise UsageError(f"There is no document “{name}”.")
            if len(ids) > 1:
                raise UsageError(f"{len(ids)} documents are called “{name}”; name one by its id.")
        return tuple(ids[0] for ids in found.values())

    def preview(self, wanted: Wanted) -> AssignPlan:
        """Return what assigning would do.

        Raises:
            UsageError: somebody is to read and not to read, or is retired, or nobody is named.
        """
        with self._context.reading() as unit:
            _require_people(unit, wanted)
            changes = _changes(unit, wanted)
            turned = [item for items in changes.turn.values() for item in items]
            leaving = [item for item in changes.remove if item.independent] + [
                item for item in changes.turn[False] if item.independent
            ]
            alone = {document for document, _user in changes.add[True]}
            alone |= {item.document_id for item in changes.turn[True]}
            return AssignPlan(
                documents=len(set(wanted.documents)),
                added=sum(map(len, changes.add.values())),
                removed=len(changes.remove),
                turned=len(turned),
                set_aside=_with_work(unit, leaving),
                annotated=len(unit.assignments.annotated(alone)),
                settled=len(changes.kept),
            )

    def assign(self, wanted: Wanted) -> int:
        """Let people read documents, or no longer, in one act; return how many were changed.

        Where adjudication has begun people may be added, and nobody else changes.

        Raises:
            RightError: the user is no lead.
            UsageError: somebody is to read and not to read, or is retired, or nobody is named, or
                all is so already.
        """
        only = wanted.documents[0] if len(set(wanted.documents)) == 1 else None
        names = {user.id: user.name for user in self.people()}
        with self._context.writing(_label(wanted, names), only, right=Right.LEAD) as unit:
            _require_people(unit, wanted)
            changes = _changes(unit, wanted)
            unit.assignments.remove(changes.remove)
            for independent in (False, True):
                unit.assignments.turn(changes.turn[independent], independent=independent)
                unit.assignments.assign(changes.add[independent], independent=independent)
            changed = _touched(changes)
            if not changed:
                raise UsageError("This is so already; nothing was changed.")
            unit.commit()
        self._context.publish(DocumentsChanged() if only is None else DocumentChanged(only))
        return len(changed)


def _require_people(unit: UnitOfWork, wanted: Wanted) -> None:
    if not wanted.documents:
        raise UsageError("Choose the documents first.")
    if set(wanted.add) & set(wanted.remove):
        raise UsageError("Somebody cannot be both given a document and relieved of it.")
    if not wanted.add and not wanted.remove and wanted.independent is None:
        raise UsageError("Choose at least one person.")
    for user_id in wanted.add:
        user = unit.users.get(user_id)
        if user.retired:
            raise UsageError(f"{user.name} is retired; nothing can be assigned to them.")


def _changes(unit: UnitOfWork, wanted: Wanted) -> _Changes:
    found = _Changes({False: [], True: []}, [], {False: [], True: []}, set())
    documents = tuple(dict.fromkeys(wanted.documents))
    standing = unit.assignments.of_documents(documents)
    settled = unit.assignments.settled(documents)
    for document_id in documents:
        here, independent = standing.get(document_id, ()), wanted.independent
        leaving = [item for item in here if item.user_id in wanted.remove]
        staying = [item for item in here if item not in leaving]
        if independent is None or document_id in settled:
            independent = any(item.independent for item in staying)
        turning = [item for item in staying if item.independent != independent]
        known = {item.user_id for item in here}
        new = [(document_id, user) for user in dict.fromkeys(wanted.add) if user not in known]
        found.add[independent].extend(new)
        if document_id not in settled:
            found.remove.extend(leaving)
            found.turn[independent].extend(turning)
        elif leaving or wanted.independent not in {None, independent}:
            found.kept.add(document_id)
    return found


def _touched(changes: _Changes) -> set[int]:
    pairs = (*changes.add[False], *changes.add[True])
    every = (*changes.remove, *changes.turn[False], *changes.turn[True])
    return {document for document, _user in pairs} | {item.document_id for item in every}


def _with_work(unit: UnitOfWork, assignments: Sequence[Assignment]) -> int:
    worked = unit.assignments.with_work(assignments)
    return sum((item.document_id, item.user_id) in worked for item in assignments)


def _label(wanted: Wanted, names: dict[int, str]) -> str:
    number = len(set(wanted.documents))
    what = "document" if number == 1 else f"{number:,} documents"
    given, taken = (
        ", ".join(names.get(own, "?") for own in own_ids) for own_ids in (wanted.add, wanted.remove)
    )
    if given:
        return f"Assign {what} to {given}"
    return f"Take {what} from {taken}" if taken else f"Change how {what} is read"
