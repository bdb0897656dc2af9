"""What the people's page calls roles, and says of them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.domain.user import Role, User


def tr(words: str) -> str:
    """Return words in the language of the window."""
    return QCoreApplication.translate("people", words)


_NAMES: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.ANNOTATOR: "Annotator",
        Role.REVIEWER: "Reviewer",
        Role.ADJUDICATOR: "Adjudicator",
        Role.LEAD: "Lead",
    }
)
_MAY: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.ANNOTATOR: "Adds, corrects and submits claims.",
        Role.REVIEWER: "Also approves, returns and rejects what others submitted.",
        Role.ADJUDICATOR: "Also settles what several people read differently.",
        Role.LEAD: "Also gives roles, assigns documents, changes the codebook, merges projects.",
    }
)


def role_name(role: Role) -> str:
    """Return what a role is called."""
    return tr(_NAMES[role])


def what_it_may(role: Role) -> str:
    """Return in a sentence what a role adds to those before it."""
    return tr(_MAY[role])


def standing(user: User) -> str:
    """Return whether somebody works here still."""
    return tr("Retired") if user.retired else tr("At work")
