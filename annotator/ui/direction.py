"""Which way words are written."""

from typing import Final
from unicodedata import bidirectional

_BEGINNING: Final = 2_000  # characters that tell the direction of writing
_STRONG: Final = frozenset({"L", "R", "AL"})
_ISOLATE: Final = "\u2067"  # what follows is written from right to left, whatever is around it


def from_the_right(words: str) -> bool:
    """Tell whether the first letters of a text are written from right to left."""
    strong = (bidirectional(letter) for letter in words[:_BEGINNING])
    return next((kind != "L" for kind in strong if kind in _STRONG), False)


def directed(words: str) -> str:
    """Return words as they read alone, for a line that is set from left to right."""
    return words if words.isascii() or not from_the_right(words) else _ISOLATE + words
