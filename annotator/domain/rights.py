"""What each role may do."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from annotator.domain.errors import RightError
from annotator.domain.user import Role, User


class Right(StrEnum):
    """What not everybody may do."""

    ANNOTATE = "annotate"
    REVIEW = "review"
    ADJUDICATE = "adjudicate"
    LEAD = "lead"


_FROM: Final[Mapping[Right, Role]] = MappingProxyType(
    {
        Right.ANNOTATE: Role.ANNOTATOR,
        Right.REVIEW: Role.REVIEWER,
        Right.ADJUDICATE: Role.ADJUDICATOR,
        Right.LEAD: Role.LEAD,
    }
)
_RANK: Final[Mapping[Role, int]] = MappingProxyType({role: rank for rank, role in enumerate(Role)})
_ACT: Final[Mapping[Right, str]] = MappingProxyType(
    {
        Right.ANNOTATE: "work on claims",
        Right.REVIEW: "review",
        Right.ADJUDICATE: "settle differing readings",
        Right.LEAD: "do this",
    }
)


def allows(user: User, right: Right) -> bool:
    """Tell whether somebody may do this; who is retired may nothing but read."""
    return not user.retired and _RANK[user.role] >= _RANK[_FROM[right]]


def require(user: User, right: Right) -> None:
    """Refuse what somebody may not do.

    Raises:
        RightError: they are retired, or their role is too small for it.
    """
    if user.retired:
        raise RightError(f"{user.name} is retired and may only read.")
    if not allows(user, right):
        needed, role = (_with_article(one) for one in (_FROM[right], user.role))
        raise RightError(f"Only {needed} may {_ACT[right]}; {user.name} is {role}.")


def _with_article(role: Role) -> str:
    return f"{'an' if role.startswith('a') else 'a'} {role}"
