"""Keep and fetch what engines propose, layer by layer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from annotator.domain.errors import NotFoundError
from annotator.domain.history import RecordKind
from annotator.domain.proposal import Proposal, ProposalState, ProposedClaim
from annotator.store.bodies import BodyRepo
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, next_id
from annotator.store.reviewed import require_unchanged
from annotator.store.tables.annotations import ProposalRow


class ProposalRepo:
    """Proposals of one open transaction."""

    def __init__(self, connection: Connection, journal: Journal, bodies: BodyRepo) -> None:
        self._connection = connection
        self._journal = journal
        self._bodies = bodies

    def of_document(
        self, document_id: int, states: Sequence[ProposalState] = (ProposalState.OPEN,)
    ) -> tuple[Proposal, ...]:
        """Return a document's proposals in these states, in the order of their first words."""
        among = ProposalRow.state.in_([state.value for state in states])
        return self._proposals((ProposalRow.document_id == document_id) & among)

    def get(self, proposal_id: int) -> Proposal:
        """Return one proposal.

        Raises:
            NotFoundError: there is none.
        """
        found = self._proposals(ProposalRow.id == proposal_id)
        if not found:
            raise NotFoundError(f"There is no proposal {proposal_id} in this project.")
        return found[0]

    def add(
        self,
        document_id: int,
        layer_id: int,
        proposed: Sequence[tuple[ProposedClaim, ProposalState]],
        text: str,
    ) -> None:
        """Store what an engine proposes for one text."""
        if not proposed:
            return
        bodies = self._bodies.add_proposals([claim for claim, _state in proposed], text)
        first = next_id(self._connection, ProposalRow.id)
        ids = range(first, first + len(proposed))
        states = [
            (proposal_id, None, {"state": state.value})
            for proposal_id, (_claim, state) in zip(ids, proposed, strict=True)
        ]
        numbers = self._journal.write_many(RecordKind.PROPOSAL, states)
        rows = [
            {
                "id": proposal_id,
                "uid": new_uid(),
                "document_id": document_id,
                "layer_id": layer_id,
                "body_id": body,
                "score": claim.score,
                "state": state.value,
                "last_change": number,
            }
            for proposal_id, body, number, (claim, state) in zip(
                ids, bodies, numbers, proposed, strict=True
            )
        ]
        self._connection.execute(insert(ProposalRow), rows)

    def set_state(self, proposal_id: int, expected: ProposalState, wanted: ProposalState) -> None:
        """Say what became of a proposal.

        Raises:
            StaleError: it is not in the expected state any more.
        """
        mine = ProposalRow.id == proposal_id
        state = self._connection.scalar(select(ProposalRow.state).where(mine))
        require_unchanged(state == expected.value)
        number = self._journal.write(
            RecordKind.PROPOSAL, proposal_id, {"state": state}, {"state": wanted.value}
        )
        values = {"state": wanted.value, "last_change": number}
        self._connection.execute(update(ProposalRow).where(mine).values(**values))

    def _proposals(self, condition: Any) -> tuple[Proposal, ...]:
        parts = self._bodies.parts(select(ProposalRow.body_id).where(condition))
        rows = self._connection.execute(select(ProposalRow).where(condition))
        found = [
            Proposal.model_construct(
                id=row.id,
                uid=UUID(row.uid),
                document_id=row.document_id,
                layer_id=row.layer_id,
                body=parts[row.body_id].proposed_claim(row.score),
                state=ProposalState(row.state),
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda item: (item.body.content[0].start, item.id)))
