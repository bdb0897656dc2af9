"""Two claims that belong together, as a person said; no edit of either."""

from enum import StrEnum
from uuid import UUID

from annotator.domain.value import Value


class LinkKind(StrEnum):
    """What the first claim is to the second."""

    SAME = "same"
    REPEATS = "repeats"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"


class ClaimLink(Value):
    """A person's word that one claim is the same as another, repeats, contradicts or updates it."""

    id: int
    uid: UUID
    from_claim: int
    to_claim: int
    kind: LinkKind
