"""The second person's work: verdicts on what was submitted, and their withdrawal."""

from typing import Any

from annotator.domain.errors import IllegalMoveError, UsageError
from annotator.domain.events import DocumentChanged
from annotator.domain.history import RecordKind
from annotator.domain.layer import LayerKind
from annotator.domain.review import ReviewStatus, ReviewVerb, leads
from annotator.domain.rights import Right
from annotator.domain.verdict import Verdict
from annotator.services.context import Context
from annotator.services.handing_in import hand_in, own_reading
from annotator.store.unit_of_work import UnitOfWork

_LABELS = {
    ReviewVerb.APPROVE: "Approve",
    ReviewVerb.RETURN: "Return",
    ReviewVerb.REJECT: "Reject",
}


class ReviewingService:
    """The one door to the status of claims and document records."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def submit(self, document_id: int) -> int:
        """Submit a document's record and all its claims that are drafts or were returned.

        Who reads it on their own submits those of their own layer, which is closed from then on,
        though it has no claim. Returns how many claims that were.

        Raises:
            UsageError: proposals are still open, or there is nothing to submit and no mark
                that the document holds no claims.
        """
        with self._context.writing("Submit document", document_id) as unit:
            moved = hand_in(unit, self._context.user.id, document_id)
            unit.commit()
        self._context.publish(DocumentChanged(document_id))
        return moved

    def take_back(self, document_id: int) -> None:
        """Take back that one has submitted what one reads on one's own; its claims are drafts.

        Raises:
            IllegalMoveError: it was not submitted, or adjudication of it has begun.
        """
        with self._context.writing("Take submission back", document_id) as unit:
            alone = own_reading(unit, self._context.user.id, document_id)
            if alone is None or not alone.submitted:
                settled = unit.assignments.is_settled(document_id)
                why = "its adjudication has begun" if settled else "you have not submitted it"
                raise IllegalMoveError(f"This cannot be taken back: {why}.")
            unit.assignments.set_submitted(alone, submitted=False)
            for claim in unit.claims.of_document(document_id):
                if claim.status is ReviewStatus.SUBMITTED:
                    row = unit.reviewed.row(RecordKind.CLAIM, claim.id)
                    unit.reviewed.take_back(RecordKind.CLAIM, row, ReviewStatus.DRAFT)
            unit.commit()
        self._context.publish(DocumentChanged(document_id))

    def give(
        self,
        kind: RecordKind,
        record_id: int,
        verb: ReviewVerb,
        *,
        reason: str | None = None,
        words: str | None = None,
    ) -> None:
        """Approve, return or reject a claim or a document record.

        Raises:
            SecondPersonError: the user edited it last.
            RightError: the user is no reviewer.
            IllegalMoveError: it is not submitted, or is what somebody reads on their own.
            UsageError: it is returned without a reason.
        """
        if verb is ReviewVerb.RETURN and not reason:
            raise UsageError("Say why it is returned: pick a reason.")
        verdict = Verdict(verb=verb, reason=reason or None, words=words or None)
        document_id = self._document_of(kind, record_id)
        label = f"{_LABELS[verb]} {kind}"
        with self._context.writing(label, document_id, right=Right.REVIEW) as unit:
            row = unit.reviewed.row(kind, record_id)
            _require_agreed(unit, kind, row, "this is one person's own")
            self._move(unit, kind, record_id, verdict)
            unit.commit()
        self._context.publish(DocumentChanged(document_id))

    def withdraw(self, kind: RecordKind, record_id: int) -> None:
        """Take back one's own last verdict or submission, while nothing followed it.

        Raises:
            IllegalMoveError: somebody else gave it, or something followed.
        """
        document_id = self._document_of(kind, record_id)
        with self._context.writing(f"Withdraw {kind}", document_id, undoable=False) as unit:
            row = unit.reviewed.row(kind, record_id)
            _require_agreed(unit, kind, row, "take back all of what you submitted instead")
            author, earlier = unit.reviewed.last_move(row)
            if earlier is not None and author != self._context.user.id:
                raise IllegalMoveError("Only who gave the verdict can withdraw it.")
            if earlier is not None and row.last_edit >= row.last_move:
                raise IllegalMoveError("It was edited since; the verdict cannot be withdrawn.")
            if earlier is None or not leads(earlier, ReviewStatus(row.status)):
                raise IllegalMoveError("There is no verdict to withdraw.")
            unit.reviewed.take_back(kind, row, earlier)
            unit.commit()
        self._context.publish(DocumentChanged(document_id))

    def _move(self, unit: UnitOfWork, kind: RecordKind, record_id: int, verdict: Verdict) -> None:
        row = unit.reviewed.row(kind, record_id)
        if kind is RecordKind.CLAIM and row.deleted:
            raise IllegalMoveError("This claim was deleted.")
        unit.reviewed.move(kind, row, verdict)

    def _document_of(self, kind: RecordKind, record_id: int) -> int:
        with self._context.reading() as unit:
            return int(unit.reviewed.row(kind, record_id).document_id)


def _require_agreed(unit: UnitOfWork, kind: RecordKind, row: Any, why: str) -> None:
    if kind is RecordKind.CLAIM and unit.layers.kind(row.layer_id) is not LayerKind.AGREED:
        raise IllegalMoveError(f"Only the agreed layer is reviewed; {why}.")
