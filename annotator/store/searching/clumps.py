"""Words that stand near each other, found and counted as FTS5 does: for an index that cannot."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

_APART: Final = 1 << 32
"""So far apart are texts that are looked at together: nothing is near across them."""
_BEYOND: Final = 1 << 62


class Phrase(NamedTuple):
    """Words in a row; the last is the beginning of one where `prefix`."""

    words: tuple[str, ...]
    prefix: bool = False

    def places(self, texts: Sequence[Sequence[str]]) -> list[int]:
        """Return where it begins in the words of some texts, in order."""
        return [
            number * _APART + at for number, text in enumerate(texts) for at in self._begins(text)
        ]

    def _begins(self, text: Sequence[str]) -> Iterator[int]:
        *whole, last = self.words
        length = len(whole)
        for at in range(len(text) - length):
            ends = text[at + length]
            fits = ends.startswith(last) if self.prefix else ends == last
            if fits and list(text[at : at + length]) == whole:
                yield at


def clumps(
    texts: Sequence[Sequence[str]], phrases: Sequence[Phrase], distance: int
) -> tuple[int, ...]:
    """Return how often each phrase stands in a clump of them all; no numbers where there is none.

    Between the end of each and the beginning of the last are at most `distance` words.
    """
    readers = [_Reader(phrase.places(texts), len(phrase.words) + distance) for phrase in phrases]
    if not all(reader.places for reader in readers):
        return ()
    while _aligned(readers):
        for reader in readers:
            reader.met.add(reader.place)
        first = min(readers, key=lambda reader: reader.next)
        if not first.go_on():
            break
    counts = tuple(len(reader.met) for reader in readers)
    return counts if all(counts) else ()


class _Reader:
    """Goes over the places of one phrase, which reaches so far."""

    def __init__(self, places: list[int], reach: int) -> None:
        self.places = places
        self.reach = reach
        self.met = set[int]()
        self._at = 0

    @property
    def place(self) -> int:
        return self.places[self._at]

    @property
    def next(self) -> int:
        """Return the place after this one."""
        return self.places[self._at + 1] if self._at + 1 < len(self.places) else _BEYOND

    def go_on(self) -> bool:
        """Go to the next place, or tell that there is none."""
        self._at += 1
        return self._at < len(self.places)


def _aligned(readers: Sequence[_Reader]) -> bool:
    """Let the readers go on until they stand in one clump; tell whether they do."""
    last, moved = readers[0].place, True
    while moved:
        moved = False
        for reader in readers:
            while reader.place < last - reader.reach:
                moved = True
                if not reader.go_on():
                    return False
            if reader.place > last:
                last, moved = reader.place, True
    return True
