"""Keep and fetch who is to read which document."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, and_, case, exists, func, insert, or_, select, update

from annotator.domain.assigning import Assigned, Assignment, Progress
from annotator.domain.history import RecordKind
from annotator.domain.layer import LayerKind
from annotator.domain.review import ReviewStatus
from annotator.store.among import batched
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, State, next_id
from annotator.store.reviewed import require_unchanged
from annotator.store.tables.annotations import ClaimRow
from annotator.store.tables.documents import DocumentRecordRow, DocumentRow, LayerRow
from annotator.store.tables.lines import ClaimLineRow
from annotator.store.tables.project import UserRow
from annotator.store.tables.team import AssignmentRow, SettlementRow

_Row = AssignmentRow
_OPEN: Final = "proposed"
_UNFINISHED: Final = (_OPEN, ReviewStatus.DRAFT.value, ReviewStatus.RETURNED.value)


class AssignmentRepo:
    """Assignments of one open transaction."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def of_document(self, document_id: int) -> tuple[Assignment, ...]:
        """Return who is to read a document, in the order they were told so."""
        return self.of_documents([document_id]).get(document_id, ())

    def of_documents(self, documents: Iterable[int]) -> dict[int, tuple[Assignment, ...]]:
        """Return who is to read some documents, by document; one that nobody reads is missing."""
        found: dict[int, list[Assignment]] = {}
        for part in batched(list(documents)):
            wanted = select(_Row).where(_Row.document_id.in_(part), ~_Row.deleted)
            for row in self._connection.execute(wanted.order_by(_Row.id)):
                found.setdefault(row.document_id, []).append(_to_model(row))
        return {document_id: tuple(every) for document_id, every in found.items()}

    def assigned(self, documents: Iterable[int]) -> tuple[Assigned, ...]:
        """Return who is to read some documents, by name, as lists show it."""
        rows = (
            row
            for part in batched(list(documents))
            for row in self._connection.execute(
                select(_Row, UserRow.name)
                .join(UserRow, UserRow.id == _Row.user_id)
                .where(_Row.document_id.in_(part), ~_Row.deleted)
                .order_by(_Row.document_id, func.lower(UserRow.name))
            )
        )
        return tuple(
            Assigned(row.document_id, row.user_id, row.name, row.independent, row.submitted)
            for row in rows
        )

    def readers(self) -> frozenset[int]:
        """Return who is to read anything."""
        return frozenset(
            self._connection.scalars(select(_Row.user_id).where(~_Row.deleted).distinct())
        )

    def assign(self, wanted: Sequence[tuple[int, int]], *, independent: bool) -> None:
        """Store that somebody is to read a document, for each pair of document and user.

        Who was to read it before, and no longer is, is to read it again.
        """
        gone = self._gone(document for document, _user in wanted)
        self._swap_many(
            [(gone[pair], {"deleted": False}) for pair in wanted if pair in gone],
            independent=independent,
        )
        new = [pair for pair in wanted if pair not in gone]
        if not new:
            return
        first = next_id(self._connection, _Row.id)
        state = {"independent": independent, "submitted": False, "deleted": False}
        told = [
            (first + at, None, {"document": pair[0], "user": pair[1], **state})
            for at, pair in enumerate(new)
        ]
        numbers = self._journal.write_many(RecordKind.ASSIGNMENT, told)
        rows = [
            {
                "id": first + at,
                "uid": new_uid(),
                "document_id": pair[0],
                "user_id": pair[1],
                **state,
                "created": number,
                "last_change": number,
            }
            for at, (pair, number) in enumerate(zip(new, numbers, strict=True))
        ]
        self._connection.execute(insert(_Row), rows)

    def turn(self, assignments: Sequence[Assignment], *, independent: bool) -> None:
        """Let those who are to read something do so independently of others, or no longer."""
        rows = self._rows(assignments)
        self._swap_many([(row, {}) for row in rows], independent=independent)

    def remove(self, assignments: Sequence[Assignment]) -> None:
        """Store that nobody is to read this any more."""
        self._swap_many([(row, {"deleted": True}) for row in self._rows(assignments)])

    def set_submitted(self, assignment: Assignment, *, submitted: bool) -> None:
        """Say that somebody is done with what they read on their own, or take that back.

        Raises:
            StaleError: it is so already, or was taken from them, or adjudication has begun.
        """
        (row,) = self._rows([assignment])
        require_unchanged(row.submitted != submitted and not row.deleted)
        require_unchanged(submitted or not self.is_settled(assignment.document_id))
        self._swap_many([(row, {"submitted": submitted})])

    def put_back(self, assignment_id: int, expected: State, wanted: State) -> None:
        """Make an assignment what it was, provided that it is as expected.

        Raises:
            StaleError: it was changed since, or adjudication of a submitted one has begun.
        """
        row = self._connection.execute(select(_Row).where(_Row.id == assignment_id)).one()
        require_unchanged(_state(row) == expected)
        if wanted["submitted"] != row.submitted or wanted["independent"] != row.independent:
            require_unchanged(not self.is_settled(row.document_id))
        self._swap_many([(row, wanted)], independent=wanted["independent"])

    def is_settled(self, document_id: int) -> bool:
        """Tell whether adjudication of a document has begun."""
        return bool(self.settled([document_id]))

    def settled(self, documents: Iterable[int]) -> frozenset[int]:
        """Return those of some documents of which adjudication has begun."""
        row = SettlementRow
        wanted = select(row.document_id).where(~row.deleted)
        return frozenset(
            own
            for part in batched(list(documents))
            for own in self._connection.scalars(wanted.where(row.document_id.in_(part)))
        )

    def with_work(self, assignments: Iterable[Assignment]) -> frozenset[tuple[int, int]]:
        """Return which of them have a layer of their own, as pairs of document and user."""
        documents = [item.document_id for item in assignments]
        return frozenset(
            (row.document_id, row.user_id)
            for part in batched(documents)
            for row in self._connection.execute(
                select(LayerRow.document_id, LayerRow.user_id).where(
                    LayerRow.document_id.in_(part), LayerRow.user_id.is_not(None)
                )
            )
        )

    def annotated(self, documents: Iterable[int]) -> frozenset[int]:
        """Return those of some documents that have claims in the agreed layer."""
        wanted = (
            select(ClaimRow.document_id)
            .join(LayerRow, LayerRow.id == ClaimRow.layer_id)
            .where(~ClaimRow.deleted, LayerRow.kind == LayerKind.AGREED.value)
        )
        return frozenset(
            own
            for part in batched(list(documents))
            for own in self._connection.scalars(wanted.where(ClaimRow.document_id.in_(part)))
        )

    def progress(self) -> tuple[Progress, ...]:
        """Return how far everybody has come with what is assigned to them; excluded ones aside.

        Ask it of a unit that shows everything.
        """
        done, begun = _done(), _begun()
        rows = self._connection.execute(
            select(
                _Row.user_id,
                func.count(),
                func.sum(case((and_(begun, ~done), 1), else_=0)),
                func.sum(case((done, 1), else_=0)),
            )
            .join(DocumentRow, DocumentRow.id == _Row.document_id)
            .where(~_Row.deleted, DocumentRow.excluded.is_(None))
            .group_by(_Row.user_id)
        )
        return tuple(Progress(*row) for row in rows)

    def _gone(self, documents: Iterable[int]) -> dict[tuple[int, int], Any]:
        """Return the rows taken away of some documents, by document and user, the newest each."""
        return {
            (row.document_id, row.user_id): row
            for part in batched(list(documents))
            for row in self._connection.execute(
                select(_Row).where(_Row.document_id.in_(part), _Row.deleted).order_by(_Row.id)
            )
        }

    def _rows(self, assignments: Sequence[Assignment]) -> list[Any]:
        return [
            row
            for part in batched([item.id for item in assignments])
            for row in self._connection.execute(select(_Row).where(_Row.id.in_(part)))
        ]

    def _swap_many(
        self, changes: Sequence[tuple[Any, State]], *, independent: bool | None = None
    ) -> None:
        if not changes:
            return
        told = []
        for row, change in changes:
            before = _state(row)
            after = before | change
            if independent is not None:
                after |= {"independent": independent}
            after["submitted"] = after["submitted"] and after["independent"]
            told.append((row.id, before, after))
        numbers = self._journal.write_many(RecordKind.ASSIGNMENT, told)
        for (own, before, after), number in zip(told, numbers, strict=True):
            kept = {name: after[name] for name in after if after[name] != before[name]}
            mine = update(_Row).where(_Row.id == own)
            self._connection.execute(mine.values(**kept, last_change=number))


