"""The life of a claim or a document record, from draft to approved."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from annotator.domain.errors import IllegalMoveError


class ReviewStatus(StrEnum):
    """How far a claim or a record has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REJECTED = "rejected"


class ReviewVerb(StrEnum):
    """What moves a status; nothing else does."""

    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"


VERDICTS: Final = frozenset({ReviewVerb.APPROVE, ReviewVerb.RETURN, ReviewVerb.REJECT})

_NEXT: Final[Mapping[ReviewVerb, tuple[frozenset[ReviewStatus], ReviewStatus]]] = MappingProxyType(
    {
        ReviewVerb.SUBMIT: (
            frozenset({ReviewStatus.DRAFT, ReviewStatus.RETURNED}),
            ReviewStatus.SUBMITTED,
        ),
        ReviewVerb.APPROVE: (frozenset({ReviewStatus.SUBMITTED}), ReviewStatus.APPROVED),
        ReviewVerb.RETURN: (
            frozenset({ReviewStatus.SUBMITTED, ReviewStatus.APPROVED}),
            ReviewStatus.RETURNED,
        ),
        ReviewVerb.REJECT: (
            frozenset({ReviewStatus.SUBMITTED, ReviewStatus.APPROVED}),
            ReviewStatus.REJECTED,
        ),
    }
)

_AFTER_EDIT: Final[Mapping[ReviewStatus, ReviewStatus]] = MappingProxyType(
    {
        ReviewStatus.DRAFT: ReviewStatus.DRAFT,
        ReviewStatus.SUBMITTED: ReviewStatus.SUBMITTED,
        ReviewStatus.RETURNED: ReviewStatus.RETURNED,
        ReviewStatus.APPROVED: ReviewStatus.SUBMITTED,
        ReviewStatus.REJECTED: ReviewStatus.DRAFT,
    }
)


def may(current: ReviewStatus, verb: ReviewVerb) -> bool:
    """Tell whether `verb` applies to what is `current`."""
    return current in _NEXT[verb][0]


def advance(current: ReviewStatus, verb: ReviewVerb) -> ReviewStatus:
    """Return the status that `verb` leads to.

    Raises:
        IllegalMoveError: the verb does not apply to what is `current`.
    """
    allowed, reached = _NEXT[verb]
    if current not in allowed:
        raise IllegalMoveError(f"What is {current} cannot be moved by “{verb}”.")
    return reached


def leads(earlier: ReviewStatus, reached: ReviewStatus) -> bool:
    """Tell whether a verb leads from one status to the other; taking back does not."""
    return any(earlier in allowed and reached is there for allowed, there in _NEXT.values())


def after_edit(current: ReviewStatus) -> ReviewStatus:
    """Return the status after an edit, which takes a verdict back."""
    return _AFTER_EDIT[current]
