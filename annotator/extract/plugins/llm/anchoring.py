"""Words that a model gives back, found again in the text they were taken from."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from rapidfuzz.fuzz import partial_ratio_alignment, ratio

from annotator.extract.prose.segmentation import Stretch

ALIKE: Final = 90.0
_SHORTEST_ALIKE: Final = 24
_QUOTES: Final = dict.fromkeys("“”„‟«»\"‘’‚‹›'`´", "'")
_DASHES: Final = dict.fromkeys("‐‑‒–—―−", "-")
_IGNORED: Final = frozenset(["Mn", "Cf"])
_GAP: Final = re.compile(r"\s*(?:\[?…\]?|\[?\.{3,}\]?)\s*")
_EDGES: Final = "' ,;"
_RUN: Final = re.compile(r"[^\s',;]+(?:'[^\s',;]+)*")
_SLACK: Final = 24


class Place(NamedTuple):
    """Where words stand, and how alike they are to those looked for, 0.0 to 1.0."""

    at: Stretch
    likeness: float


class Anchors:
    """Finds words in one stretch of a text.

    Capitals, accents, blanks, dashes and the form of quotation marks make no difference. Longer
    words that stand nowhere are placed where nine tenths of them stand: near the best window of
    rapidfuzz's `partial_ratio`, from the word to the word between which they are most alike.
    """

    def __init__(self, text: str, within: Stretch) -> None:
        self._text = text
        letters: list[str] = []
        self._at: list[int] = []
        for at in range(within.start, within.end):
            for letter in _folded(text[at]):
                if letter == " " and letters[-1:] == [" "]:
                    continue
                letters.append(letter)
                self._at.append(at)
        self._letters = "".join(letters)

    def places(self, words: str) -> list[Place]:
        """Return where the words stand, from left to right; [] for words that are not there."""
        wanted = "".join(_all_folded(words)).strip(_EDGES)
        if not wanted:
            return []
        exact = [Place(self._stretch(*span), 1.0) for span in self._exact(wanted)]
        return exact or self._alike(wanted)

    def _exact(self, wanted: str) -> Iterator[tuple[int, int]]:
        start = self._letters.find(wanted)
        while start >= 0:
            end = start + len(wanted)
            if self._is_edge(start) and self._is_edge(end):
                yield start, end
            start = self._letters.find(wanted, start + 1)

    def _alike(self, wanted: str) -> list[Place]:
        if not _SHORTEST_ALIKE <= len(wanted) <= len(self._letters):
            return []
        found = partial_ratio_alignment(wanted, self._letters, score_cutoff=ALIKE)
        if found is None:
            return []
        first, last = found.dest_start, found.dest_end
        runs = [match.span() for match in _RUN.finditer(self._letters)]
        starts = [start for start, _ in runs if abs(start - first) <= _SLACK]
        ends = [end for _, end in runs if abs(end - last) <= _SLACK]
        tried = [
            (ratio(wanted, self._letters[start:end]), -(end - start), start, end)
            for start in starts
            for end in ends
            if start < end
        ]
        score, _, start, end = max(tried, default=(0.0, 0, 0, 0))
        return [Place(self._stretch(start, end), score / 100)] if score >= ALIKE else []

    def _is_edge(self, index: int) -> bool:
        """Tell whether no word goes on over this index."""
        around = self._letters[max(0, index - 1) : index + 1]
        return not 0 < index < len(self._letters) or not around.isalnum()

    def _stretch(self, start: int, end: int) -> Stretch:
        last = self._at[end - 1] + 1
        while last < len(self._text) and unicodedata.category(self._text[last]) == "Mn":
            last += 1
        return Stretch(self._at[start], last)


def fragments(words: str) -> list[str]:
    """Return what stands between the dots with which a model leaves words out."""
    return [piece for piece in _GAP.split(words) if any(map(str.isalnum, piece))]


def _all_folded(words: str) -> Iterator[str]:
    blank = True
    for letter in words:
        for folded in _folded(letter):
            if not (folded == " " and blank):
                yield folded
            blank = folded == " "


@cache
def _folded(letter: str) -> str:
    if letter.isspace():
        return " "
    plain = _QUOTES.get(letter) or _DASHES.get(letter)
    if plain is not None:
        return plain
    parts = unicodedata.normalize("NFKD", letter)
    kept = (part for part in parts if unicodedata.category(part) not in _IGNORED)
    return "".join(kept).casefold()
