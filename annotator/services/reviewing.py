"""The second person's work: verdicts on what was submitted, and their withdrawal."""

from annotator.domain.errors import IllegalMoveError, UsageError
from annotator.domain.events import DocumentChanged
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb, may
from annotator.domain.verdict import Verdict
from annotator.services.context import Context
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

        Returns how many claims that were.

        Raises:
            UsageError: proposals are still open, or there is nothing to submit and no mark
                that the document holds no claims.
        """
        with self._context.writing("Submit document", document_id) as unit:
            waiting = len(unit.proposals.of_document(document_id))
            if waiting:
                raise UsageError(f"{waiting} proposals are open still: accept or refuse each.")
            claims = unit.claims.of_document(document_id)
            if not claims and not unit.documents.get(document_id).marks.no_claims:
                raise UsageError("There is no claim yet: add one, or say “no claims here”.")
            record = unit.records.of_document(document_id)
            subjects = [(RecordKind.CLAIM, claim.id, claim.status) for claim in claims]
            subjects.append((RecordKind.RECORD, record.id, record.status))
            moved = [item for item in subjects if may(item[2], ReviewVerb.SUBMIT)]
            if not moved:
                raise UsageError("Everything here is submitted already.")
            for kind, record_id, _status in moved:
                self._move(unit, kind, record_id, Verdict(verb=ReviewVerb.SUBMIT))
            unit.commit()
        self._context.publish(DocumentChanged(document_id))
        return sum(kind is RecordKind.CLAIM for kind, _id, _status in moved)

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
            IllegalMoveError: it is not submitted.
            UsageError: it is returned without a reason.
        """
        if verb is ReviewVerb.RETURN and not reason:
            raise UsageError("Say why it is returned: pick a reason.")
        verdict = Verdict(verb=verb, reason=reason or None, words=words or None)
        document_id = self._document_of(kind, record_id)
        with self._context.writing(f"{_LABELS[verb]} {kind}", document_id) as unit:
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
            author, earlier = unit.reviewed.last_move(row)
            if earlier is None or row.status == ReviewStatus.DRAFT.value:
                raise IllegalMoveError("There is no verdict to withdraw.")
            if author != self._context.user.id:
                raise IllegalMoveError("Only who gave the verdict can withdraw it.")
            if row.last_edit >= row.last_move:
                raise IllegalMoveError("It was edited since; the verdict cannot be withdrawn.")
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
