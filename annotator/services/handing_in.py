"""How one document is submitted, alone or with others."""

from annotator.domain.assigning import Assignment, alone_in
from annotator.domain.errors import UsageError
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewVerb, may
from annotator.domain.verdict import Verdict
from annotator.store.unit_of_work import UnitOfWork


def hand_in(unit: UnitOfWork, user_id: int, document_id: int) -> int:
    """Submit a document's record and its claims that are drafts or were returned.

    Who reads it on their own submits those of their own layer, which is closed from then on,
    though it has no claim. Returns how many claims that were.

    Raises:
        UsageError: proposals are still open, or there is nothing to submit and no mark that the
            document holds no claims.
    """
    waiting = len(unit.proposals.scored(document_id))
    if waiting:
        raise UsageError(f"{waiting} proposals are open still: accept or refuse each.")
    alone = own_reading(unit, user_id, document_id)
    moved = _submittable(unit, document_id, alone=alone is not None)
    if not moved and (alone is None or alone.submitted):
        raise UsageError("Everything here is submitted already.")
    claims = [own for kind, own in moved if kind is RecordKind.CLAIM]
    unit.reviewed.submit_drafts(claims)
    for kind, own in moved:
        if kind is RecordKind.RECORD:
            unit.reviewed.move(kind, unit.reviewed.row(kind, own), Verdict(verb=ReviewVerb.SUBMIT))
    if alone is not None and not alone.submitted:
        unit.layers.personal(document_id, alone.user_id)
        unit.assignments.set_submitted(alone, submitted=True)
    return len(claims)


def own_reading(unit: UnitOfWork, user_id: int, document_id: int) -> Assignment | None:
    """Return the assignment by which somebody reads a layer of their own."""
    if not unit.seeing.reads_alone(document_id):
        return None
    return alone_in(unit.assignments.of_document(document_id), user_id)


def _submittable(
    unit: UnitOfWork, document_id: int, *, alone: bool
) -> list[tuple[RecordKind, int]]:
    claims = unit.claims.statuses(document_id)
    if not claims and not alone and not unit.documents.get(document_id).marks.no_claims:
        raise UsageError("There is no claim yet: add one, or say “no claims here”.")
    record = unit.records.of_document(document_id)
    subjects = [(RecordKind.CLAIM, own, status) for own, status in sorted(claims.items())]
    subjects.append((RecordKind.RECORD, record.id, record.status))
    return [(kind, own) for kind, own, status in subjects if may(status, ReviewVerb.SUBMIT)]
