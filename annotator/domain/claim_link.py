"""Two claims that belong together, as a person said; no edit of either."""

from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from annotator.domain.value import Value


class LinkKind(StrEnum):
    """What the first claim is to the second."""

    SAME = "same"
    REPEATS = "repeats"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"


class ClaimLink(Value):
    """A person's word that one claim is the same as another, repeats, contradicts or updates it.

    Of two claims that are the `same` the lower id stands first. `user` linked them `at` an ISO 8601
    moment in UTC.
    """

    id: int
    uid: UUID
    from_claim: int
    to_claim: int
    kind: LinkKind
    user: str
    at: str


class Said(NamedTuple):
    """A claim as it is held against others: what was said, by whom, where and when.

    `words` is the content, its fragments parted by ` … `; `before` and `after` are what stands
    around it in the document. `speaker` is the id of whom the last link means now.
    """

    id: int
    document_id: int
    words: str
    title: str = ""
    outlet: str | None = None
    published: str | None = None
    said_on: str | None = None
    cue: str = ""
    speaker: int | None = None
    speaker_name: str | None = None
    tags: tuple[str, ...] = ()
    before: str = ""
    after: str = ""

    @property
    def date(self) -> str | None:
        """Return when it was said, else when it was published."""
        return self.said_on or self.published


class Suggestion(NamedTuple):
    """What one claim may be to another, how likely by rule of thumb (0 to 1), and why in words."""

    from_claim: int
    to_claim: int
    kind: LinkKind
    score: float
    reasons: tuple[str, ...]


class Related(NamedTuple):
    """Two claims side by side, linked by a person (`link`) or suggested to be.

    `forward` tells whether `here` is what the kind says it is to `there`, or the other way round.
    """

    here: Said
    there: Said
    kind: LinkKind
    forward: bool
    reasons: tuple[str, ...] = ()
    score: float = 1.0
    link: ClaimLink | None = None
