"""Words that stand near each other, as FTS5 has it: for an index that cannot tell."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple


class Phrase(NamedTuple):
    """Words in a row; the last is the beginning of one where `prefix`."""

    words: tuple[str, ...]
    prefix: bool = False

    def places(self, text: Sequence[str]) -> list[int]:
        """Return where it begins in the words of a text, from the first on."""
        *whole, last = self.words
        length = len(whole)
        return [
            at
            for at in range(len(text) - length)
            if list(text[at : at + length]) == whole and self._ends(text[at + length], last)
        ]

    def _ends(self, word: str, last: str) -> bool:
        return word.startswith(last) if self.prefix else word == last


def stand_together(text: Sequence[str], phrases: Sequence[Phrase], distance: int) -> bool:
    """Tell whether all phrases stand in one clump of a text.

    Between the end of each and the beginning of the last of them are at most `distance` words.
    """
    places = [phrase.places(text) for phrase in phrases]
    return any(
        all(
            _has(some, last - len(phrase.words) - distance, last)
            for some, phrase in zip(places, phrases, strict=True)
        )
        for begins in places
        for last in begins
    )


def _has(places: Sequence[int], low: int, high: int) -> bool:
    at = bisect_left(places, low)
    return at < len(places) and places[at] <= high
