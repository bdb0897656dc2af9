"""Choices of later versions."""

from annotator.domain.errors import UsageError


def not_yet(what: str) -> UsageError:
    """Return the sentence for what a later version will do."""
    return UsageError(f"{what} is not in this version.")
