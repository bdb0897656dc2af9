"""Training a linear-chain conditional random field, a few lines at a time.

Gradient steps sized for each weight by what it has moved (AdaGrad, Duchi, Hazan and Singer 2011),
and the mean of the later rounds' weights (Polyak and Juditsky 1992).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.extract.learned.chain_field import ChainField, Chains, Floats, Lattice, chains
from annotator.extract.learned.features import Buckets
from annotator.runtime.progress import Progress

_BATCH_WORDS: Final = 1_000
_SMOOTH: Final = np.float32(1e-6)


class Lesson(NamedTuple):
    """One line to learn from: its words' buckets, and their labels as numbers."""

    seen: Buckets
    labels: Sequence[int]


class Effort(NamedTuple):
    """How a field is trained.

    `bits` number the buckets; a bucket met less than `least` times is left out. `rounds` go over
    all lessons with steps of `pace`; `decay` draws the weights of what is met towards 0.
    """

    bits: int = 18
    rounds: int = 12
    pace: float = 0.2
    decay: float = 2e-6
    least: int = 2


class _Batch(NamedTuple):
    """Some lines one behind the other; `seen` are places in `met`, their buckets in order."""

    met: Buckets
    seen: npt.NDArray[Any]
    labels: npt.NDArray[np.intp]
    chains: Chains

    def meetings(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Return the words that meet each bucket of `met` in turn, and where each bucket begins."""
        flat = self.seen.ravel()
        ends = np.cumsum(np.bincount(flat, minlength=len(self.met)))
        return np.argsort(flat, kind="stable") // self.seen.shape[1], np.r_[0, ends[:-1]]


def trained_field(
    lessons: Iterable[Lesson], labels: int, effort: Effort, seed: int, progress: Progress
) -> ChainField:
    """Return the field that fits the lessons; the same lessons and seed give the same field.

    The lessons are gone over twice, and none is kept. `progress` hears of each round.

    Raises:
        CancelledError: the person has asked to stop.
    """
    batches = _batches(lessons, effort)
    learner = _Learner(labels, effort)
    order = np.random.default_rng(seed)
    for number in range(effort.rounds):
        progress.step(number, effort.rounds, "Training")
        for at in order.permutation(len(batches)).tolist():
            learner.learn(batches[at])
        if 2 * (number + 1) > effort.rounds:
            learner.remember()
    return learner.field


class _Learner:
    """The weights as they are learned."""

    def __init__(self, labels: int, effort: Effort) -> None:
        self._effort = effort
        self._field = ChainField(
            np.zeros((2**effort.bits, labels), dtype=np.float32),
            np.zeros((labels, labels), dtype=np.float32),
        )
        self._moved = [np.full_like(part, _SMOOTH) for part in self._field]
        self._total = [np.zeros_like(part) for part in self._field]
        self._remembered = 0

    def learn(self, batch: _Batch) -> None:
        """Take a step towards what a batch says."""
        lattice = Lattice(self._field, batch.met[batch.seen], batch.chains)
        wrong = lattice.marginals
        wrong[np.arange(len(wrong)), batch.labels] -= 1.0
        words, edges = batch.meetings()
        slopes: Floats = np.add.reduceat(wrong[words], edges, axis=0)
        weights, moved = self._field.weights, self._moved[0]
        slopes += np.float32(self._effort.decay * len(wrong)) * weights[batch.met]
        moved[batch.met] += slopes * slopes
        weights[batch.met] -= np.float32(self._effort.pace) * slopes / np.sqrt(moved[batch.met])
        weights[0] = 0.0
        self._learn_steps(batch, lattice.pairs)

    def _learn_steps(self, batch: _Batch, pairs: Floats) -> None:
        follows = np.ones(len(batch.labels), dtype=np.bool_)
        follows[batch.chains.starts] = False
        after = np.flatnonzero(follows)
        slopes = pairs.copy()
        np.subtract.at(slopes, (batch.labels[after - 1], batch.labels[after]), 1.0)
        self._moved[1] += slopes * slopes
        self._field.steps[...] -= np.float32(self._effort.pace) * slopes / np.sqrt(self._moved[1])

    def remember(self) -> None:
        """Count the weights as they are into the mean."""
        self._total = [total + part for total, part in zip(self._total, self._field, strict=True)]
        self._remembered += 1

    @property
    def field(self) -> ChainField:
        """Return the mean of what was remembered."""
        weights, steps = (total / np.float32(max(1, self._remembered)) for total in self._total)
        return ChainField(weights, steps)


def _batches(lessons: Iterable[Lesson], effort: Effort) -> list[_Batch]:
    """Return the lessons in batches; bucket 0 stands for all that are met too seldom."""
    counted = np.zeros(2**effort.bits, dtype=np.int64)
    for some in _grouped(lessons):
        counted += np.bincount(_seen(some).ravel(), minlength=len(counted))
    often = counted >= effort.least
    return [_batch(some, often) for some in _grouped(lessons)]


def _grouped(lessons: Iterable[Lesson]) -> Iterator[list[Lesson]]:
    some: list[Lesson] = []
    for lesson in lessons:
        if len(lesson.labels):
            some.append(lesson)
        if sum(len(item.labels) for item in some) >= _BATCH_WORDS:
            yield some
            some = []
    if some:
        yield some


def _seen(some: Sequence[Lesson]) -> Buckets:
    return np.concatenate([lesson.seen for lesson in some])


def _batch(some: Sequence[Lesson], often: npt.NDArray[np.bool_]) -> _Batch:
    seen = _seen(some)
    seen = np.where(often[seen], seen, np.int32(0))
    ends = np.cumsum([len(lesson.labels) for lesson in some]).tolist()
    lines = [slice(start, end) for start, end in zip([0, *ends], ends, strict=False)]
    met, places = np.unique(seen.ravel(), return_inverse=True)
    return _Batch(
        met=met,
        seen=places.reshape(seen.shape).astype(np.min_scalar_type(len(met))),
        labels=np.concatenate([np.asarray(lesson.labels, dtype=np.intp) for lesson in some]),
        chains=chains(lines),
    )
