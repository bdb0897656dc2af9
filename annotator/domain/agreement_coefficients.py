"""Agreement on values: the kappas of Cohen and Fleiss, and Krippendorff's alpha.

All three set the agreement that is seen against the one that chance would give, and differ in what
they take for chance. None sees anything but units that were coded: text that nobody coded is in no
table.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, Any, Final

from annotator.domain.agreement import Coefficient, Judge, Level, Measure, Table, Why

if TYPE_CHECKING:
    from annotator.domain.agreement import Vector

Values = Sequence[Any]
"""What each reader said of one unit, in the order of readers; None where a reader said nothing."""
_PAIR: Final = 2
_TINY: Final = 1e-12


def contingency(units: Iterable[Values]) -> Table:
    """Return how often the first of two readers took one value and the second another.

    Units that one of them did not code are left out.
    """
    return Counter((one, other) for one, other in units if one is not None and other is not None)


def coincidences(units: Iterable[Values]) -> Table:
    """Return how often a value meets another in one unit, over all pairs of readers.

    Each unit counts as much as it has values; one that fewer than two coded is left out. These
    are the coincidences of Krippendorff (2011), section C.
    """
    table = Counter[Hashable]()
    for unit in units:
        values = [value for value in unit if value is not None]
        if len(values) == _PAIR:
            table.update(permutations(values))
        if (said := len(values)) <= _PAIR:
            continue
        counts = Counter(values)
        for one, often in counts.items():
            for other, as_often in counts.items():
                pairs = often * (as_often - (one == other))
                if pairs:
                    table[one, other] += pairs / (said - 1)
    return table


def complete(units: Iterable[Values]) -> list[Values]:
    """Return the units that every reader coded, which alone Fleiss' kappa can take."""
    return [unit for unit in units if all(value is not None for value in unit)]


def cohen(cells: Sequence[Hashable]) -> Judge:
    """Measure two readers by Cohen's kappa (1960) on `contingency`.

    Chance is that each reader deals out values as often as they do, independent of the other.
    """
    rows, columns, values = _indexed(cells)

    def judge(counts: "Vector") -> Coefficient:
        total, agreed = counts.sum(), counts[rows == columns].sum()
        chance = (_margin(rows, counts, values) * _margin(columns, counts, values)).sum()
        return _beyond_chance(total, agreed, chance / total if total else 0.0)

    return judge


def fleiss(cells: Sequence[Hashable]) -> Judge:
    """Measure any number of readers by Fleiss' kappa (1971) on `coincidences` of `complete` units.

    Chance is that all readers deal out values alike. For two it is Scott's pi.
    """
    rows, columns, values = _indexed(cells)

    def judge(counts: "Vector") -> Coefficient:
        total, agreed = counts.sum(), counts[rows == columns].sum()
        chance = (_margin(rows, counts, values) ** 2).sum()
        return _beyond_chance(total, agreed, chance / total if total else 0.0)

    return judge


def alpha(level: Level = Level.NOMINAL) -> Measure:
    """Measure any number of readers, who may miss units, by Krippendorff's alpha.

    The table is one of `coincidences`. On the levels ordinal and interval its values are numbers;
    ordinal ones are compared by rank alone. From Krippendorff (2011), “Computing Krippendorff's
    Alpha-Reliability”, section D.
    """
    return _nominal_alpha if level is Level.NOMINAL else _numeric_alpha(level)


def _nominal_alpha(cells: Sequence[Hashable]) -> Judge:
    rows, columns, values = _indexed(cells)

    def judge(counts: "Vector") -> Coefficient:
        total, margin = counts.sum(), _margin(rows, counts, values)
        seen = total - counts[rows == columns].sum()
        return _alpha(total, seen, total**2 - (margin**2).sum())

    return judge


def _numeric_alpha(level: Level) -> Measure:
    import numpy as np  # noqa: PLC0415 - the program starts without

    def measure(cells: Sequence[Hashable]) -> Judge:
        rows, columns, values = _indexed(cells)
        scale = np.array([float(value) for value in values])
        order = np.argsort(scale)

        def judge(counts: "Vector") -> Coefficient:
            total, margin = counts.sum(), _margin(rows, counts, values)
            place = _middle_ranks(margin, order) if level is Level.ORDINAL else scale
            place = place - (margin * place).sum() / total if total else place
            seen = (counts * (place[rows] - place[columns]) ** 2).sum()
            return _alpha(total, seen, 2 * total * (margin * place**2).sum())

        return judge

    return measure


def _middle_ranks(margin: "Vector", order: Any) -> "Vector":
    """Return the middle of the ranks that the units of each value take up."""
    ranks = margin.copy()
    ranks[order] = margin[order].cumsum() - margin[order] / 2
    return ranks


def _indexed(cells: Sequence[Any]) -> tuple[Any, Any, list[Any]]:
    """Return the numbers of the values of each cell, and the values by number."""
    import numpy as np  # noqa: PLC0415 - the program starts without

    values = list(dict.fromkeys(value for cell in cells for value in cell))
    at = {value: number for number, value in enumerate(values)}
    pairs = np.array([(at[one], at[other]) for one, other in cells], dtype=np.intp).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1], values


def _margin(places: Any, counts: "Vector", values: Sequence[Any]) -> Any:
    import numpy as np  # noqa: PLC0415 - the program starts without

    return np.bincount(places, weights=counts, minlength=len(values))


def _beyond_chance(total: float, agreed: float, chance: float) -> Coefficient:
    if not total:
        return Coefficient(None, Why.NOTHING)
    if total - chance <= _TINY * total:
        return Coefficient(None, Why.NO_VARIATION)
    return Coefficient(float((agreed - chance) / (total - chance)))


def _alpha(total: float, seen: float, possible: float) -> Coefficient:
    """Return alpha from the disagreement seen, and from that of all with all."""
    if not total:
        return Coefficient(None, Why.NOTHING)
    if possible <= _TINY * total**2:
        return Coefficient(None, Why.NO_VARIATION)
    return Coefficient(float(1 - (total - 1) * seen / possible))
