"""Agreement on where units are: Krippendorff's alpha for unitizing a text.

The coefficients are those of Krippendorff, Mathet, Bouvry and Widlöcher (2016), “On the reliability
of unitizing textual continua: Further developments”, Quality & Quantity 50, 2347-2364, as section
12.6 of Krippendorff (2019), “Content Analysis”, fourth edition, has them; not those of 1995.

Where two readers both leave a gap they agree, and the more text nobody marks, the more of that
there is. Chance grows with it, so that alpha never comes above the share of marked text on which
they agree (`marked_share`), in which gaps do not count at all; beside it alpha can be judged.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from annotator.domain.agreement import Judge, Judged, Table, ratio, summed
from annotator.domain.span import Span

if TYPE_CHECKING:
    from annotator.domain.agreement import Matrix, Vector

GAP: Final = None
CONTENT: Final = "content"
_LEAST: Final = 2
_TINY: Final = 1e-12


class Unit(NamedTuple):
    """A stretch of a text that a reader gave a value other than `GAP`."""

    start: int
    end: int
    value: Hashable = CONTENT


class Meeting(NamedTuple):
    """A cell: how many letters have one value with one reader and another with another reader."""

    one: Hashable
    other: Hashable


class Itself(NamedTuple):
    """A cell: how often a unit of the value would by chance be laid upon itself."""

    value: Hashable


def units_of(contents: Iterable[Sequence[Span]]) -> list[Unit]:
    """Return the fragments of contents as units; those that overlap are one unit.

    So claims that are stacked or nested count once here: a letter is marked, or not.
    """
    joined: list[Unit] = []
    for span in sorted((s for spans in contents for s in spans), key=lambda s: (s.start, s.end)):
        if joined and span.start < joined[-1].end:
            last = joined.pop()
            joined.append(Unit(last.start, max(last.end, span.end)))
        else:
            joined.append(Unit(span.start, span.end))
    return joined


def meetings(readers: Sequence[Sequence[Unit]], length: int) -> Table:
    """Return the table of one text of `length` letters, read by at least two readers.

    Each reader's units do not overlap each other; `length` may leave out letters that nobody could
    have marked. Equations 32 and 33 of Krippendorff (2019) are made of it.

    Raises:
        ValueError: there are fewer readers, units overlap, or more is marked than the text is long.
    """
    if len(readers) < _LEAST:
        raise ValueError("it takes two readers to agree")
    ordered = [_ordered(units, length) for units in readers]
    table: dict[Hashable, float] = defaultdict(float)
    margin: dict[Hashable, float] = defaultdict(float)
    for unit in (unit for units in ordered for unit in units):
        margin[unit.value] += unit.end - unit.start
        table[Itself(unit.value)] += (unit.end - unit.start) ** 2
    margin[GAP] = len(readers) * length - sum(margin.values())
    table[Itself(GAP)] = margin[GAP]
    for left, right in permutations(ordered, 2):
        for one, other, letters in _crossed(left, right):
            table[Meeting(one, other)] += letters / (len(readers) - 1)
    for value in [value for value in margin if value is not GAP]:
        met = sum(table.get(Meeting(value, other), 0.0) for other in margin if other is not GAP)
        table[Meeting(value, GAP)] = table[Meeting(GAP, value)] = margin[value] - met
    in_gaps = sum(table.get(Meeting(GAP, value), 0.0) for value in margin)
    table[Meeting(GAP, GAP)] = margin[GAP] - in_gaps
    return table


def unitizing_alpha(cells: Sequence[Hashable]) -> Judge:
    """Measure units and their values together on `meetings`: equation 34 of 2019."""
    return _judge(cells, lambda grid: (grid.apart, grid.chance_apart))


def marking_alpha(cells: Sequence[Hashable]) -> Judge:
    """Measure what is marked and what is gap, whatever the values: equation 35 of 2019."""
    return _judge(cells, lambda grid: (grid.off_gap, grid.chance_off_gap))


def marked_share(cells: Sequence[Hashable]) -> Judge:
    """Measure how much of what one reader marked another marked too, 0.0 to 1.0.

    For two readers it is the F1 of letters (Dice 1945); gaps do not count.
    """
    both = [
        isinstance(cell, Meeting) and cell.one is not GAP and cell.other is not GAP
        for cell in cells
    ]
    marked = [isinstance(cell, Meeting) and cell.one is not GAP for cell in cells]

    def judge(counts: "Matrix") -> Judged:
        every = counts[:, marked].sum(1)
        return ratio(counts[:, both].sum(1), every, every == 0, every == 0)

    return judge


class _Grid(NamedTuple):
    """Letters that lie apart, and those that chance would lay apart."""

    apart: "Vector"
    chance_apart: "Vector"
    off_gap: "Vector"
    chance_off_gap: "Vector"


def _judge(
    cells: Sequence[Hashable], chosen: Callable[[_Grid], tuple["Vector", "Vector"]]
) -> Judge:
    grid = _gridded(cells)

    def judge(counts: "Matrix") -> Judged:
        every = counts.sum(1)
        seen, chance = chosen(grid(counts))
        return ratio(chance - seen, chance, chance <= _TINY * every, every == 0)

    return judge


def _gridded(cells: Sequence[Hashable]) -> Callable[["Matrix"], _Grid]:
    import numpy as np  # noqa: PLC0415 - the program starts without

    values = list(dict.fromkeys([GAP, *(c.one for c in cells if isinstance(c, Meeting))]))
    at = {value: number for number, value in enumerate(values)}
    met = [number for number, cell in enumerate(cells) if isinstance(cell, Meeting)]
    itself = [number for number, cell in enumerate(cells) if isinstance(cell, Itself)]
    pairs: Any = [cells[number] for number in met]
    rows = summed(np.array([at[cell.one] for cell in pairs], dtype=np.intp), len(values))
    same = np.array([cell.one == cell.other for cell in pairs], dtype=bool)
    gaps = np.array([cell.one is GAP and cell.other is GAP for cell in pairs], dtype=bool)

    def grid(counts: "Matrix") -> _Grid:
        letters = counts[:, met]
        return _grid(
            rows(letters),
            letters[:, same].sum(1),
            letters[:, gaps].sum(1),
            counts[:, itself].sum(1),
        )

    return grid


def _grid(margin: "Matrix", same: "Vector", gaps: "Vector", itself: "Vector") -> _Grid:
    """Return what lies apart of letters by value, gaps first, and what chance would lay apart."""
    import numpy as np  # noqa: PLC0415 - the program starts without

    total = margin.sum(1)
    pairable = total - itself / np.where(total > 0, total, 1)
    some = pairable > _TINY * total
    by = np.where(some, pairable, 1)
    return _Grid(
        np.where(some, total - same, 0),
        np.where(some, (total**2 - (margin**2).sum(1)) / by, 0),
        np.where(some, margin[:, 0] - gaps, 0),
        np.where(some, margin[:, 0] * (total - margin[:, 0]) / by, 0),
    )


def _ordered(units: Sequence[Unit], length: int) -> list[Unit]:
    ordered = sorted(units, key=lambda unit: (unit.start, unit.end))
    if any(left.end > right.start for left, right in pairwise(ordered)):
        raise ValueError("units of one reader overlap")
    if sum(unit.end - unit.start for unit in ordered) > length:
        raise ValueError("more is marked than the text is long")
    return ordered


def _crossed(
    left: Sequence[Unit], right: Sequence[Unit]
) -> Iterable[tuple[Hashable, Hashable, int]]:
    """Yield the values of units that cross each other, and in how many letters."""
    at, other = 0, 0
    while at < len(left) and other < len(right):
        one, two = left[at], right[other]
        letters = min(one.end, two.end) - max(one.start, two.start)
        if letters > 0:
            yield one.value, two.value, letters
        if one.end <= two.end:
            at += 1
        else:
            other += 1
