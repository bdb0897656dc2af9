"""How far a coefficient might be another one had other documents been read.

Documents are drawn, not claims: claims of one document are alike, and drawn one by one they would
make the interval look too narrow. Percentile intervals after Efron and Tibshirani (1993), “An
Introduction to the Bootstrap”, chapter 13.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.domain.agreement import Coefficient, Measure, Table

if TYPE_CHECKING:
    from annotator.domain.agreement import Vector

TIMES: Final = 1000
SEED: Final = 1
LEVEL: Final = 0.95
_DEFINED: Final = 0.9
_FEWEST: Final = 2


class Interval(NamedTuple):
    """Between which values 95 in 100 of the coefficients lie that drawn documents give."""

    low: float
    high: float


class Figure:
    """A coefficient over documents, a table for each; what a document lacks is an empty table."""

    def __init__(self, tables: Sequence[Table], measure: Measure) -> None:
        import numpy as np  # noqa: PLC0415 - the program starts without

        cells = list(dict.fromkeys(chain.from_iterable(tables)))
        at = {cell: number for number, cell in enumerate(cells)}
        found = [
            (number, at[c], n) for number, table in enumerate(tables) for c, n in table.items()
        ]
        self._documents = np.array([item[0] for item in found], dtype=np.intp)
        self._cells = np.array([item[1] for item in found], dtype=np.intp)
        self._counts = np.array([item[2] for item in found], dtype=np.float64)
        self._judge = measure(cells)
        self._size = len(cells)
        self.documents = sum(1 for table in tables if table)

    def coefficient(self, drawn: "Vector | None" = None) -> Coefficient:
        """Return the coefficient of all documents, or of each as often as it was drawn."""
        import numpy as np  # noqa: PLC0415 - the program starts without

        counts = self._counts if drawn is None else self._counts * drawn[self._documents]
        sums = np.bincount(self._cells, weights=counts, minlength=self._size)
        return self._judge(sums.astype(np.float64))


def drawings(documents: int, times: int = TIMES, seed: int = SEED) -> Iterator["Vector"]:
    """Yield how often each document is drawn when as many as there are are drawn with return.

    The same seed gives the same drawings, on every machine and with every version of numpy.
    """
    import numpy as np  # noqa: PLC0415 - the program starts without

    chance = np.random.RandomState(seed)  # whose numbers never change
    for _ in range(times):
        drawn = chance.randint(0, documents, documents)
        yield np.bincount(drawn, minlength=documents).astype(np.float64)


def intervals(figures: Sequence[Figure], drawn: Iterator["Vector"]) -> list[Interval | None]:
    """Return the 95 % interval of each figure; all are taken of the same drawings.

    There is none of a figure that fewer than two documents bear on, nor where one drawing in ten
    or more leaves it undefined.
    """
    import numpy as np  # noqa: PLC0415 - the program starts without

    every: list[list[float]] = [[] for _ in figures]
    times = 0
    for weights in drawn:
        times += 1
        for figure, values in zip(figures, every, strict=True):
            if (value := figure.coefficient(weights).value) is not None:
                values.append(value)
    edge = (1 - LEVEL) / 2
    return [
        Interval(*(float(end) for end in np.quantile(values, (edge, 1 - edge))))
        if values and figure.documents >= _FEWEST and len(values) > _DEFINED * times
        else None
        for figure, values in zip(figures, every, strict=True)
    ]
