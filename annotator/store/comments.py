"""Keep and fetch what people remark on claims."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from annotator.domain.comment import Comment
from annotator.domain.errors import NotFoundError
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
        """Return the comments on a document's claims, oldest first.

        A deleted one is among them while a living one answers it, or answers an answer to it.
        """
        rows = self._connection.execute(
            select(CommentRow, UserRow.name, ActRow.at)
            .join(ClaimRow, ClaimRow.id == CommentRow.claim_id)
            .join(HistoryRow, HistoryRow.number == CommentRow.created)
            .join(ActRow, ActRow.number == HistoryRow.act)
            .join(UserRow, UserRow.id == ActRow.user_id)
            .where(ClaimRow.document_id == document_id)
            .order_by(CommentRow.id)
        ).all()
        answered = _answered({row.id: row.reply_to for row in rows if not row.deleted}, rows)
        return tuple(
            Comment(
                id=row.id,
                uid=UUID(row.uid),
                claim_id=row.claim_id,
                user=row.name,
                at=row.at,
                text=row.text,
                reply_to=row.reply_to,
                deleted=row.deleted,
            )
            for row in rows
            if not row.deleted or row.id in answered
        )

    def add(self, claim_id: int, text: str, reply_to: int | None = None) -> int:
        """Store a remark, perhaps in answer to another one on the claim, and return its id.

        Raises:
            NotFoundError: there is no such remark on this claim.
        """
        if reply_to is not None:
            self._require(reply_to, claim_id)
        comment_id = next_id(self._connection, CommentRow.id)
        number = self._journal.write(RecordKind.COMMENT, comment_id, None, _state(text))
        row = {
            "id": comment_id,
            "uid": new_uid(),
            "claim_id": claim_id,
            "text": text,
            "reply_to": reply_to,
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

    def _require(self, comment_id: int, claim_id: int) -> None:
        mine = (CommentRow.id == comment_id) & (CommentRow.claim_id == claim_id)
        if self._connection.scalar(select(CommentRow.id).where(mine)) is None:
            raise NotFoundError(f"There is no comment {comment_id} on this claim.")


def _answered(living: dict[int, int | None], rows: Sequence[Any]) -> set[int]:
    """Return which comments a living one answers, itself or by way of others."""
    above = {row.id: row.reply_to for row in rows}
    found: set[int] = set()
    for parent in living.values():
        here = parent
        while here is not None and here not in found:
            found.add(here)
            here = above.get(here)
    return found


def _state(text: str, *, deleted: bool = False) -> dict[str, Any]:
    return {"text": text, "deleted": deleted}
