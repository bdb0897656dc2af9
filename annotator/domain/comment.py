"""A remark on a claim; it is no edit."""

from uuid import UUID

from pydantic import Field

from annotator.domain.value import Value


class Comment(Value):
    """What somebody remarked; `at` is an ISO 8601 moment in UTC.

    `reply_to` is the id of the remark on the same claim that it answers. A `deleted` one is only
    known because it was answered.
    """

    id: int
    uid: UUID
    claim_id: int
    user: str
    at: str
    text: str = Field(min_length=1)
    reply_to: int | None = None
    deleted: bool = False
