"""A linear-chain conditional random field at work: how likely each label of each word is.

Lafferty, McCallum and Pereira 2001. All lines of an article are read side by side, so that the
steps from word to word are few.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.extract.learned.features import Buckets

Floats = npt.NDArray[np.float32]


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
        found = np.zeros((len(seen), len(self.steps)), dtype=np.float32)
        sizes = np.array([line.stop - line.start for line in lines], dtype=np.intp)
        if not len(sizes) or not sizes.max():
            return found
        order = np.argsort(-sizes, kind="stable")
        order = order[sizes[order] > 0]
        starts = np.array([lines[at].start for at in order.tolist()], dtype=np.intp)
        states = self._states(seen)
        forward, sums = self._forward(states, starts, sizes[order])
        self._backward(states, starts, sizes[order], (forward, sums), found)
        return found

    def _states(self, seen: Buckets) -> Floats:
        scores = np.zeros((len(seen), len(self.steps)), dtype=np.float32)
        for column in seen.T:
            scores += self.weights[column]
        scores -= scores.max(axis=1, keepdims=True)
        states: Floats = np.exp(scores)
        return states

    def _forward(
        self, states: Floats, starts: npt.NDArray[np.intp], sizes: npt.NDArray[np.intp]
    ) -> tuple[Floats, Floats]:
        """Return the scaled forward values of each row, and what they were divided by."""
        steps = np.exp(self.steps)
        values = np.zeros_like(states)
        sums = np.ones((len(states), 1), dtype=np.float32)
        for at in range(int(sizes[0])):
            live = int(np.searchsorted(-sizes, -at, side="left"))
            rows = starts[:live] + at
            now = states[rows]
            if at:
                now = now * (values[rows - 1] @ steps)
            total = now.sum(axis=1, keepdims=True) + np.float32(1e-30)
            values[rows] = now / total
            sums[rows] = total
        return values, sums

    def _backward(
        self,
        states: Floats,
        starts: npt.NDArray[np.intp],
        sizes: npt.NDArray[np.intp],
        forward: tuple[Floats, Floats],
        found: Floats,
    ) -> None:
        """Fill `found` from the last words of the lines to the first."""
        steps = np.exp(self.steps).T
        values, sums = forward
        later = np.ones((len(starts), len(steps)), dtype=np.float32)
        for at in range(int(sizes[0]) - 1, -1, -1):
            live = int(np.searchsorted(-sizes, -at, side="left"))
            rows = starts[:live] + at
            both = values[rows] * later[:live]
            found[rows] = both / (both.sum(axis=1, keepdims=True) + np.float32(1e-30))
            later[:live] = ((later[:live] * states[rows]) @ steps) / sums[rows]
