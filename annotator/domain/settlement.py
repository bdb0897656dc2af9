"""How differing readings of one claim were settled."""

from enum import StrEnum


class Choice(StrEnum):
    """What became of the claims that several layers hold of the same words."""

    AGREED = "agreed"
    """They said the same."""
    ONE = "one"
    """One of them was taken as it is."""
    BOTH = "both"
    """Each of them was taken."""
    NEITHER = "neither"
    """None of them was taken."""
    EDITED = "edited"
    """One was made of parts of them."""
