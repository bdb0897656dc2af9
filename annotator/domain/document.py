"""One imported text, its origin, and its record."""

from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from pydantic import Field

from annotator.domain.field import EMPTY_FIELD, Fields, FieldValue
from annotator.domain.review import ReviewStatus
from annotator.domain.value import Value


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 form, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Reading(Value):
    """What a reader takes from a file: its text, its origin and what the file says of itself.

    `text` has LF line ends and no BOM. `fields` are unverified and may lack evidence.
    """

    text: str
    origin: str
    media_type: str
    encoding: str | None = None
    fields: Fields = Field(default_factory=dict)


class ClaimDefaults(Value):
    """What a new claim of a document starts with; its fields are unverified."""

    fields: Fields = Field(default_factory=dict)
    tags: tuple[str, ...] = ()


class DocumentMarks(Value):
    """What people note about a document as a whole; none of it is an edit."""

    no_claims: bool = False
    flagged: bool = False
    excluded: str | None = None
    note: str | None = None
    corrected_by: int | None = None
    defaults: ClaimDefaults = ClaimDefaults()


class Document(Value):
    """A stored text and its origin. The text never changes."""

    id: int
    uid: UUID
    text: str
    sha256: str
    origin: str
    media_type: str
    encoding: str | None
    imported: str
    marks: DocumentMarks = DocumentMarks()


class DocumentRecord(Value):
    """A document's fields, with their own place in the review."""

    id: int
    uid: UUID
    document_id: int
    fields: Fields
    status: ReviewStatus
    editor: int

    def field(self, key: str) -> FieldValue:
        """Return a field, empty where nobody has looked yet."""
        return self.fields.get(key, EMPTY_FIELD)


class DocumentStatus(StrEnum):
    """What a document still wants; derived, never stored."""

    EXCLUDED = "excluded"
    NEW = "new"
    PROPOSED = "proposed"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class Progress(Value):
    """How many proposals are open, and how many claims stand in each status."""

    open: int = 0
    draft: int = 0
    submitted: int = 0
    returned: int = 0
    approved: int = 0
    rejected: int = 0

    @property
    def claims(self) -> int:
        """Return how many claims there are."""
        return self.draft + self.submitted + self.returned + self.approved + self.rejected


def document_status(marks: DocumentMarks, progress: Progress) -> DocumentStatus:
    """Return what a document still wants, the most urgent first."""
    if marks.excluded is not None:
        return DocumentStatus.EXCLUDED
    ladder = (
        (progress.returned, DocumentStatus.RETURNED),
        (progress.open, DocumentStatus.PROPOSED),
        (progress.draft, DocumentStatus.DRAFT),
        (progress.submitted, DocumentStatus.SUBMITTED),
        (progress.claims or marks.no_claims, DocumentStatus.APPROVED),
    )
    return next((status for count, status in ladder if count), DocumentStatus.NEW)


class DocumentListing(Value):
    """One line of the list of documents."""

    id: int
    uid: UUID
    title: str
    origin: str
    imported: str
    marks: DocumentMarks
    record: ReviewStatus
    progress: Progress

    @property
    def status(self) -> DocumentStatus:
        """Return what the document still wants."""
        return document_status(self.marks, self.progress)
