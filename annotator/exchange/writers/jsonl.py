"""JSON lines: one claim with everything the project knows of it, as `ClaimLine` documents it."""

from typing import Literal
from uuid import UUID

from annotator.domain.claim import ClaimKind
from annotator.domain.claim_link import LinkKind
from annotator.domain.field import FieldState
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.settlement import Choice
from annotator.domain.speaker import SpeakerKind
from annotator.domain.value import Value


class Words(Value):
    """A span: offsets in Unicode code points, half-open, and the words there."""

    start: int
    end: int
    words: str


class FieldLine(Value):
    """A field's value, its state and the words that show it."""

    value: str | None
    state: FieldState
    evidence: Words | None


class SpeakerLine(Value):
    """Whom a link resolves to; a proposal's has no id and no kind."""

    id: UUID | None
    name: str
    kind: SpeakerKind | None


class LinkLine(Value):
    """One link of the source chain, the outermost first."""

    source: Words | None
    cue: Words | None
    speaker: SpeakerLine | None


class DocumentLine(Value):
    """The document of a claim; `status` is that of its record."""

    id: UUID
    origin: str
    sha256: str
    status: ReviewStatus
    fields: dict[str, FieldLine]


class CommentLine(Value):
    """What somebody remarked; `reply_to` is the id of what it answers, which may be gone."""

    id: UUID
    reply_to: UUID | None
    user: str
    at: str
    text: str


class ReviewLine(Value):
    """A verdict, withdrawn ones included; the claim's status says what holds."""

    verdict: ReviewVerb
    reviewer: str
    at: str
    reason: str | None
    words: str | None


class LinkedLine(Value):
    """What a claim is to another one, or another one to it, both exported."""

    id: UUID
    kind: LinkKind
    from_claim: UUID
    to_claim: UUID
    user: str
    at: str


class ReaderLine(Value):
    """Whose reading was settled, and the id of the claim in their own layer."""

    user: str
    claim_id: UUID


class SettlementLine(Value):
    """How what several people read on their own came to be this claim.

    `act` is what the adjudicator did, in words, with whose reading was taken where it was one;
    `readers` are those who had such a claim, `reason` is a key of the codebook's list.
    """

    id: UUID
    choice: Choice
    reason: str | None
    words: str | None
    adjudicator: str
    at: str
    act: str
    readers: list[ReaderLine]


class ClaimLine(Value):
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
    links: list[LinkedLine]
    settlements: list[SettlementLine]
