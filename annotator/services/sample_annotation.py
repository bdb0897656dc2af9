"""The verified annotation that ships with the sample articles, as values."""

from collections.abc import Mapping

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.document import DocumentMarks
from annotator.domain.field import Fields, FieldState, FieldValue
from annotator.domain.review import ReviewStatus
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody
from annotator.domain.value import Value
from annotator.runtime.resources import sample

Offsets = tuple[int, int]
Words = tuple[int, int, str]
"""Where words stand, half-open in code points, and the words."""


class SampleField(Value):
    """A field as a person left it."""

    value: str | None
    state: FieldState
    evidence: Offsets | None

    def value_of(self) -> FieldValue:
        """Return the field as the program holds it."""
        return FieldValue(value=self.value, state=self.state, evidence=_span_of(self.evidence))


class SampleRecord(Value):
    """A document's fields, and how far their review came."""

    status: ReviewStatus
    fields: Mapping[str, SampleField]

    def values(self) -> Fields:
        """Return the fields as the program holds them."""
        return {key: field.value_of() for key, field in self.fields.items()}


class SampleLink(Value):
    """A link of a source chain: words with their offsets, and the name they resolve to."""

    source: Words | None
    cue: Words | None
    speaker: str | None


class SampleComment(Value):
    """A remark and its author."""

    by: str
    text: str


class SampleClaim(Value):
    """A claim, how far its review came, and what the reviewer said."""

    content: tuple[Words, ...]
    kind: ClaimKind
    chain: tuple[SampleLink, ...]
    fields: Mapping[str, SampleField]
    tags: tuple[str, ...]
    status: ReviewStatus
    reason: str | None
    words: str | None
    comments: tuple[SampleComment, ...]

    def body(self, speakers: Mapping[str, int]) -> ClaimBody:
        """Return the claim's body, its speakers by their ids."""
        chain = tuple(
            Attribution(
                source=_span_of(link.source),
                cue=_span_of(link.cue),
                speaker=None if link.speaker is None else speakers[link.speaker],
            )
            for link in self.chain
        )
        return ClaimBody(
            kind=self.kind,
            content=tuple(Span(start=start, end=end) for start, end, _words in self.content),
            chain=chain,
            fields={key: field.value_of() for key, field in self.fields.items()},
            tags=self.tags,
        )


class SampleDocument(Value):
    """What two people made of one article."""

    file: str
    flagged: bool
    note: str | None
    record: SampleRecord
    boilerplate: tuple[Offsets, ...]
    claims: tuple[SampleClaim, ...]

    @property
    def marks(self) -> DocumentMarks:
        """Return what was noted about the document as a whole."""
        return DocumentMarks(flagged=self.flagged, note=self.note)

    @property
    def drafts(self) -> tuple[SampleClaim, ...]:
        """Return the claims that nobody submitted."""
        return tuple(claim for claim in self.claims if claim.status is ReviewStatus.DRAFT)

    @property
    def submitted(self) -> tuple[SampleClaim, ...]:
        """Return the claims that were submitted, whatever came after."""
        return tuple(claim for claim in self.claims if claim.status is not ReviewStatus.DRAFT)


class Annotation(Value):
    """The whole file."""

    annotator: str
    reviewer: str
    speakers: tuple[SpeakerBody, ...]
    documents: tuple[SampleDocument, ...]


def sample_annotation() -> Annotation:
    """Return the annotation that ships."""
    return Annotation.model_validate_json(sample("annotation.json").read_bytes())


def _span_of(found: Offsets | Words | None) -> Span | None:
    return None if found is None else Span(start=found[0], end=found[1])
