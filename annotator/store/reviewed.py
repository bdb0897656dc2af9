"""What claims and document records share: edits and moves, each with its row in the history."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from annotator.domain.errors import NotFoundError, SecondPersonError, StaleError
from annotator.domain.history import RecordKind
from annotator.domain.review import VERDICTS, ReviewStatus, ReviewVerb, advance, after_edit
from annotator.domain.verdict import Review, Verdict
from annotator.store.identity import new_uid
from annotator.store.journal import Journal
from annotator.store.seeing import Seeing
from annotator.store.tables.annotations import ClaimRow, ReviewRow
from annotator.store.tables.documents import DocumentRecordRow
from annotator.store.tables.project import ActRow, HistoryRow, UserRow

CHANGED_WHILE_EDITING: Final = "changed this while you were editing; look at it again."
CHANGED_ELSEWHERE: Final = "This was changed elsewhere in the meantime; look at it again."
SECOND_PERSON: Final = "You edited this last; somebody else has to approve it."

_TABLES: Final[dict[RecordKind, Any]] = {
    RecordKind.CLAIM: ClaimRow,
    RecordKind.RECORD: DocumentRecordRow,
}
_STATE: Final[dict[RecordKind, tuple[tuple[str, str], ...]]] = {
    RecordKind.CLAIM: (("body", "body_id"), ("status", "status"), ("deleted", "deleted")),
    RecordKind.RECORD: (("body", "body_id"), ("status", "status")),
}


class ReviewedRepo:
    """Edits and moves of claims and document records in one open transaction."""

    def __init__(self, connection: Connection, journal: Journal, seeing: Seeing) -> None:
        self._connection = connection
        self._journal = journal
        self.seeing = seeing

    def row(self, kind: RecordKind, record_id: int) -> Row[Any]:
        """Return the row of a claim or a record.

        Raises:
            NotFoundError: there is none.
        """
        table = _TABLES[kind].__table__
        found = self._connection.execute(select(table).where(table.c.id == record_id)).first()
        if found is None:
            raise NotFoundError(f"There is no {kind} {record_id} in this project.")
        return found

    def require_as_read(self, row: Row[Any], unchanged: bool) -> None:
        """Refuse to overwrite what somebody changed since it was read, and say who.

        Raises:
            StaleError: it is not as it was read.
        """
        if not unchanged:
            raise StaleError(f"{self._editor(row)} {CHANGED_WHILE_EDITING}")

    def edit(self, kind: RecordKind, row: Row[Any], **changes: Any) -> None:
        """Give a claim or record another body, or mark it deleted; a verdict is taken back.

        Raises:
            ClosedError: it is in a layer that is another person's, or was submitted.
        """
        if kind is RecordKind.CLAIM:
            self.seeing.require_open([row.layer_id])
        before = state_of(kind, row)
        status = after_edit(ReviewStatus(row.status)).value
        after = state_of(kind, row) | {"status": status} | _named(kind, changes)
        number = self._journal.write(kind, row.id, before, after)
        moved = {} if status == row.status else {"status": status, "last_move": number}
        self._update(kind, row.id, last_edit=number, **changes, **moved)

    def edit_drafts(
        self, kind: RecordKind, rows: Sequence[Row[Any]], bodies: Sequence[int], acts: Sequence[int]
    ) -> None:
        """Give drafts other bodies, each in the act in its place."""
        befores = [state_of(kind, row) for row in rows]
        changes = [
            (row.id, before, before | {"body": body})
            for row, before, body in zip(rows, befores, bodies, strict=True)
        ]
        numbers = self._journal.write_many(kind, changes, acts)
        table = _TABLES[kind].__table__
        edit = update(table).where(table.c.id == bindparam("mine"))
        self._connection.execute(
            edit.values(body_id=bindparam("body"), last_edit=bindparam("number")),
            [
                {"mine": row.id, "body": body, "number": number}
                for row, body, number in zip(rows, bodies, numbers, strict=True)
            ],
        )

    def submit_drafts(self, claims: Sequence[int]) -> None:
        """Submit claims that are drafts or were returned, at little cost for each."""
        if not claims:
            return
        table = _TABLES[RecordKind.CLAIM].__table__
        rows = self._connection.execute(
            select(table).where(table.c.id.in_(claims)).order_by(table.c.id)
        ).all()
        befores = [state_of(RecordKind.CLAIM, row) for row in rows]
        status = ReviewStatus.SUBMITTED.value
        changes = [
            (row.id, before, before | {"status": status})
            for row, before in zip(rows, befores, strict=True)
        ]
        numbers = self._journal.write_many(RecordKind.CLAIM, changes)
        move = update(table).where(table.c.id == bindparam("mine"))
        self._connection.execute(
            move.values(status=status, last_move=bindparam("number")),
            [{"mine": row.id, "number": number} for row, number in zip(rows, numbers, strict=True)],
        )

    def move(self, kind: RecordKind, row: Row[Any], verdict: Verdict) -> None:
        """Move the status by a review verb.

        Raises:
            IllegalMoveError: the verb does not apply.
            SecondPersonError: whoever edited it last may not approve it.
        """
        status = advance(ReviewStatus(row.status), verdict.verb)
        number = self._write_status(kind, row, status)
        self._move(kind, row, status, number)
        if verdict.verb in VERDICTS:
            self._add_review(kind, row.id, number, verdict)

    def take_back(self, kind: RecordKind, row: Row[Any], earlier: ReviewStatus) -> None:
        """Return the status to what it was before its last move, never reviving a verdict."""
        status = after_edit(earlier)
        self._move(kind, row, status, self._write_status(kind, row, status))

    def last_verdict(self, kind: RecordKind, record_id: int) -> Verdict:
        """Return the newest verdict on a claim or record, standing or withdrawn.

        Raises:
            NotFoundError: there was none.
        """
        column = ReviewRow.claim_id if kind is RecordKind.CLAIM else ReviewRow.record_id
        wanted = select(ReviewRow.verdict, ReviewRow.reason, ReviewRow.words)
        newest = wanted.where(column == record_id).order_by(ReviewRow.number.desc())
        found = self._connection.execute(newest.limit(1)).first()
        if found is None:
            raise NotFoundError("There is no verdict on this.")
        return Verdict(verb=ReviewVerb(found.verdict), reason=found.reason, words=found.words)

    def of_document(self, document_id: int) -> dict[tuple[RecordKind, int], Review]:
        """Return the newest verdict on each claim of a document, and on its record."""
        found: dict[tuple[RecordKind, int], Review] = {}
        for kind, column in (
            (RecordKind.CLAIM, ReviewRow.claim_id),
            (RecordKind.RECORD, ReviewRow.record_id),
        ):
            table = _TABLES[kind]
            rows = self._connection.execute(
                select(
                    ReviewRow, table.id.label("subject"), table.last_move, UserRow.name, ActRow.at
                )
                .join(table, table.id == column)
                .join(HistoryRow, HistoryRow.number == ReviewRow.number)
                .join(ActRow, ActRow.number == HistoryRow.act)
                .join(UserRow, UserRow.id == ActRow.user_id)
                .where(table.document_id == document_id)
                .order_by(ReviewRow.number)
            )
            found |= {(kind, row.subject): _to_review(row) for row in rows}
        return found

    def last_move(self, row: Row[Any]) -> tuple[int, ReviewStatus | None]:
        """Return who moved the status last, and what it was before; None at birth."""
        wanted = select(ActRow.user_id, HistoryRow.before).join(
            HistoryRow, HistoryRow.act == ActRow.number
        )
        found = self._connection.execute(wanted.where(HistoryRow.number == row.last_move)).one()
        before = found.before
        return found.user_id, None if before is None else ReviewStatus(before["status"])

    def editors(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the user behind each of these changes."""
        wanted = select(HistoryRow.number, ActRow.user_id).join(
            ActRow, HistoryRow.act == ActRow.number
        )
        rows = self._connection.execute(wanted.where(HistoryRow.number.in_(numbers)))
        return {row.number: row.user_id for row in rows}

    def _editor(self, row: Row[Any]) -> str:
        wanted = (
            select(UserRow.name)
            .join(ActRow, ActRow.user_id == UserRow.id)
            .join(HistoryRow, HistoryRow.act == ActRow.number)
            .where(HistoryRow.number == row.last_edit)
        )
        return str(self._connection.scalar(wanted))

    def _write_status(self, kind: RecordKind, row: Row[Any], status: ReviewStatus) -> int:
        before = state_of(kind, row)
        return self._journal.write(kind, row.id, before, before | {"status": status.value})

    def _move(self, kind: RecordKind, row: Row[Any], status: ReviewStatus, number: int) -> None:
        try:
            self._update(kind, row.id, status=status.value, last_move=number)
        except IntegrityError as error:
            if "edited last" in str(error.orig):
                raise SecondPersonError(SECOND_PERSON) from error
            raise

    def _update(self, kind: RecordKind, record_id: int, **values: Any) -> None:
        table = _TABLES[kind]
        self._connection.execute(update(table).where(table.id == record_id).values(**values))

    def _add_review(self, kind: RecordKind, record_id: int, number: int, verdict: Verdict) -> None:
        subject = "claim_id" if kind is RecordKind.CLAIM else "record_id"
        row = {
            "number": number,
            "uid": new_uid(),
            subject: record_id,
            "verdict": verdict.verb.value,
            "reason": verdict.reason,
            "words": verdict.words,
        }
        self._connection.execute(insert(ReviewRow), [row])


def _to_review(row: Row[Any]) -> Review:
    return Review(
        verb=ReviewVerb(row.verdict),
        reason=row.reason,
        words=row.words,
        user=row.name,
        at=row.at,
        standing=row.number == row.last_move,
    )


def state_of(kind: RecordKind, row: Row[Any]) -> dict[str, Any]:
    """Return what the history keeps of a claim or record."""
    return {name: getattr(row, column) for name, column in _STATE[kind]}


def require_unchanged(unchanged: bool) -> None:
    """Refuse to overwrite what somebody else changed.

    Raises:
        StaleError: it is not as it was read.
    """
    if not unchanged:
        raise StaleError(CHANGED_ELSEWHERE)


def _named(kind: RecordKind, changes: dict[str, Any]) -> dict[str, Any]:
    return {name: changes[column] for name, column in _STATE[kind] if column in changes}
