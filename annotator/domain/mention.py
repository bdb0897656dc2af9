"""Where a speaker is named: a line of a concordance."""

from enum import StrEnum

from annotator.domain.merging import MentionRef
from annotator.domain.review import ReviewStatus
from annotator.domain.span import Span
from annotator.domain.value import Value


class MentionOrder(StrEnum):
    """What a concordance is sorted by; `left` compares the words before from the nearest on."""

    PLACE = "place"
    LEFT = "left"
    WORDS = "words"
    RIGHT = "right"
    TITLE = "title"
    PUBLISHED = "published"
    STATUS = "status"


class Mention(Value):
    """One link that names a speaker, in its context.

    `place` are the source words, or where there are none the cue's or the content's first ones:
    then it is not `named`. `speaks` tells whether it is the last link, the claim's speaker.
    """

    ref: MentionRef
    document_id: int
    title: str
    published: str | None
    status: ReviewStatus
    place: Span
    named: bool
    speaks: bool
    left: str
    words: str
    right: str


class SpeakerUse(Value):
    """How often a speaker is named by claims.

    `claims` are those the speaker speaks in, of which some are `approved`; `chains` are the links
    in which the speaker passes on the words of another.
    """

    claims: int = 0
    approved: int = 0
    chains: int = 0
