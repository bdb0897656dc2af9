"""Training a linear-chain conditional random field with CRFsuite (Okazaki 2007)."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import numpy as np

from annotator.extract.learned.chain_field import ChainField
from annotator.extract.learned.features import Buckets
from annotator.runtime.progress import Progress

_MANY_LABELS: Final = 16


class Lesson(NamedTuple):
    """One line to learn from: its words' buckets, and their labels as numbers."""

    seen: Buckets
    labels: Sequence[int]


class Effort(NamedTuple):
    """How a field is trained.

    `bits` number the buckets; `smoothing` is the weight of the squared weights (L2), `thinning`
    that of their sizes (L1); `rounds` of L-BFGS at most; a bucket met less than `least` times is
    left out.
    """

    bits: int = 19
    smoothing: float = 0.5
    thinning: float = 0.0
    rounds: int = 80
    least: int = 2


def trained_field(
    lessons: Iterable[Lesson], labels: int, effort: Effort, progress: Progress, label: str
) -> ChainField:
    """Return the field that fits the lessons; the same lessons give the same field.

    Raises:
        CancelledError: the person has asked to stop.
    """
    import pycrfsuite  # noqa: PLC0415 - compiled, and only training needs it

    class Watched(pycrfsuite.Trainer):  # type: ignore[misc]
        """A trainer that can be stopped."""

        rounds = 0

        def message(self, said: str) -> None:
            """Count the rounds and check for a request to stop."""
            self.rounds += said.startswith("***** Iteration")
            progress.step(min(self.rounds, effort.rounds), effort.rounds, label)

    trainer = Watched(algorithm="lbfgs", verbose=True)
    trainer.set_params(_settings(effort))
    _append_all(trainer, lessons)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "field.crfsuite"
        trainer.train(str(path))
        return _read(path, labels, effort.bits)


def _settings(effort: Effort) -> dict[str, Any]:
    return {
        "c1": effort.thinning,
        "c2": effort.smoothing,
        "max_iterations": effort.rounds,
        "feature.minfreq": effort.least,
        "feature.possible_transitions": True,
    }


def _append_all(trainer: Any, lessons: Iterable[Lesson]) -> None:
    names: dict[int, str] = {}
    for lesson in lessons:
        rows = [
            [names.get(bucket) or names.setdefault(bucket, str(bucket)) for bucket in row]
            for row in lesson.seen.tolist()
        ]
        if rows:
            trainer.append(rows, [str(label) for label in lesson.labels])


def _read(path: Path, labels: int, bits: int) -> ChainField:
    """Return the weights of a CRFsuite file; of labels it has not met, those of none."""
    import pycrfsuite  # noqa: PLC0415 - as above

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    info = tagger.info()
    weights = np.zeros((2**bits, labels), dtype=np.float32)
    for (bucket, label), weight in info.state_features.items():
        weights[int(bucket), int(label)] = weight
    steps = np.full((labels, labels), -_MANY_LABELS, dtype=np.float32)
    known = [int(label) for label in info.labels]
    steps[np.ix_(known, known)] = 0.0
    for (before, after), weight in info.transitions.items():
        steps[int(before), int(after)] = weight
    tagger.close()
    return ChainField(weights, steps)
