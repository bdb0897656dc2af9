"""Python counts code points, Qt counts UTF-16 units; convert in one place."""

from bisect import bisect_left
from typing import Final

LAST_NARROW: Final = 0xFFFF  # above it, a code point takes two UTF-16 units


class TextOffsets:
    """Translates positions in one text between the domain and QTextCursor."""

    def __init__(self, text: str) -> None:
        wide = () if text.isascii() else enumerate(text)
        self._wide = [at for at, char in wide if ord(char) > LAST_NARROW]
        self._wide_in_qt = [at + extra for extra, at in enumerate(self._wide)]

    def to_qt(self, offset: int) -> int:
        """Return the UTF-16 position of a code-point offset."""
        return offset + bisect_left(self._wide, offset)

    def from_qt(self, position: int) -> int:
        """Return the code-point offset of a UTF-16 position; half a pair counts as before it."""
        at = position - bisect_left(self._wide_in_qt, position)
        return at if self.to_qt(at) <= position else at - 1
