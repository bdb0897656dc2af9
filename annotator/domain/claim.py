"""One thing somebody is reported to have said: the unit of work, review and export."""

from enum import StrEnum
from itertools import pairwise
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from annotator.domain.attribution import Attribution
from annotator.domain.field import EMPTY_FIELD, Fields, FieldValue
from annotator.domain.review import ReviewStatus
from annotator.domain.span import Span
from annotator.domain.value import Value


class ClaimKind(StrEnum):
    """Whether the content stands in quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


def _left_to_right(content: tuple[Span, ...]) -> tuple[Span, ...]:
    if not content:
        raise ValueError("A claim needs some words as its content")
    if len(content) == 1:
        return content
    ordered = tuple(sorted(content, key=lambda span: span.start))
    if any(left.overlaps(right) for left, right in pairwise(ordered)):
        raise ValueError("The fragments of one content may not overlap")
    return ordered


Content = Annotated[tuple[Span, ...], AfterValidator(_left_to_right)]
Tags = Annotated[tuple[str, ...], AfterValidator(lambda tags: tuple(sorted(set(tags))))]


class ClaimBody(Value):
    """What an edit changes: spans, chain, kind, fields and tags.

    `chain` runs from the outermost source to the speaker of the claim.
    """

    kind: ClaimKind
    content: Content
    chain: tuple[Attribution, ...] = ()
    fields: Fields = Field(default_factory=dict)
    tags: Tags = ()

    @property
    def start(self) -> int:
        """Return the offset of the first word of the content."""
        return self.content[0].start

    @property
    def last(self) -> Attribution:
        """Return the link that names the claim's speaker; an empty one if there is no chain."""
        return self.chain[-1] if self.chain else Attribution()

    @property
    def speaker(self) -> int | None:
        """Return the id of the claim's speaker."""
        return self.last.speaker

    def field(self, key: str) -> FieldValue:
        """Return a field, empty where nobody has looked yet."""
        return self.fields.get(key, EMPTY_FIELD)

    def with_field(self, key: str, value: FieldValue) -> "ClaimBody":
        """Return the body with one field replaced."""
        return self.amended(fields={**self.fields, key: value})

    def with_last(self, link: Attribution) -> "ClaimBody":
        """Return the body with the speaker's own link replaced, or added to an empty chain."""
        return self.amended(chain=(*self.chain[:-1], link))

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return every span of the body: content, sources, cues and evidence."""
        linked = (span for link in self.chain for span in (link.source, link.cue))
        evidence = (field.evidence for field in self.fields.values())
        return (*self.content, *(span for span in (*linked, *evidence) if span is not None))


class Claim(Value):
    """A claim as it stands, with its place in the review.

    `editor` is the id of the user who edited it last: the one who may not approve it.
    """

    id: int
    uid: UUID
    document_id: int
    layer_id: int
    body: ClaimBody
    status: ReviewStatus
    editor: int
    proposal_id: int | None = None
    score: float | None = None
