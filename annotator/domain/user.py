"""Who does the work."""

from uuid import UUID

from pydantic import Field

from annotator.domain.value import Value


class User(Value):
    """A person who annotates or reviews; never deleted."""

    id: int
    uid: UUID
    name: str = Field(min_length=1)
