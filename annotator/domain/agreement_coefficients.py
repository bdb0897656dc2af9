"""Agreement on values: the kappas of Cohen and Fleiss, and Krippendorff's alpha.

All three set the agreement that is seen against the one that chance would give, and differ in what
they take for chance. None sees anything but units that were coded: text that nobody coded is in no
table.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, Any, Final

from annotator.domain.agreement import Judge, Judged, Level, Measure, Table, ratio, summed

if TYPE_CHECKING:
    from annotator.domain.agreement import Matrix, Vector

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
    grid = _Grid(cells)

    def judge(counts: "Matrix") -> Judged:
        return _beyond_chance(grid, counts, (grid.rows(counts) * grid.columns(counts)).sum(1))

    return judge


def fleiss(cells: Sequence[Hashable]) -> Judge:
    """Measure any number of readers by Fleiss' kappa (1971) on `coincidences` of `complete` units.

    Chance is that all readers deal out values alike. For two it is Scott's pi.
    """
    grid = _Grid(cells)

    def judge(counts: "Matrix") -> Judged:
        return _beyond_chance(grid, counts, (grid.rows(counts) ** 2).sum(1))

    return judge


def alpha(level: Level = Level.NOMINAL) -> Measure:
    """Measure any number of readers, who may miss units, by Krippendorff's alpha.

    The table is one of `coincidences`. On the levels ordinal and interval its values are numbers;
    ordinal ones are compared by rank alone. From Krippendorff (2011), “Computing Krippendorff's
    Alpha-Reliability”, section D.
    """
    return _nominal_alpha if level is Level.NOMINAL else _numeric_alpha(level)


def _nominal_alpha(cells: Sequence[Hashable]) -> Judge:
    grid = _Grid(cells)

    def judge(counts: "Matrix") -> Judged:
        total = counts.sum(1)
        return _alpha(
            total, total - grid.agreed(counts), total**2 - (grid.rows(counts) ** 2).sum(1)
        )

    return judge


def _numeric_alpha(level: Level) -> Measure:
    import numpy as np  # noqa: PLC0415 - the program starts without

    def measure(cells: Sequence[Hashable]) -> Judge:
        grid = _Grid(cells)
        scale = np.array([[float(value) for value in grid.values]])
        order = np.argsort(scale[0])

        def judge(counts: "Matrix") -> Judged:
            total, margin = counts.sum(1), grid.rows(counts)
            place = _middle_ranks(margin, order) if level is Level.ORDINAL else scale
            middle = (margin * place).sum(1) / np.maximum(total, 1)
            place = place - middle[:, None]
            apart = (place[:, grid.left] - place[:, grid.right]) ** 2
            return _alpha(total, (counts * apart).sum(1), 2 * total * (margin * place**2).sum(1))

        return judge

    return measure


def _middle_ranks(margin: "Matrix", order: Any) -> "Matrix":
    """Return the middle of the ranks that the units of each value take up."""
    ranks = margin.copy()
    ranks[:, order] = margin[:, order].cumsum(1) - margin[:, order] / 2
    return ranks


class _Grid:
    """Cells of pairs of values, by the numbers of the values: `left` and `right` of each cell."""

    def __init__(self, cells: Sequence[Any]) -> None:
        import numpy as np  # noqa: PLC0415 - the program starts without

        self.values = list(dict.fromkeys(value for cell in cells for value in cell))
        at = {value: number for number, value in enumerate(self.values)}
        pairs = np.array([(at[one], at[other]) for one, other in cells], dtype=np.intp)
        self.left, self.right = pairs.reshape(-1, 2).T
        self._same = self.left == self.right
        self.rows = summed(self.left, len(self.values))
        self.columns = summed(self.right, len(self.values))

    def agreed(self, counts: "Matrix") -> "Vector":
        """Return the counts of the cells whose values are the same."""
        agreed: Vector = counts[:, self._same].sum(1)
        return agreed


def _beyond_chance(grid: _Grid, counts: "Matrix", products: "Vector") -> Judged:
    """Return the agreement beyond chance; `products` are its expected agreements by total."""
    import numpy as np  # noqa: PLC0415 - the program starts without

    total = counts.sum(1)
    chance = products / np.where(total > 0, total, 1)
    possible = total - chance
    return ratio(grid.agreed(counts) - chance, possible, possible <= _TINY * total, total == 0)


def _alpha(total: "Vector", seen: "Vector", possible: "Vector") -> Judged:
    """Return alpha from the disagreement seen, and from that of all with all."""
    flat, nothing = possible <= _TINY * total**2, total == 0
    return ratio(possible - (total - 1) * seen, possible, flat, nothing)