def _begun() -> Any:
    """Return whether an assigned document has been worked in: a layer of one's own, or claims."""
    own = exists().where(LayerRow.document_id == _Row.document_id, LayerRow.user_id == _Row.user_id)
    claims = exists().where(
        ClaimRow.document_id == _Row.document_id,
        ~ClaimRow.deleted,
        LayerRow.id == ClaimRow.layer_id,
        LayerRow.kind == LayerKind.AGREED.value,
    )
    return or_(and_(_Row.independent, own), and_(~_Row.independent, claims))


def _done() -> Any:
    """Return whether an assigned document is submitted, or nothing is left to do in it."""
    line, record = ClaimLineRow, DocumentRecordRow
    left = exists().where(
        line.document_id == _Row.document_id,
        line.status.in_(_UNFINISHED),
        LayerRow.id == line.layer_id,
        LayerRow.user_id.is_(None),
    )
    sent = exists().where(record.document_id == _Row.document_id, record.status.not_in(_UNFINISHED))
    return or_(_Row.submitted, and_(~_Row.independent, ~left, sent))


def _state(row: Any) -> State:
    return {
        "document": row.document_id,
        "user": row.user_id,
        "independent": bool(row.independent),
        "submitted": bool(row.submitted),
        "deleted": bool(row.deleted),
    }


def _to_model(row: Any) -> Assignment:
    return Assignment(
        id=row.id,
        uid=UUID(row.uid),
        document_id=row.document_id,
        user_id=row.user_id,
        independent=row.independent,
        submitted=row.submitted,
    )
