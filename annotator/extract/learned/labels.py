"""Attributions as one label a word, and back.

The labels are flat: where attributions lie in one another the outermost content wins, and what it
holds has no label of its own. Of the contents the longest is marked first, then cues and sources
where they stand free of any content. Each fragment of a split content begins anew.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.extract.learned.examples import Marked
from annotator.extract.prose.segmentation import Stretch, Word

LABELS: Final = (
    "O",
    "B-SOURCE",
    "I-SOURCE",
    "B-CUE",
    "I-CUE",
    "B-CONTENT",
    "I-CONTENT",
)
OUTSIDE: Final = 0


class Part(StrEnum):
    """The three parts of an attribution that words can be."""

    SOURCE = "SOURCE"
    CUE = "CUE"
    CONTENT = "CONTENT"


BEGIN: Final = {part: LABELS.index(f"B-{part}") for part in Part}
INSIDE: Final = {part: LABELS.index(f"I-{part}") for part in Part}
_PART: Final = {label: part for table in (BEGIN, INSIDE) for part, label in table.items()}

Probabilities = npt.NDArray[np.float32]
"""Words x labels; each row sums to 1."""


class Run(NamedTuple):
    """A part of an attribution by word indexes, both ends included."""

    part: Part
    first: int
    last: int


def encoded(words: Sequence[Word], attributions: Iterable[Marked]) -> list[int]:
    """Return the label of each word, as an index into `LABELS`; words run from left to right.

    What lies outside the words is left out, so one line of an article may be encoded alone.
    """
    labels = [OUTSIDE] * len(words)
    if not words:
        return labels
    near = Stretch(words[0].start, words[-1].end)
    own = [item for item in attributions if _touches(item, near)]
    own.sort(key=lambda item: (-_length(item.content), item))
    for part in (Part.CONTENT, Part.CUE, Part.SOURCE):
        for item in own:
            for piece in _pieces(item, part):
                _mark(labels, words, piece, part)
    return labels


def runs(labels: Sequence[int]) -> list[Run]:
    """Return the parts that labels mark, left to right; one that nothing begins begins itself."""
    found: list[Run] = []
    part: Part | None = None
    first = 0
    for at, label in enumerate((*labels, OUTSIDE)):
        here = _PART.get(label)
        if part is not None and (here is not part or label == BEGIN[part]):
            found.append(Run(part, first, at - 1))
            part = None
        if part is None and here is not None:
            part, first = here, at
    return found


def likeliest(probabilities: Probabilities) -> list[int]:
    """Return the likeliest labels in which no part goes on that has not begun (Viterbi)."""
    if not len(probabilities):
        return []
    alone = probabilities.argmax(axis=1)
    if _may_be(alone):
        found: list[int] = alone.tolist()
        return found
    scores = np.log(np.maximum(probabilities.astype(np.float64), 1e-12))
    best = scores[0] + _ALLOWED_FIRST
    came: list[npt.NDArray[np.intp]] = []
    for row in scores[1:]:
        through = best[:, None] + _ALLOWED
        came.append(through.argmax(axis=0))
        best = through.max(axis=0) + row
    labels = [int(best.argmax())]
    for before in reversed(came):
        labels.append(int(before[labels[-1]]))
    return labels[::-1]


def _may_be(labels: npt.NDArray[np.intp]) -> bool:
    """Tell whether every part goes on only where it has begun."""
    steps = _ALLOWED[labels[:-1], labels[1:]]
    return bool(np.isfinite(_ALLOWED_FIRST[labels[0]]) and np.isfinite(steps).all())


def _allowed() -> npt.NDArray[np.float64]:
    """Return 0 for each step from one label to the next that may be, else minus infinity."""
    steps = np.zeros((len(LABELS), len(LABELS)))
    for part in Part:
        steps[:, INSIDE[part]] = -np.inf
        for before in (BEGIN[part], INSIDE[part]):
            steps[before, INSIDE[part]] = 0.0
    return steps


_ALLOWED: Final = _allowed()
_ALLOWED_FIRST: Final = _ALLOWED[OUTSIDE]


def _pieces(item: Marked, part: Part) -> tuple[Stretch, ...]:
    return {Part.SOURCE: item.source, Part.CUE: item.cue, Part.CONTENT: item.content}[part]


def _touches(item: Marked, near: Stretch) -> bool:
    pieces = (*item.source, *item.cue, *item.content)
    return any(piece.start < near.end and piece.end > near.start for piece in pieces)


def _length(content: Sequence[Stretch]) -> int:
    return sum(piece.end - piece.start for piece in content)


def _mark(labels: list[int], words: Sequence[Word], piece: Stretch, part: Part) -> None:
    """Label the words that a piece touches, where nothing has labelled them."""
    first = bisect_right(words, piece.start, key=lambda word: word.end)
    end = bisect_left(words, piece.end, key=lambda word: word.start)
    begun = False
    for at in range(first, end):
        if labels[at] == OUTSIDE:
            labels[at] = INSIDE[part] if begun else BEGIN[part]
        begun = labels[at] in {BEGIN[part], INSIDE[part]}
