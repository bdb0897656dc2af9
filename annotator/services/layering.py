"""Which layer somebody works in, and what they make of proposals there."""

from collections.abc import Sequence

from annotator.domain.assigning import SUBMITTED, Assignment, alone_in
from annotator.domain.errors import ClosedError
from annotator.domain.layer import LayerKind
from annotator.domain.proposal import ProposalState
from annotator.store.unit_of_work import UnitOfWork


def layer_of(unit: UnitOfWork, document_id: int) -> int:
    """Return the layer of a document that the user works in, made at need.

    Raises:
        ClosedError: the user has submitted it, or others read the document on their own and
            are not done.
    """
    reader = unit.journal.user
    assignments = unit.assignments.of_document(document_id)
    mine = alone_in(assignments, reader)
    if mine is not None and unit.seeing.reads_alone(document_id):
        if mine.submitted:
            raise ClosedError(SUBMITTED)
        return unit.layers.personal(document_id, reader)
    _require_done(unit, assignments)
    return unit.layers.agreed(document_id)


def decide(
    unit: UnitOfWork, document_id: int, proposals: Sequence[int], wanted: ProposalState
) -> None:
    """Say what became of open proposals of one document, in the layer that the user works in.

    Raises:
        ClosedError: nothing is to be changed there.
        StaleError: somebody has decided on one of them already.
    """
    if not proposals:
        return
    layer = layer_of(unit, document_id)
    if unit.layers.kind(layer) is LayerKind.ANNOTATOR:
        unit.readings.set_states(layer, proposals, ProposalState.OPEN, wanted)
    else:
        unit.proposals.set_states(proposals, ProposalState.OPEN, wanted)


def _require_done(unit: UnitOfWork, assignments: Sequence[Assignment]) -> None:
    """Refuse to work in the agreed layer while others read the document on their own."""
    busy = {item.user_id for item in assignments if item.independent and not item.submitted}
    if busy:
        names = [user.name for user in unit.users.all() if user.id in busy]
        verb = "reads" if len(names) == 1 else "read"
        raise ClosedError(
            f"{_listed(names)} {verb} this document independently; until that is submitted, "
            "nobody else decides or adds anything in it."
        )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
