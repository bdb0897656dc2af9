"""What agreement is told by: coefficients over tables of counts, and why there may be none.

A table counts what readers did with what they read: how often one took a value where another took
that value or another one. Tables of documents add up to that of all of them, so that a coefficient
over documents and its interval come from the same counts.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]
    Matrix = npt.NDArray[np.float64]

Table = Mapping[Hashable, float]
"""Counts by cell; what a cell is, the measure that reads the table knows."""


class Level(StrEnum):
    """How far apart two values are: alike or not, by rank, or by difference."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


class Why(StrEnum):
    """Why there is no coefficient."""

    NOTHING = "nothing to compare"
    NO_VARIATION = "no variation"


class Coefficient(NamedTuple):
    """A coefficient of agreement, at most 1.0; None with the reason where it is not defined."""

    value: float | None
    why: Why | None = None


class Judged(NamedTuple):
    """The coefficients of many counts at once: NaN where one is not defined.

    It is `nothing` where there is nothing to compare, rather than no variation.
    """

    values: "Vector"
    nothing: Any

    def coefficient(self, at: int = 0) -> Coefficient:
        """Return one of them."""
        value = float(self.values[at])
        if value == value:  # noqa: PLR0124 - NaN is not itself
            return Coefficient(value)
        return Coefficient(None, Why.NOTHING if self.nothing[at] else Why.NO_VARIATION)


Judge = Callable[["Matrix"], Judged]
"""What a measure says of the counts of the cells it was given, a row for each set of counts."""
Measure = Callable[[Sequence[Hashable]], Judge]
"""Takes the cells of a table, in some order, and returns the judge of their counts."""


def judged(table: Table, measure: Measure) -> Coefficient:
    """Return the coefficient of one table."""
    import numpy as np  # noqa: PLC0415 - the program starts without

    counts = np.array([list(table.values())], dtype=np.float64)
    return measure(list(table))(counts).coefficient()


def ratio(above: "Vector", below: "Vector", flat: Any, nothing: Any) -> Judged:
    """Return one by another, undefined where it is `flat` or there is `nothing`."""
    import numpy as np  # noqa: PLC0415 - the program starts without

    undefined = flat | nothing
    values = np.full(above.shape, np.nan)
    np.divide(above, below, out=values, where=~undefined)
    return Judged(values, nothing)


def summed(keys: Any, size: int) -> Callable[["Matrix"], "Matrix"]:
    """Return what adds up columns by their `keys`, numbers below `size`, into as many columns."""
    import numpy as np  # noqa: PLC0415 - the program starts without

    order = np.argsort(keys, kind="stable")
    present, starts = np.unique(keys[order], return_index=True)

    def sums(columns: "Matrix") -> "Matrix":
        total = np.zeros((len(columns), size))
        if len(present):
            total[:, present] = np.add.reduceat(columns[:, order], starts, axis=1)
        return total

    return sums


def added(tables: Iterable[Table]) -> Table:
    """Return the table of all."""
    total = Counter[Hashable]()
    for cell, count in chain.from_iterable(table.items() for table in tables):
        total[cell] += count  # type: ignore[assignment]  # fractions of counts
    return total
