"""Which candidate a phrase means: a linear model over named signs, fitted on the corpus.

The weights are data (`lexicons/naming_weights.json`), by the class of the phrase and the name of
the sign, and are fitted by `fitting.py`: a softmax over the candidates of each phrase, the ranking
form of logistic regression for coreference (Denis and Baldridge 2008).
"""

from collections.abc import Sequence
from functools import cache
from itertools import repeat
from typing import NamedTuple

from annotator.domain.value import Value
from annotator.extract.naming.signs import Entity
from annotator.extract.prose.vocabulary import lexicon


class Weights(Value):
    """The weight of each sign, by the class of the phrase; signs it does not name weigh nothing."""

    classes: dict[str, dict[str, float]]


class Candidate(NamedTuple):
    """Somebody whom a phrase may mean: the canonical name, and the signs for and against."""

    name: str
    signs: list[str]
    entity: Entity | None = None


class Decision(NamedTuple):
    """One phrase to be decided, its class, and who it may mean."""

    kind: str
    candidates: Sequence[Candidate]


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the shipped weights."""
    return Weights.model_validate(lexicon("naming_weights")).classes


def score(signs: Sequence[str], known: dict[str, float]) -> float:
    """Return the sum of what the signs weigh."""
    return sum(map(known.get, signs, repeat(0.0)))


def likeliest(decision: Decision) -> Candidate | None:
    """Return the candidate with the highest score, the first of equals; None of none."""
    if not decision.candidates:
        return None
    known = weights().get(decision.kind, {})
    scores = [score(item.signs, known) for item in decision.candidates]
    return decision.candidates[scores.index(max(scores))]
