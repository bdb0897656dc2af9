"""How far a coefficient might be another one had other documents been read.

Documents are drawn, not claims: claims of one document are alike, and drawn one by one they would
make the interval look too narrow. Percentile intervals after Efron and Tibshirani (1993), “An
Introduction to the Bootstrap”, chapter 13.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from annotator.domain.agreement import Coefficient, Measure, Table, summed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from annotator.domain.agreement import Vector

TIMES: Final = 1000
SEED: Final = 1
LEVEL: Final = 0.95
_DEFINED: Final = 0.9
_FEWEST: Final = 2
_AT_ONCE: Final = 2_000_000  # numbers held in memory at once


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
        self._counts = np.array([item[2] for item in found], dtype=np.float64)
        self._sums = summed(np.array([item[1] for item in found], dtype=np.intp), len(cells))
        self._judge = measure(cells)
        self.documents = sum(1 for table in tables if table)

    def coefficient(self, drawn: "Vector | None" = None) -> Coefficient:
        """Return the coefficient of all documents, or of each as often as it was drawn."""
        counts = self._counts if drawn is None else self._counts * drawn[self._documents]
        return self._judge(self._sums(counts[None, :])).coefficient()

    def values(self, drawn: "npt.NDArray[Any]") -> "Vector":
        """Return the coefficient of each row of drawn documents, NaN where it is not defined."""
        import numpy as np  # noqa: PLC0415 - the program starts without

        rows = max(1, _AT_ONCE // max(1, len(self._counts)))
        parts = (drawn[at : at + rows, self._documents] for at in range(0, len(drawn), rows))
        return np.concatenate(
            [self._judge(self._sums(self._counts * part)).values for part in parts]
        )


def drawings(documents: int, times: int = TIMES, seed: int = SEED) -> Iterator["Vector"]:
    """Yield how often each document is drawn when as many as there are are drawn with return.

    The same seed gives the same drawings, on every machine and with every version of numpy.
    """
    import numpy as np  # noqa: PLC0415 - the program starts without

    chance = np.random.RandomState(seed)  # whose numbers never change
    for _ in range(times):
        drawn = chance.randint(0, documents, documents)
        yield np.bincount(drawn, minlength=documents).astype(np.float64)


def drawn_at_once(
    documents: int, times: int = TIMES, seed: int = SEED
) -> "npt.NDArray[np.float32]":
    """Return what `drawings` yields as a matrix, a row for each drawing."""
    import numpy as np  # noqa: PLC0415 - the program starts without

    drawn = np.empty((times, documents), dtype=np.float32)
    for row, weights in zip(drawn, drawings(documents, times, seed), strict=True):
        row[:] = weights
    return drawn


def interval(figure: Figure, drawn: "npt.NDArray[Any]") -> Interval | None:
    """Return the 95 % interval of a figure, of documents drawn `drawn_at_once`.

    There is none of a figure that fewer than two documents bear on, nor where one drawing in ten
    or more leaves it undefined.
    """
    import numpy as np  # noqa: PLC0415 - the program starts without

    if not len(drawn) or figure.documents < _FEWEST:
        return None
    values = figure.values(drawn)
    defined = values[~np.isnan(values)]
    if len(defined) <= _DEFINED * len(drawn):
        return None
    edge = (1 - LEVEL) / 2
    return Interval(*(float(end) for end in np.quantile(defined, (edge, 1 - edge))))
