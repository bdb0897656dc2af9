"""The scores of proposals, and what is to be expected of those above and below a limit."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from math import floor
from typing import Final, NamedTuple

_HAIR: Final = 1e-9  # so that 0.29, which is a little less than 29 hundredths, is 29 per cent


def percent(score: float) -> int:
    """Return a score in whole per cent, rounded down: 0.849 is 84, and not at least 85."""
    return floor(score * 100 + _HAIR)


class Lot(NamedTuple):
    """Some proposals: how many, and how many of them are right if their scores can be believed."""

    count: int  # type: ignore[assignment]  # nobody counts in a lot as in a tuple
    right: float

    @property
    def precision(self) -> float:
        """Return the share that is expected to be right, 0.0 to 1.0; nothing is all right."""
        return self.right / self.count if self.count else 1.0

    @property
    def wrong(self) -> int:
        """Return how many are expected to be wrong, in whole proposals."""
        return round(self.count - self.right)


class Scores:
    """Scores in order, to ask again and again where a limit would part them."""

    def __init__(self, scores: Iterable[float]) -> None:
        self._scores = sorted(scores)
        self._sums = [0.0, *accumulate(self._scores)]

    @property
    def all(self) -> Lot:
        """Return what is to be expected of all of them."""
        return self._lot(0, len(self._scores))

    def at_least(self, limit: float) -> Lot:
        """Return what is to be expected of those with this score or a higher one."""
        return self._lot(self.place(limit), len(self._scores))

    def below(self, limit: float) -> Lot:
        """Return what is to be expected of those with a lower score."""
        return self._lot(0, self.place(limit))

    def place(self, limit: float) -> int:
        """Return how many scores are lower than the limit."""
        return bisect_left(self._scores, limit)

    def _lot(self, first: int, end: int) -> Lot:
        return Lot(end - first, self._sums[end] - self._sums[first])
