"""What waits for a review, in which order, and what is shown of it in a line."""

from enum import StrEnum
from typing import NamedTuple

from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus
from annotator.domain.value import Value


class QueueOrder(StrEnum):
    """By what a queue is grouped; within a group it goes by document and place.

    `ANNOTATOR` is who made a claim, or edited a record last. `SCORE` goes in steps of ten per
    cent, the least sure first, what people added themselves last. `DISPUTED` has first what people
    or machines did not agree on: a claim

    - that was ever returned or rejected,
    - that several people made what it is, or
    - whose kind, content or speaker is not what was proposed.
    """

    DOCUMENT = "document"
    SPEAKER = "speaker"
    ANNOTATOR = "annotator"
    SCORE = "score"
    DISPUTED = "disputed"


class QueueFilter(Value):
    """Which claims and records a queue holds; only the agreed layer, no excluded documents.

    `annotator` is the id of who made the claim, or edited the record last; `editor` that of who
    edited it last, `not_editor` of who did not.
    """

    status: ReviewStatus = ReviewStatus.SUBMITTED
    document: int | None = None
    annotator: int | None = None
    editor: int | None = None
    not_editor: int | None = None


class QueueItem(NamedTuple):
    """A claim or a record that waits for somebody: for review, or returned to its annotator.

    `editor` is the id of who edited it last. `group` says what it stands under; "" for nothing.
    """

    kind: RecordKind
    id: int
    document_id: int
    status: ReviewStatus
    editor: int
    group: str = ""

    @property
    def subject(self) -> tuple[RecordKind, int]:
        """Return what names it in a project."""
        return self.kind, self.id


class QueueLine(NamedTuple):
    """What is shown of an item; `words` are a claim's content, shortened, or a record's title."""

    item: QueueItem
    words: str
    title: str
    editor: str
    speaker: str | None = None
    annotator: str | None = None
    score: float | None = None
    disputed: bool = False
