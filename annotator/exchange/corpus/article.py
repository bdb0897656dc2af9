"""One article of the corpus with all that is annotated in it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from annotator.domain.claim import ClaimKind, Content
from annotator.domain.field import FieldValue
from annotator.domain.proposal import ProposedAttribution
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerKind
from annotator.domain.value import Value

FIELDS: Final = (
    "title",
    "outlet",
    "author",
    "published",
    "dateline",
    "event_date",
    "event_place",
)
DATES: Final = frozenset({"published", "event_date"})


class Reach(StrEnum):
    """Whether something is said, or only believed, wanted, intended, endorsed or polled."""

    SPEECH = "speech"
    STANCE = "stance"


class CorpusSpeaker(Value):
    """A canonical speaker of one article; `key` is what the markup calls them."""

    key: str
    name: str
    kind: SpeakerKind = SpeakerKind.PERSON
    aliases: tuple[str, ...] = ()


class CorpusAttribution(Value):
    """An attribution as annotated; `chain` runs from the outermost source to the speaker."""

    label: str
    kind: ClaimKind
    reach: Reach
    content: Content
    chain: tuple[ProposedAttribution, ...]

    @property
    def last(self) -> ProposedAttribution:
        """Return the link of the one who said it."""
        return self.chain[-1]

    @property
    def via(self) -> tuple[str, ...]:
        """Return the named speakers between the reader and the one who said it."""
        return tuple(link.speaker for link in self.chain[:-1] if link.speaker)


class Article(Value):
    """A text with its fields, speakers, boilerplate and attributions.

    `about` says where such an article would come from: outlet, region, country, genre, ...
    """

    name: str
    about: Mapping[str, str]
    text: str
    fields: Mapping[str, FieldValue]
    speakers: tuple[CorpusSpeaker, ...]
    boilerplate: tuple[Span, ...]
    attributions: tuple[CorpusAttribution, ...]
