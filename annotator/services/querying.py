"""Read what is there: lists, one document's sheet, queues and histories."""

from annotator.domain.codebook import Codebook
from annotator.domain.document import DocumentListing, DocumentStatus
from annotator.domain.history import Act, RecordKind
from annotator.domain.project import Project
from annotator.domain.proposal import ProposalState
from annotator.domain.review import ReviewStatus
from annotator.domain.sheet import Sheet
from annotator.domain.speaker import Speaker
from annotator.domain.user import User
from annotator.domain.waiting import QueueFilter, QueueItem
from annotator.services.context import Context
from annotator.services.known_speakers import KnownSpeakers


class QueryingService:
    """Reads; changes nothing."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known = KnownSpeakers()

    def project(self) -> Project:
        """Return what this project is."""
        with self._context.reading() as unit:
            return unit.project.get()

    def codebook(self) -> Codebook:
        """Return the codebook in force."""
        with self._context.reading() as unit:
            return unit.project.codebook()

    def users(self) -> tuple[User, ...]:
        """Return everybody who works here, by name."""
        with self._context.reading() as unit:
            return unit.users.all()

    def speakers(self) -> tuple[Speaker, ...]:
        """Return the registry, by name."""
        with self._context.reading() as unit:
            return unit.speakers.all()

    def documents(
        self, words: str = "", status: DocumentStatus | None = None
    ) -> tuple[DocumentListing, ...]:
        """Return the documents whose text holds all `words` and whose status is this one.

        Words in double marks are a phrase; the last word may be half typed.
        """
        with self._context.reading() as unit:
            found = unit.search.documents(words)
            listing = unit.documents.listing()
        return tuple(
            item
            for item in listing
            if (found is None or item.id in found) and (status is None or item.status is status)
        )

    def next_unfinished(self, after: int, *, untouched: bool = False) -> int | None:
        """Return the next document that wants an annotator, after one and round; not that one.

        After all others come, where they are wanted, those in which nothing was done.
        """
        with self._context.reading() as unit:
            return unit.documents.next_unfinished(after, untouched=untouched)

    def has_document(self, document_id: int) -> bool:
        """Tell whether there is a document with this id."""
        with self._context.reading() as unit:
            return unit.documents.has(document_id)

    def first_document(self) -> int | None:
        """Return the document that came first, None where there is none."""
        with self._context.reading() as unit:
            return unit.documents.first()

    def sheet(self, document_id: int) -> Sheet:
        """Return all that is known of one document.

        Raises:
            NotFoundError: there is no such document.
        """
        with self._context.reading() as unit:
            return Sheet.model_construct(
                document=unit.documents.get(document_id),
                record=unit.records.of_document(document_id),
                claims=unit.claims.of_document(document_id),
                proposals=unit.proposals.of_document(document_id),
                refused=unit.proposals.of_document(document_id, [ProposalState.REFUSED]),
                boilerplate=unit.layers.boilerplate(document_id),
                comments=unit.comments.of_document(document_id),
                layers=unit.layers.of_document(document_id),
                speakers=self._known.of(unit),
                reviews=unit.reviewed.of_document(document_id),
                users={user.id: user.name for user in unit.users.all()},
                assignments=unit.assignments.of_document(document_id),
                alone=unit.seeing.reads_alone(document_id),
            )

    def queue(self, status: ReviewStatus = ReviewStatus.SUBMITTED) -> tuple[QueueItem, ...]:
        """Return the claims and records in this status, by document and place in the text."""
        with self._context.reading() as unit:
            return unit.waiting.items(QueueFilter(status=status))

    def version(self) -> int:
        """Return a number that is another one whenever anybody has changed the project.

        Ask from one thread only.
        """
        return self._context.store.version()

    def history(self, kind: RecordKind, record_id: int) -> tuple[Act, ...]:
        """Return the acts that changed a record, oldest first."""
        with self._context.reading() as unit:
            return unit.history.of_record(kind, record_id)
