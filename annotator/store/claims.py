"""Keep and fetch claims; the row/model border runs through here."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, insert, select

from annotator.domain.claim import Claim, ClaimBody
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus
from annotator.store.bodies import BodyRepo
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, next_id
from annotator.store.reviewed import ReviewedRepo
from annotator.store.tables.annotations import ClaimRow, ProposalRow
from annotator.store.tables.project import ActRow, HistoryRow


class NewClaim(NamedTuple):
    """A claim to be made, and the proposal it comes from."""

    body: ClaimBody
    proposal_id: int | None = None


class ClaimRepo:
    """Claims of one open transaction."""

    def __init__(
        self, connection: Connection, journal: Journal, bodies: BodyRepo, reviewed: ReviewedRepo
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._bodies = bodies
        self._reviewed = reviewed

    def of_document(self, document_id: int) -> tuple[Claim, ...]:
        """Return a document's living claims in the order of their first words.

        They are those of the layer that the user reads; of all layers for nobody in particular.
        """
        read = self._reviewed.seeing.claims()
        return self._claims(and_(ClaimRow.document_id == document_id, ~ClaimRow.deleted, read))

    def statuses(self, document_id: int) -> dict[int, ReviewStatus]:
        """Return how far each of a document's living claims is that the user reads, by its id."""
        read = self._reviewed.seeing.claims()
        inside = and_(ClaimRow.document_id == document_id, ~ClaimRow.deleted, read)
        rows = self._connection.execute(select(ClaimRow.id, ClaimRow.status).where(inside))
        return {row.id: ReviewStatus(row.status) for row in rows}

    def of_layer(self, layer_id: int) -> tuple[Claim, ...]:
        """Return a layer's living claims in the order of their first words."""
        return self._claims((ClaimRow.layer_id == layer_id) & ~ClaimRow.deleted)

    def get(self, claim_id: int) -> Claim:
        """Return one claim, deleted or not.

        Raises:
            NotFoundError: there is none.
        """
        self._reviewed.row(RecordKind.CLAIM, claim_id)
        return self._claims(ClaimRow.id == claim_id)[0]

    def add(
        self, document_id: int, layer_id: int, claims: Sequence[NewClaim], text: str
    ) -> tuple[int, ...]:
        """Store new claims on one text and return their ids."""
        if not claims:
            return ()
        bodies = self._bodies.add_claims([claim.body for claim in claims], text)
        first = next_id(self._connection, ClaimRow.id)
        ids = tuple(range(first, first + len(claims)))
        states = [
            (claim_id, None, {"body": body, "status": ReviewStatus.DRAFT.value, "deleted": False})
            for claim_id, body in zip(ids, bodies, strict=True)
        ]
        numbers = self._journal.write_many(RecordKind.CLAIM, states)
        rows = [
            {
                "id": claim_id,
                "uid": new_uid(),
                "document_id": document_id,
                "layer_id": layer_id,
                "body_id": body,
                "status": ReviewStatus.DRAFT.value,
                "deleted": False,
                "proposal_id": claim.proposal_id,
                "created": number,
                "last_edit": number,
                "last_move": number,
            }
            for claim_id, body, number, claim in zip(ids, bodies, numbers, claims, strict=True)
        ]
        self._connection.execute(insert(ClaimRow), rows)
        return ids

    def swap(self, claim_id: int, expected: ClaimBody, wanted: ClaimBody, text: str) -> None:
        """Store `wanted` where `expected` stands now.

        Raises:
            StaleError: something else stands there, or it was deleted.
        """
        row = self._reviewed.row(RecordKind.CLAIM, claim_id)
        unchanged = not row.deleted and self._bodies.claim(row.body_id) == expected
        self._reviewed.require_as_read(row, unchanged)
        (body,) = self._bodies.add_claims([wanted], text)
        self._reviewed.edit(RecordKind.CLAIM, row, body_id=body)

    def delete(self, claim_id: int, expected: ClaimBody) -> None:
        """Mark a claim deleted.

        Raises:
            StaleError: it does not read as expected any more.
        """
        row = self._reviewed.row(RecordKind.CLAIM, claim_id)
        unchanged = not row.deleted and self._bodies.claim(row.body_id) == expected
        self._reviewed.require_as_read(row, unchanged)
        self._reviewed.edit(RecordKind.CLAIM, row, deleted=True)

    def _claims(self, condition: Any) -> tuple[Claim, ...]:
        parts = self._bodies.parts(select(ClaimRow.body_id).where(condition))
        rows = self._connection.execute(
            select(ClaimRow, ProposalRow.score, ActRow.user_id)
            .outerjoin(ProposalRow, ProposalRow.id == ClaimRow.proposal_id)
            .join(HistoryRow, HistoryRow.number == ClaimRow.last_edit)
            .join(ActRow, ActRow.number == HistoryRow.act)
            .where(condition)
        )
        claims = [_to_model(row, parts[row.body_id].claim_body()) for row in rows]
        return tuple(sorted(claims, key=lambda claim: (claim.body.start, claim.id)))


def _to_model(row: Any, body: ClaimBody) -> Claim:
    return Claim.model_construct(
        id=row.id,
        uid=UUID(row.uid),
        document_id=row.document_id,
        layer_id=row.layer_id,
        body=body,
        status=ReviewStatus(row.status),
        editor=row.user_id,
        proposal_id=row.proposal_id,
        score=row.score,
    )
