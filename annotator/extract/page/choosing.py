"""Chooses what a field is among candidates, by what is known of each and what that is worth.

A conditional logit model (McFadden 1974): each candidate scores the sum of the weights of its
clues, nothing at all scores 0. The weights are data, fitted by `benchmarks/page_weights.py` on the
corpus's splits train and dev; clues tell form and place, never single words of an article.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import repeat
from math import fsum
from typing import NamedTuple

from pydantic import TypeAdapter

from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import lexicon

Weights = Mapping[str, float]


class Candidate(NamedTuple):
    """What a field could be, the words that show it, and the names of the clues it bears."""

    value: str
    where: Stretch
    clues: frozenset[str]


@cache
def page_weights() -> Mapping[str, Weights]:
    """Return the weights of the clues by field, read once from the shipped lexicon."""
    return TypeAdapter(Mapping[str, Weights]).validate_python(lexicon("page_weights"))


def worth(candidate: Candidate, weights: Weights) -> float:
    """Return what a candidate's clues are worth together; above 0 it beats having no value.

    A plain sum of what a set holds would differ in its last digit from one process to the next.
    """
    return fsum(map(weights.get, candidate.clues, repeat(0.0)))


def chosen(field: str, candidates: Iterable[Candidate]) -> Candidate | None:
    """Return the candidate worth most, the first of equals; None if none is worth more than 0."""
    weights = page_weights().get(field, {})
    best, most = None, 0.0
    for candidate in candidates:
        found = worth(candidate, weights)
        if found > most:
            best, most = candidate, found
    return best


def bucket(name: str, number: int, *bounds: int) -> str:
    """Return the clue `name` with the highest of the ascending bounds that a number reaches."""
    reached: int | str = "-"
    for bound in bounds:
        if number < bound:
            break
        reached = bound
    return f"{name}>={reached}"
