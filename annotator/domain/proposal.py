"""What a machine suggests; a person accepts or refuses it, and nobody alters it."""

from enum import StrEnum
from typing import Annotated, NamedTuple
from uuid import UUID

from pydantic import Field

from annotator.domain.claim import ClaimKind, Content
from annotator.domain.field import Fields
from annotator.domain.span import Span
from annotator.domain.value import Value

Score = Annotated[float, Field(ge=0.0, le=1.0)]


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    SUPERSEDED = "superseded"


class ProposedAttribution(Value):
    """A link of a proposed chain; `speaker` is a canonical name, or None for nobody named."""

    source: Span | None = None
    cue: Span | None = None
    speaker: str | None = None


class ProposedClaim(Value):
    """A claim as a machine reads it; `chain` runs from the outermost source to the speaker."""

    kind: ClaimKind
    content: Content
    chain: tuple[ProposedAttribution, ...] = ()
    fields: Fields = Field(default_factory=dict)
    score: Score


class Extraction(Value):
    """All that an engine has to say about one text.

    `fields` are the document's. `language` is an ISO 639-1 code; where the engine does not read
    that language, `note` says so in a sentence and nothing is proposed.
    """

    language: str
    fields: Fields = Field(default_factory=dict)
    boilerplate: tuple[Span, ...] = ()
    claims: tuple[ProposedClaim, ...] = ()
    note: str | None = None


class Scored(NamedTuple):
    """An open proposal, as far as deciding by score alone needs it."""

    proposal_id: int
    document_id: int
    score: float


class Glimpse(NamedTuple):
    """An open proposal in a line: who is said to have said what; `words` are the first fragment."""

    proposal_id: int
    document_id: int
    score: float
    speaker: str | None
    words: str


class Proposal(Value):
    """A proposed claim in the project, and what became of it."""

    id: int
    uid: UUID
    document_id: int
    layer_id: int
    body: ProposedClaim
    state: ProposalState
