"""Keep and fetch what people remark on claims."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from annotator.domain.comment import Comment
from annotator.domain.history import RecordKind
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, next_id
from annotator.store.reviewed import require_unchanged
from annotator.store.tables.annotations import ClaimRow, CommentRow
from annotator.store.tables.project import ActRow, HistoryRow, UserRow


class CommentRepo:
    """Comments of one open transaction."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def of_document(self, document_id: int) -> tuple[Comment, ...]:
        """Return the living comments on a document's claims, oldest first."""
        rows = self._connection.execute(
            select(CommentRow, UserRow.name, ActRow.at)
            .join(ClaimRow, ClaimRow.id == CommentRow.claim_id)
            .join(HistoryRow, HistoryRow.number == CommentRow.created)
            .join(ActRow, ActRow.number == HistoryRow.act)
            .join(UserRow, UserRow.id == ActRow.user_id)
            .where(ClaimRow.document_id == document_id, ~CommentRow.deleted)
            .order_by(CommentRow.id)
        )
        return tuple(
            Comment(
                id=row.id,
                uid=UUID(row.uid),
                claim_id=row.claim_id,
                user=row.name,
                at=row.at,
                text=row.text,
            )
            for row in rows
        )

    def add(self, claim_id: int, text: str) -> int:
        """Store a remark and return its id."""
        comment_id = next_id(self._connection, CommentRow.id)
        number = self._journal.write(RecordKind.COMMENT, comment_id, None, _state(text))
        row = {
            "id": comment_id,
            "uid": new_uid(),
            "claim_id": claim_id,
            "text": text,
            "deleted": False,
            "created": number,
            "last_change": number,
        }
        self._connection.execute(insert(CommentRow), [row])
        return comment_id

    def set_deleted(self, comment_id: int, *, deleted: bool) -> None:
        """Take a remark away, or bring it back.

        Raises:
            StaleError: it is so already.
        """
        mine = CommentRow.id == comment_id
        row: Any = self._connection.execute(select(CommentRow).where(mine)).one()
        require_unchanged(row.deleted != deleted)
        before, after = _state(row.text, deleted=not deleted), _state(row.text, deleted=deleted)
        number = self._journal.write(RecordKind.COMMENT, comment_id, before, after)
        changes = update(CommentRow).where(mine).values(deleted=deleted, last_change=number)
        self._connection.execute(changes)


def _state(text: str, *, deleted: bool = False) -> dict[str, Any]:
    return {"text": text, "deleted": deleted}
