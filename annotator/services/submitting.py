"""Hand in many documents at once: first which of them could be, then all of those or none."""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from annotator.domain.document import DocumentListing, DocumentRecord
from annotator.domain.errors import StaleError, UsageError
from annotator.domain.events import DocumentsChanged
from annotator.domain.review import ReviewVerb, may
from annotator.domain.submitting import SubmitPlan
from annotator.runtime.progress import Progress, Silent
from annotator.services.context import Context
from annotator.services.handing_in import hand_in
from annotator.services.searching import PAGE
from annotator.store.unit_of_work import UnitOfWork

_CHANGED = "What is listed was changed in the meantime; nothing was submitted. Look again."


class _Standing(Enum):
    """Whether a document can be submitted with others, or why not."""

    READY = auto()
    UNDECIDED = auto()
    EMPTY = auto()
    EXCLUDED = auto()
    DONE = auto()


class SubmittingService:
    """The one door to submitting several documents."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def preview(self, documents: Sequence[int], progress: Progress | None = None) -> SubmitPlan:
        """Return which of some documents can be submitted, and how many others why not.

        Raises:
            CancelledError: the person has asked to stop.
        """
        ready: list[int] = []
        claims, counted = 0, Counter[_Standing]()
        with self._context.reading() as unit:
            for listing, standing in _looked_at(unit, documents, progress or Silent()):
                counted[standing] += 1
                if standing is _Standing.READY:
                    ready.append(listing.id)
                    claims += listing.progress.draft + listing.progress.returned
        return SubmitPlan(
            documents=tuple(ready),
            claims=claims,
            undecided=counted[_Standing.UNDECIDED],
            empty=counted[_Standing.EMPTY],
            excluded=counted[_Standing.EXCLUDED],
            done=counted[_Standing.DONE],
        )

    def submit(self, plan: SubmitPlan, progress: Progress | None = None) -> int:
        """Submit the documents of a plan in one act, and return how many there were.

        Raises:
            StaleError: one of them cannot be submitted any more; none is.
            CancelledError: the person has asked to stop; none is submitted.
        """
        watched, number = progress or Silent(), len(plan.documents)
        only = plan.documents[0] if number == 1 else None
        with self._context.writing(plan.label, only) as unit:
            for done, document_id in enumerate(plan.documents):
                watched.step(done, number, "")
                try:
                    hand_in(unit, self._context.user.id, document_id)
                except UsageError as error:
                    raise StaleError(_CHANGED) from error
            unit.commit()
        self._context.publish(DocumentsChanged())
        return number


def _looked_at(
    unit: UnitOfWork, documents: Sequence[int], progress: Progress
) -> Iterator[tuple[DocumentListing, _Standing]]:
    for at in range(0, len(documents), PAGE):
        progress.step(at, len(documents), "")
        lot = documents[at : at + PAGE]
        records = unit.records.of_documents(lot)
        for listing in unit.search.document_lists().lines(lot):
            yield listing, _standing(listing, records[listing.id])


def _standing(listing: DocumentListing, record: DocumentRecord) -> _Standing:
    """Return how a document stands; that there are no claims is said of each, never of many."""
    marks, found = listing.marks, listing.progress
    if marks.excluded is not None:
        return _Standing.EXCLUDED
    if found.open:
        return _Standing.UNDECIDED
    if not found.claims and not marks.no_claims:
        return _Standing.EMPTY
    wants = found.draft + found.returned or may(record.status, ReviewVerb.SUBMIT)
    return _Standing.READY if wants else _Standing.DONE
