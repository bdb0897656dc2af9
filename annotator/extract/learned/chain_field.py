"""A linear-chain conditional random field at work: how likely each label of each word is.

Lafferty, McCallum and Pereira 2001. All lines of an article are read side by side, so that the
steps from word to word are few.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.extract.learned.features import Buckets

Floats = npt.NDArray[np.float32]
_TINY: Final = np.float32(1e-30)


class ChainField(NamedTuple):
    """Weights of buckets x labels, and of steps from one label to the next."""

    weights: Floats
    steps: Floats

    @property
    def bits(self) -> int:
        """Return how many bits number the buckets."""
        return len(self.weights).bit_length() - 1

    def marginals(self, seen: Buckets, lines: Sequence[slice]) -> Floats:
        """Return rows x labels, how likely each label is; rows outside all lines are zeros.

        `seen` has one row a word and one bucket a column; the words of a line are one chain.
        """
        return Lattice(self, seen, chains(lines)).marginals


class Chains(NamedTuple):
    """Where chains begin in the row and how long they are, the longest first; none is empty."""

    starts: npt.NDArray[np.intp]
    sizes: npt.NDArray[np.intp]

    def rows(self, at: int) -> npt.NDArray[np.intp]:
        """Return the rows of the words number `at` of the chains that are so long."""
        live = int(np.searchsorted(-self.sizes, -at, side="left"))
        return self.starts[:live] + at

    @property
    def longest(self) -> int:
        """Return how many words the longest chain has; 0 without chains."""
        return int(self.sizes[0]) if len(self.sizes) else 0


def chains(lines: Sequence[slice]) -> Chains:
    """Return the chains of lines."""
    kept = sorted(
        (line for line in lines if line.stop > line.start),
        key=lambda line: (line.start - line.stop, line.start),
    )
    starts = np.array([line.start for line in kept], dtype=np.intp)
    return Chains(starts, np.array([line.stop - line.start for line in kept], dtype=np.intp))


class Lattice:
    """All readings of some chains, summed forwards and backwards (Rabiner 1989).

    `marginals` are rows x labels; `pairs` how often each step from label to label is expected.
    """

    def __init__(self, field: ChainField, seen: Buckets, known: Chains) -> None:
        """Read the chains with a field."""
        self._chains = known
        self._steps: Floats = np.exp(field.steps)
        self._states = _states(field, seen)
        self._forward = np.zeros_like(self._states)
        self._sums = np.ones((len(seen), 1), dtype=np.float32)
        self.marginals: Floats = np.zeros_like(self._states)
        self.pairs: Floats = np.zeros_like(self._steps)
        self._go_forward()
        self._go_back()

    def _go_forward(self) -> None:
        for at in range(self._chains.longest):
            rows = self._chains.rows(at)
            now = self._states[rows]
            if at:
                now = now * (self._forward[rows - 1] @ self._steps)
            total = now.sum(axis=1, keepdims=True) + _TINY
            self._forward[rows] = now / total
            self._sums[rows] = total

    def _go_back(self) -> None:
        later = np.ones((len(self._chains.starts), len(self._steps)), dtype=np.float32)
        for at in range(self._chains.longest - 1, -1, -1):
            rows = self._chains.rows(at)
            live = len(rows)
            both = self._forward[rows] * later[:live]
            self.marginals[rows] = both / (both.sum(axis=1, keepdims=True) + _TINY)
            coming = later[:live] * self._states[rows] / self._sums[rows]
            if at:
                self.pairs += self._steps * (self._forward[rows - 1].T @ coming)
            later[:live] = coming @ self._steps.T


def _states(field: ChainField, seen: Buckets) -> Floats:
    scores = np.zeros((len(seen), len(field.steps)), dtype=np.float32)
    for column in seen.T:
        scores += field.weights.take(column, axis=0, mode="clip")
    scores -= scores.max(axis=1, keepdims=True)
    states: Floats = np.exp(scores)
    return states
