"""Who does the work, and what part they have in it."""

from enum import StrEnum
from uuid import UUID

from pydantic import Field

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
