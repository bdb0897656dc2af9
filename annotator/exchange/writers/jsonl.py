"""JSON lines: one claim with everything the project knows of it, as `ClaimLine` documents it."""

from typing import Final, Literal
from uuid import UUID

from pydantic import ConfigDict

from annotator.domain.claim import ClaimKind
from annotator.domain.field import FieldState
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.speaker import SpeakerKind
from annotator.domain.value import Value

SCHEMA_VERSION: Final = 1


class Line(Value):
    """Part of a line as it is read back; numbers and names in JSON become values."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Line):
    """A span: offsets in Unicode code points, half-open, and the words there."""

    start: int
    end: int
    words: str


class FieldLine(Line):
    """A field's value, its state and the words that show it."""

    value: str | None
    state: FieldState
    evidence: Words | None


class SpeakerLine(Line):
    """Whom a link resolves to; a proposal's has no id and no kind."""

    id: UUID | None
    name: str
    kind: SpeakerKind | None


class LinkLine(Line):
    """One link of the source chain, the outermost first."""

    source: Words | None
    cue: Words | None
    speaker: SpeakerLine | None


class DocumentLine(Line):
    """The document of a claim; `status` is that of its record."""

    id: UUID
    origin: str
    sha256: str
    status: ReviewStatus
    fields: dict[str, FieldLine]


class CommentLine(Line):
    """What somebody remarked."""

    user: str
    at: str
    text: str


class ReviewLine(Line):
    """A verdict, withdrawn ones included; the claim's status says what holds."""

    verdict: ReviewVerb
    reviewer: str
    at: str
    reason: str | None
    words: str | None


class ClaimLine(Line):
    """One line: a claim, or an open proposal with the status `proposed`.

    `editors` runs in time, nobody twice in a row; moments are ISO 8601 in UTC.
    """

    schema_version: Literal[1]
    claim_id: UUID
    document: DocumentLine
    status: ReviewStatus | Literal["proposed"]
    kind: ClaimKind
    content: list[Words]
    chain: list[LinkLine]
    fields: dict[str, FieldLine]
    tags: list[str]
    annotator: str
    editors: list[str]
    reviewer: str | None
    approved_at: str | None
    score: float | None
    comments: list[CommentLine]
    reviews: list[ReviewLine]
