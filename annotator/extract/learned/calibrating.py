"""How likely something is: a logistic model over named features, and what its word is worth."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import exp
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from pydantic import Field

from annotator.domain.value import Value

_FARTHEST: Final = 30.0
_ROUNDS: Final = 25
_ENOUGH: Final = 1e-6
_MOST_STEPS: Final = 24
_LOT: Final = 1_024

Names = Iterable[str]
Columns = npt.NDArray[np.int32]


class Logistic(Value):
    """A sum of the weights of the features that are there, made a probability."""

    bias: float = 0.0
    weights: dict[str, float] = Field(default_factory=dict)

    def probability(self, names: Names) -> float:
        """Return how likely it is, 0.0 to 1.0."""
        total = self.bias + sum(self.weights.get(name, 0.0) for name in names)
        return 1.0 / (1.0 + exp(-max(-_FARTHEST, min(_FARTHEST, total))))


class Curve(Value):
    """A rising line through points: what share was right where the model gave a probability.

    Without points the model's own probability stands.
    """

    given: tuple[float, ...] = ()
    right: tuple[float, ...] = ()

    def at(self, probability: float) -> float:
        """Return the share that was right, between the two nearest points."""
        if not self.given:
            return probability
        at = bisect_right(self.given, probability)
        if at == 0:
            return self.right[0]
        if at == len(self.given):
            return self.right[-1]
        low, high = self.given[at - 1], self.given[at]
        share = (probability - low) / (high - low)
        return self.right[at - 1] + share * (self.right[at] - self.right[at - 1])


class Case(NamedTuple):
    """What was seen of one case, and whether it was so."""

    names: tuple[str, ...]
    right: bool


def fitted(cases: Sequence[Case], smoothing: float = 1.0, least: int = 4) -> Logistic:
    """Return the model that fits the cases best, large weights fined (Newton's method).

    A feature seen fewer than `least` times is left out. Without cases everything is even.
    """
    counted: dict[str, int] = {}
    for case in cases:
        for name in set(case.names):
            counted[name] = counted.get(name, 0) + 1
    names = sorted(name for name, count in counted.items() if count >= least)
    column = {name: at for at, name in enumerate(names, start=1)}
    seen = [
        np.array([0, *(column[name] for name in set(case.names) if name in column)], dtype=np.int32)
        for case in cases
    ]
    right = np.array([case.right for case in cases], dtype=np.float64)
    weights = _newton(seen, len(names) + 1, right, smoothing)
    kept = {name: round(float(weights[at]), 4) for name, at in column.items()}
    return Logistic(
        bias=round(float(weights[0]), 4),
        weights={name: value for name, value in kept.items() if value},
    )


def _newton(
    seen: Sequence[Columns], width: int, right: npt.NDArray[np.float64], smoothing: float
) -> npt.NDArray[np.float64]:
    weights = np.zeros(width)
    fine = np.full(width, smoothing)
    fine[0] = _ENOUGH
    for _ in range(_ROUNDS if len(right) else 0):
        slope, bend = -fine * weights, np.diag(fine)
        for first in range(0, len(seen), _LOT):
            some = _spread(seen[first : first + _LOT], width)
            given = 1.0 / (1.0 + np.exp(-np.clip(some @ weights, -_FARTHEST, _FARTHEST)))
            slope += some.T @ (right[first : first + _LOT] - given)
            bend += (some * (given * (1.0 - given))[:, None]).T @ some
        step = np.linalg.solve(bend, slope)
        weights += step
        if float(np.abs(step).max()) < _ENOUGH:
            break
    return weights


def _spread(seen: Sequence[Columns], width: int) -> npt.NDArray[np.float64]:
    """Return rows with 1.0 in the columns that each case has: of some cases, as they are wide."""
    spread = np.zeros((len(seen), width))
    for row, columns in zip(spread, seen, strict=True):
        row[columns] = 1.0
    return spread


def curve(judged: Iterable[tuple[float, bool]]) -> Curve:
    """Return the rising curve through given probabilities and what came true.

    Pool adjacent violators (Ayer et al. 1955), thinned to two dozen points.
    """
    ordered = sorted(judged)
    blocks: list[tuple[float, float, int]] = []
    for given, right in ordered:
        blocks.append((given, float(right), 1))
        while len(blocks) > 1 and _mean(blocks[-2]) >= _mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] = tuple(map(sum, zip(blocks[-1], last, strict=True)))  # type: ignore[assignment]
    least = max(1, len(ordered) // _MOST_STEPS)
    points = [(given / count, right / count) for given, right, count in _wide(blocks, least)]
    rising = [point for at, point in enumerate(points) if not at or point[0] > points[at - 1][0]]
    return Curve(
        given=tuple(round(given, 5) for given, _ in rising),
        right=tuple(round(right, 5) for _, right in rising),
    )


def _mean(block: tuple[float, float, int]) -> float:
    return block[1] / block[2]


def _wide(blocks: Sequence[tuple[float, float, int]], least: int) -> list[tuple[float, float, int]]:
    """Return the blocks with neighbours joined until each counts `least` cases."""
    found: list[tuple[float, float, int]] = []
    for block in blocks:
        if found and found[-1][2] < least:
            last = found.pop()
            joint = (last[0] + block[0], last[1] + block[1], last[2] + block[2])
            found.append(joint)
        else:
            found.append(block)
    if len(found) > 1 and found[-1][2] < least:
        last = found.pop()
        before = found.pop()
        found.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return found
