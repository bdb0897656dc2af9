"""Keep what became of proposals in the layers that people read on their own."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from annotator.domain.history import RecordKind
from annotator.domain.proposal import ProposalState
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, State, next_id
from annotator.store.reviewed import require_unchanged
from annotator.store.tables.team import ReadingRow

_OPEN: Final = ProposalState.OPEN.value


class ReadingRepo:
    """Proposals as layers read them, in one open transaction; one that is missing is open."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def of_layers(self, layers: Sequence[int]) -> dict[tuple[int, int], ProposalState]:
        """Return what became of proposals, by layer and proposal."""
        rows = self._connection.execute(select(ReadingRow).where(ReadingRow.layer_id.in_(layers)))
        return {(row.layer_id, row.proposal_id): ProposalState(row.state) for row in rows}

    def set_states(
        self,
        layer_id: int,
        proposals: Sequence[int],
        expected: ProposalState,
        wanted: ProposalState,
        act: int | None = None,
    ) -> None:
        """Say what became of proposals in one layer, by the act under way or another one.

        Raises:
            StaleError: one of them is not in the expected state there any more.
        """
        if not proposals:
            return
        known = self._known(layer_id, proposals)
        standing = [known[own].state if own in known else _OPEN for own in proposals]
        require_unchanged(all(state == expected.value for state in standing))
        free = next_id(self._connection, ReadingRow.id)
        new = [own for own in proposals if own not in known]
        ids = {own: free + at for at, own in enumerate(new)}
        ids |= {own: row.id for own, row in known.items()}
        about = {"layer": layer_id}
        before, after = ({**about, "state": state.value} for state in (expected, wanted))
        told = [
            (ids[own], {**before, "proposal": own}, {**after, "proposal": own}) for own in proposals
        ]
        acts = None if act is None else [act] * len(told)
        written = self._journal.write_many(RecordKind.READING, told, acts)
        numbers = dict(zip(proposals, written, strict=True))
        self._add(layer_id, {own: (ids[own], numbers[own]) for own in new}, wanted)
        for own in known:
            mine = update(ReadingRow).where(ReadingRow.id == ids[own])
            self._connection.execute(mine.values(state=wanted.value, last_change=numbers[own]))

    def put_back(self, expected: State, wanted: State) -> None:
        """Make of a proposal in a layer what it was, provided that it is as expected.

        Raises:
            StaleError: it is not so any more.
        """
        before, after = (ProposalState(state["state"]) for state in (expected, wanted))
        self.set_states(expected["layer"], [expected["proposal"]], before, after)

    def _known(self, layer_id: int, proposals: Sequence[int]) -> dict[int, Any]:
        among = ReadingRow.proposal_id.in_(proposals)
        rows = self._connection.execute(
            select(ReadingRow).where(ReadingRow.layer_id == layer_id, among)
        )
        return {row.proposal_id: row for row in rows}

    def _add(self, layer_id: int, new: dict[int, tuple[int, int]], wanted: ProposalState) -> None:
        rows = [
            {
                "id": own,
                "uid": new_uid(),
                "layer_id": layer_id,
                "proposal_id": proposal,
                "state": wanted.value,
                "last_change": number,
            }
            for proposal, (own, number) in new.items()
        ]
        if rows:
            self._connection.execute(insert(ReadingRow), rows)
