"""What one project file or database is."""

from enum import StrEnum
from uuid import UUID

from annotator.domain.value import Value


class Policy(StrEnum):
    """Who may approve: somebody else than the last editor, or anybody."""

    SECOND_PERSON = "second-person"
    SOLO = "solo"


class Project(Value):
    """The project's identity; `created` is an ISO 8601 moment in UTC."""

    uid: UUID
    policy: Policy
    created: str
    codebook_version: int
