"""What agreement is told by: coefficients over tables of counts, and why there may be none.

A table counts what readers did with what they read: how often one took a value where another took
that value or another one. Tables of documents add up to that of all of them, so that a coefficient
over documents and its interval come from the same counts.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]

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


Judge = Callable[["Vector"], Coefficient]
"""What a measure says of the counts of the cells it was given."""
Measure = Callable[[Sequence[Hashable]], Judge]
"""Takes the cells of a table, in some order, and returns the judge of their counts."""


def judged(table: Table, measure: Measure) -> Coefficient:
    """Return the coefficient of one table."""
    import numpy as np  # noqa: PLC0415 - the program starts without

    return measure(list(table))(np.array(list(table.values()), dtype=np.float64))


def added(tables: Iterable[Table]) -> Table:
    """Return the table of all."""
    total = Counter[Hashable]()
    for cell, count in chain.from_iterable(table.items() for table in tables):
        total[cell] += count  # type: ignore[assignment]  # fractions of counts
    return total
