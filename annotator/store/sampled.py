"""The claims that a sample is drawn from, and what became of those drawn."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, func, select

from annotator.domain.history import RecordKind
from annotator.domain.layer import LayerKind
from annotator.domain.review import ReviewStatus
from annotator.store.among import batched
from annotator.store.tables.annotations import ClaimRow, CommentRow
from annotator.store.tables.declared import aliased
from annotator.store.tables.documents import DocumentRow, LayerRow
from annotator.store.tables.project import ActRow, HistoryRow

_TAKEN: Final = (ReviewStatus.SUBMITTED.value, ReviewStatus.APPROVED.value)
_CLAIM: Final = HistoryRow.record_kind == RecordKind.CLAIM.value


class Sampled(NamedTuple):
    """A claim of the whole, as it stood then: `annotator` made it, `body` is what it was."""

    claim_id: int
    document_id: int
    annotator: int
    body: int


class Later(NamedTuple):
    """One change of a claim after the sample was drawn; `taken_back` is true of one that undoes."""

    claim_id: int
    status: str
    body: int
    deleted: bool
    taken_back: bool


class SampleRepo:
    """Reads of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self) -> int:
        """Return the number of the newest change."""
        return int(self._connection.scalar(select(func.max(HistoryRow.number))) or 0)

    def whole(self, at: int) -> tuple[Sampled, ...]:
        """Return the agreed claims that were submitted or approved after one change.

        Documents that are excluded now are left out.
        """
        last = (
            select(func.max(HistoryRow.number).label("number"))
            .where(_CLAIM, HistoryRow.number <= at)
            .group_by(HistoryRow.record_id)
            .subquery()
        )
        born, maker = aliased(HistoryRow), aliased(ActRow)
        rows = self._connection.execute(
            select(ClaimRow.id, ClaimRow.document_id, maker.user_id, HistoryRow.after)
            .join(HistoryRow, _CLAIM & (HistoryRow.record_id == ClaimRow.id))
            .join(last, last.c.number == HistoryRow.number)
            .join(born, born.number == ClaimRow.created)
            .join(maker, maker.number == born.act)
            .join(LayerRow, LayerRow.id == ClaimRow.layer_id)
            .join(DocumentRow, DocumentRow.id == ClaimRow.document_id)
            .where(LayerRow.kind == LayerKind.AGREED.value, DocumentRow.excluded.is_(None))
            .order_by(ClaimRow.id)
        )
        return tuple(
            Sampled(own, document, user, after["body"])
            for own, document, user, after in rows
            if after["status"] in _TAKEN and not after["deleted"]
        )

    def later(self, claims: Sequence[int], at: int) -> tuple[Later, ...]:
        """Return what became of some claims since, in order."""
        asked = (
            select(HistoryRow, ActRow.label, ActRow.undoes)
            .join(ActRow, ActRow.number == HistoryRow.act)
            .where(_CLAIM, HistoryRow.number > at)
            .order_by(HistoryRow.number)
        )
        return tuple(
            _to_later(row)
            for part in batched(claims)
            for row in self._connection.execute(asked.where(HistoryRow.record_id.in_(part)))
        )

    def remarked(self, claims: Sequence[int], text: str) -> set[int]:
        """Return which of some claims have a living comment with exactly these words."""
        wanted = select(CommentRow.claim_id).where(CommentRow.text == text, ~CommentRow.deleted)
        return {
            own
            for part in batched(claims)
            for own in self._connection.scalars(wanted.where(CommentRow.claim_id.in_(part)))
        }


def _to_later(row: Any) -> Later:
    back = row.undoes is not None or row.label.startswith("Withdraw ")
    after = row.after
    return Later(row.record_id, after["status"], after["body"], after["deleted"], back)
