"""Try what learning brings: train without some documents, then read them."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from annotator.domain.layer import Scope
from annotator.exchange.writers.proposal_lines import to_json_line
from annotator.extract.evaluation.evaluating import evaluate
from annotator.extract.evaluation.reliability import binned, judged
from annotator.extract.extractor import Extractor, threshold_of
from annotator.runtime.progress import Progress
from annotator.services.learn_report import Trial, trial
from annotator.services.lessons import Line

SEED: Final = 0
FEWEST_FOLDS: Final = 2


class Stages:
    """Work in equal stages, each with a progress of its own, told as one."""

    PARTS: Final = 100

    def __init__(self, progress: Progress, stages: int) -> None:
        self._progress = progress
        self._stages = stages
        self._begun = 0

    def next(self, label: str) -> "Stage":
        """Begin the next stage.

        Raises:
            CancelledError: the person has asked to stop.
        """
        stage = Stage(self._progress, self._begun, self._stages, label)
        self._begun += 1
        stage.step(0, None, "")
        return stage


class Stage:
    """The progress of one stage."""

    def __init__(self, progress: Progress, number: int, stages: int, label: str) -> None:
        self._progress = progress
        self._number = number
        self._stages = stages
        self._label = label

    def step(self, done: int, total: int | None, _label: str, /) -> None:
        """Tell how much of the whole is done.

        Raises:
            CancelledError: the person has asked to stop.
        """
        share = min(1.0, done / total) if total else 0.0
        parts = int((self._number + share) * Stages.PARTS)
        self._progress.step(parts, self._stages * Stages.PARTS, self._label)


def folds_of(lines: Sequence[Line], folds: int) -> list[list[Line]]:
    """Return the lines dealt out into folds of nearly equal size; the same lines, the same folds.

    Fewer folds where there are fewer lines, and none where there would be only one.
    """
    number = min(folds, len(lines))
    if number < FEWEST_FOLDS:
        return []
    shuffled = sorted(lines, key=lambda line: str(line["id"]))
    random.Random(SEED).shuffle(shuffled)  # noqa: S311 - nothing secret
    return [shuffled[first::number] for first in range(number)]


def held_out(
    folds: Sequence[Sequence[Line]],
    train: Callable[[Sequence[Line], Path, Progress], Extractor],
    scope: Scope,
    stages: Stages,
) -> Trial:
    """Return how models read that were trained on all folds but the one they read."""
    predicted: list[Line] = []
    with TemporaryDirectory(prefix="annotator-learn-") as folder:
        for number, fold in enumerate(folds):
            others = [line for other in folds if other is not fold for line in other]
            words = f"fold {number + 1} of {len(folds)}"
            extractor = train(
                others, Path(folder) / "fold.model", stages.next(f"Training, {words}")
            )
            predicted += read(extractor, fold, scope, stages.next(f"Reading, {words}"))
    return tried([line for fold in folds for line in fold], predicted, scope)


def tried(gold: Sequence[Line], predicted: Sequence[Line], scope: Scope) -> Trial:
    """Return the figures of what `read` proposed for annotated lines.

    Found is what would be proposed to a person; scores are judged from the lowest on.
    """
    shown = [likely(line) for line in predicted]
    return trial(evaluate(gold, shown, scope), binned(judged(gold, predicted, scope)))


def read(
    extractor: Extractor, lines: Sequence[Line], scope: Scope, progress: Progress
) -> Iterator[Line]:
    """Yield what an engine finds in each line's text, as a line with the engine's `threshold`.

    Raises:
        CancelledError: the person has asked to stop.
    """
    for number, line in enumerate(lines):
        progress.step(number, len(lines), "")
        found = extractor.extract(line["text"], scope)
        proposed: Line = json.loads(to_json_line(line["id"], line["text"], found))
        yield proposed | {"threshold": threshold_of(extractor)}


def likely(line: Line) -> Line:
    """Return a line with the attributions alone whose score reaches its threshold."""
    least = line.get("threshold", 0.0)
    kept = [item for item in line["attributions"] if item.get("score", 1.0) >= least]
    return {**line, "attributions": kept}
