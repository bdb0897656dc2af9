"""Who does the work, and what part they have in it."""

from enum import StrEnum
from uuid import UUID

from pydantic import Field

from annotator.domain.errors import UsageError
from annotator.domain.value import Value


class Role(StrEnum):
    """Somebody's part in a project; each may do what those before it may."""

    ANNOTATOR = "annotator"
    REVIEWER = "reviewer"
    ADJUDICATOR = "adjudicator"
    LEAD = "lead"


class Part(Value):
    """What somebody may do; who is retired may only read."""

    role: Role = Role.REVIEWER
    retired: bool = False


class User(Part):
    """A person who works here; never deleted, at most retired, who may only read."""

    id: int
    uid: UUID
    name: str = Field(min_length=1)


def checked_name(name: str) -> str:
    """Return a user's name without what stands around it.

    Raises:
        UsageError: it is empty, or holds a semicolon.
    """
    name = name.strip()
    if not name:
        raise UsageError("A user needs a name.")
    if ";" in name:
        raise UsageError("A user's name may not hold “;”, which parts the names of an export.")
    return name
