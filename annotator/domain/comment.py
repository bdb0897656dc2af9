"""A remark on a claim; it is no edit."""

from uuid import UUID

from pydantic import Field

from annotator.domain.value import Value


class Comment(Value):
    """What somebody remarked; `at` is an ISO 8601 moment in UTC."""

    id: int
    uid: UUID
    claim_id: int
    user: str
    at: str
    text: str = Field(min_length=1)
