"""How far a score can be believed: what is proposed with .8 should be right four times in five."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from annotator.domain.layer import Scope
from annotator.extract.evaluation.evaluating import in_scope
from annotator.extract.evaluation.measured_text import MeasuredText
from annotator.extract.evaluation.metrics import full_matches, readings

BINS: Final = 10
_NOTHING: Final[Mapping[str, Any]] = {"attributions": ()}


class Judged(NamedTuple):
    """One proposal: its score, 0.0 to 1.0, and whether content and source are right."""

    score: float
    right: bool


class Bin(NamedTuple):
    """The proposals whose score is at least `low` and below `high` (1.0 is in the last one).

    `score` is their mean score, 0.0 where there is none.
    """

    low: float
    high: float
    proposed: int
    right: int
    score: float

    @property
    def share(self) -> float:
        """Return how many of them are right, 0.0 to 1.0; 0.0 of none."""
        return self.right / self.proposed if self.proposed else 0.0


def judged(
    gold: Sequence[Mapping[str, Any]], predicted: Iterable[Mapping[str, Any]], scope: Scope
) -> list[Judged]:
    """Return every proposal that has a score, judged as the metric `full` does.

    Documents are paired by `id`; what is proposed in others is left out.
    """
    by_id = {line["id"]: line for line in predicted}
    return [item for line in gold for item in _judged(line, by_id.get(line["id"], _NOTHING), scope)]


def _judged(gold: Mapping[str, Any], found: Mapping[str, Any], scope: Scope) -> list[Judged]:
    text = MeasuredText(gold["text"])
    proposed = readings(text, in_scope(found, scope))
    paired = full_matches(readings(text, in_scope(gold, scope)), proposed)
    right = {other for _, other in paired}
    return [
        Judged(item.line["score"], at in right)
        for at, item in enumerate(proposed)
        if "score" in item.line
    ]


def binned(proposals: Iterable[Judged]) -> tuple[Bin, ...]:
    """Return the proposals in ten bins of equal width, the lowest scores first."""
    sorted_in: list[list[Judged]] = [[] for _ in range(BINS)]
    for item in proposals:
        sorted_in[min(int(item.score * BINS), BINS - 1)].append(item)
    return tuple(_bin(number, items) for number, items in enumerate(sorted_in))


def _bin(number: int, items: Sequence[Judged]) -> Bin:
    mean = sum(item.score for item in items) / len(items) if items else 0.0
    right = sum(item.right for item in items)
    return Bin(number / BINS, (number + 1) / BINS, len(items), right, mean)


def calibration_error(bins: Iterable[Bin]) -> float:
    """Return how far score and share right lie apart on average, weighted by proposals.

    The expected calibration error of Naeini, Cooper and Hauskrecht (2015); 0.0 of none.
    """
    filled = [item for item in bins if item.proposed]
    apart = sum(item.proposed * abs(item.score - item.share) for item in filled)
    return apart / sum(item.proposed for item in filled) if filled else 0.0
