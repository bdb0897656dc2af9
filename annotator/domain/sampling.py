"""A check of a random sample, stratified by annotator, and what it says of the whole."""

from collections.abc import Collection, Hashable, Mapping
from math import ceil, sqrt
from random import Random
from statistics import NormalDist
from typing import Annotated, Final, NamedTuple, TypeVar

from pydantic import Field

from annotator.domain.value import Value

LEVEL: Final = 0.95

Group = TypeVar("Group", bound=Hashable)


class SamplePlan(Value):
    """Which sample was drawn: all that is needed to draw the same one again.

    `share` is that of the claims, above 0 and up to 1. The claims are those that were submitted
    or approved after change `at` of the history, so that later work changes no sample.
    """

    share: Annotated[float, Field(gt=0, le=1)]
    seed: Annotated[int, Field(ge=0)]
    at: Annotated[int, Field(ge=0)]

    @property
    def name(self) -> str:
        """Return what a person would note down to draw it again."""
        return f"{self.share * 100:g} % of change {self.at}, seed {self.seed}"


class Stratum(NamedTuple):
    """The claims of one annotator: how many there are, were checked, and turned out wrong."""

    size: int
    checked: int
    wrong: int


class ErrorRate(NamedTuple):
    """How many claims of the whole are wrong, estimated: 0 to 1, with its interval.

    `effective` is the size of the simple random sample that would say as much.
    """

    rate: float
    low: float
    high: float
    effective: float


def allocated(sizes: Mapping[Group, int], share: float) -> dict[Group, int]:
    """Return how many to draw of each stratum: in proportion, but at least one of each.

    What the quotas leave over goes to the largest remainders, the first of those alike first.
    """
    quotas = {group: size * share for group, size in sizes.items() if size > 0}
    total = ceil(round(sum(quotas.values()), 9))
    given = {group: max(1, int(quota)) for group, quota in quotas.items()}
    for group in sorted(quotas, key=lambda group: int(quotas[group]) - quotas[group]):
        if sum(given.values()) >= total:
            break
        given[group] = min(sizes[group], max(1, int(quotas[group]) + 1))
    return given


def drawn(
    strata: Mapping[Group, Collection[int]], share: float, seed: int
) -> dict[Group, set[int]]:
    """Return the ids drawn of each stratum, the same for the same ids, share and seed.

    Only `Random.random` is used, whose sequence Python keeps from version to version.
    """
    numbers = allocated({group: len(ids) for group, ids in strata.items()}, share)
    found = {}
    for group, number in numbers.items():
        random = Random(f"{seed}/{group}")  # noqa: S311 - a sample, no secret
        order = sorted((random.random(), own) for own in sorted(strata[group]))
        found[group] = {own for _random, own in order[:number]}
    return found


def wilson(rate: float, size: float, level: float = LEVEL) -> tuple[float, float]:
    """Return the score interval of a rate seen in a random sample of this size.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212;
    without a correction for continuity, method 3 of R. G. Newcombe, Statistics in Medicine 17
    (1998), 857-872.
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = rate + z * z / (2 * size)
    wide = z * sqrt(rate * (1 - rate) / size + z * z / (4 * size * size))
    whole = 1 + z * z / size
    low = 0.0 if rate <= 0 else max(0.0, (middle - wide) / whole)
    high = 1.0 if rate >= 1 else min(1.0, (middle + wide) / whole)
    return low, high


def error_rate(strata: Collection[Stratum], level: float = LEVEL) -> ErrorRate | None:
    """Return the estimate for all claims of the strata that were looked at; None before that.

    The rate is the stratified one, each stratum by its share of the claims (W. G. Cochran,
    Sampling Techniques, 3rd edition, 1977, sections 5.3 and 5.10). The interval is Wilson's with
    the effective size of the sample (C. Franco, R. J. A. Little, T. A. Louis and E. V. Slud,
    Journal of Survey Statistics and Methodology 7, 2019, 334-364), never above its true size.
    It allows nothing for how much of the whole was seen, and so errs on the wide side, until all
    of it was: then the rate is known.
    """
    seen = [item for item in strata if item.checked > 0]
    if not seen:
        return None
    size, checked = sum(item.size for item in seen), sum(item.checked for item in seen)
    rate = sum(item.size / size * item.wrong / item.checked for item in seen)
    if checked == size:
        return ErrorRate(rate, rate, rate, checked)
    effective = _effective_size(seen, size, checked, rate)
    return ErrorRate(rate, *wilson(rate, effective, level), effective)


def _effective_size(seen: Collection[Stratum], size: int, checked: int, rate: float) -> float:
    spread = sum((item.size / size) ** 2 * _variance(item, rate) for item in seen)
    return checked if spread <= 0 else min(checked, rate * (1 - rate) / spread)


def _variance(item: Stratum, rate: float) -> float:
    """Return the variance of one stratum's rate; that of all where one alone was checked."""
    if item.checked == 1:
        return rate * (1 - rate)
    own = item.wrong / item.checked
    return own * (1 - own) / (item.checked - 1)
