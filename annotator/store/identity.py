"""Names that stay the same wherever a record goes."""

from uuid import uuid4


def new_uid() -> str:
    """Return a new UUID in its written form."""
    return str(uuid4())
