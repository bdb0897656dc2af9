"""Keep and fetch what engines propose, layer by layer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, func, select, update

from annotator.domain.errors import NotFoundError
from annotator.domain.history import RecordKind
from annotator.domain.proposal import Glimpse, Proposal, ProposalState, Scored
from annotator.store.bodies import BodyRepo
from annotator.store.journal import Journal
from annotator.store.reviewed import require_unchanged
from annotator.store.seeing import Seeing
from annotator.store.tables.annotations import FragmentRow, LinkRow, ProposalRow
from annotator.store.tables.documents import DocumentRow


class ProposalRepo:
    """Proposals of one open transaction, as open as they are to whom it shows them."""

    def __init__(
        self, connection: Connection, journal: Journal, bodies: BodyRepo, seeing: Seeing
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._bodies = bodies
        self._seeing = seeing

    def of_document(
        self, document_id: int, states: Sequence[ProposalState] = (ProposalState.OPEN,)
    ) -> tuple[Proposal, ...]:
        """Return a document's proposals in these states, in the order of their first words."""
        among = self._seeing.state().in_([state.value for state in states])
        return self._proposals((ProposalRow.document_id == document_id) & among)

    def scored(self, document_id: int | None = None) -> tuple[Scored, ...]:
        """Return the open proposals of one document, or of all, the surest last.

        Of all documents those are left out that are excluded, or closed to the user.
        """
        wanted: Any = and_(DocumentRow.excluded.is_(None), self._seeing.opened(DocumentRow.id))
        if document_id is not None:
            wanted = ProposalRow.document_id == document_id
        rows = self._connection.execute(
            select(ProposalRow.id, ProposalRow.document_id, ProposalRow.score)
            .join(DocumentRow, DocumentRow.id == ProposalRow.document_id)
            .where(self._seeing.state() == ProposalState.OPEN.value, wanted)
            .order_by(ProposalRow.score, ProposalRow.id)
        )
        return tuple(Scored(*row) for row in rows)

    def glimpses(self, proposals: Sequence[int]) -> tuple[Glimpse, ...]:
        """Return some proposals in a line each, the least sure first."""
        first = (FragmentRow.body_id == ProposalRow.body_id) & (FragmentRow.position == 0)
        said_by = (
            select(LinkRow.speaker_name)
            .where(LinkRow.body_id == ProposalRow.body_id)
            .order_by(LinkRow.position.desc())
            .limit(1)
            .scalar_subquery()
        )
        columns = (ProposalRow.id, ProposalRow.document_id, ProposalRow.score)
        rows = self._connection.execute(
            select(*columns, said_by, FragmentRow.words)
            .join(FragmentRow, first)
            .where(ProposalRow.id.in_(proposals))
            .order_by(ProposalRow.score, ProposalRow.id)
        )
        return tuple(Glimpse(*row) for row in rows)

    def get(self, proposal_id: int) -> Proposal:
        """Return one proposal.

        Raises:
            NotFoundError: there is none.
        """
        found = self._proposals(ProposalRow.id == proposal_id)
        if not found:
            raise NotFoundError(f"There is no proposal {proposal_id} in this project.")
        return found[0]

    def set_state(self, proposal_id: int, expected: ProposalState, wanted: ProposalState) -> None:
        """Say what became of a proposal for all who do not read its document on their own.

        Raises:
            StaleError: it is not in the expected state any more.
        """
        self.set_states([proposal_id], expected, wanted)

    def set_states(
        self, proposals: Sequence[int], expected: ProposalState, wanted: ProposalState
    ) -> None:
        """Say what became of some proposals for all who do not read their document on their own.

        Raises:
            StaleError: one of them is not in the expected state any more.
        """
        if not proposals:
            return
        among = ProposalRow.id.in_(proposals) & (ProposalRow.state == expected.value)
        found = self._connection.scalar(select(func.count()).select_from(ProposalRow).where(among))
        require_unchanged(found == len(proposals))
        before, after = {"state": expected.value}, {"state": wanted.value}
        changes = [(proposal_id, before, after) for proposal_id in proposals]
        numbers = self._journal.write_many(RecordKind.PROPOSAL, changes)
        rows = [
            {"mine": proposal_id, "number": number}
            for proposal_id, number in zip(proposals, numbers, strict=True)
        ]
        mine = update(ProposalRow).where(ProposalRow.id == bindparam("mine"))
        changed = mine.values(state=wanted.value, last_change=bindparam("number"))
        self._connection.execute(changed, rows)

    def _proposals(self, condition: Any) -> tuple[Proposal, ...]:
        parts = self._bodies.parts(select(ProposalRow.body_id).where(condition))
        state = self._seeing.state().label("now")
        rows = self._connection.execute(select(ProposalRow, state).where(condition))
        found = [
            Proposal.model_construct(
                id=row.id,
                uid=UUID(row.uid),
                document_id=row.document_id,
                layer_id=row.layer_id,
                body=parts[row.body_id].proposed_claim(row.score),
                state=ProposalState(row.now),
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda item: (item.body.content[0].start, item.id)))
