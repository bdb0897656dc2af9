"""The best way to pair two sides one to one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

Edge = tuple[int, int]
"""What is paired: a number on the left, and one on the right."""


def assignment(weights: Mapping[Edge, int]) -> frozenset[Edge]:
    """Return the pairs of greatest total weight in which nothing stands twice.

    Only what has a weight above 0 may be paired. The pairs fall apart into small sets that have
    nothing in common; each is solved exactly, by the algorithm of Jonker and Volgenant (1987).
    Weights below 2**53 in total keep the sums exact.
    """
    allowed = {edge: weight for edge, weight in weights.items() if weight > 0}
    return frozenset(edge for part in _parts(allowed) for edge in _solved(part, allowed))


def _parts(edges: Mapping[Edge, int]) -> Iterator[list[Edge]]:
    """Yield the edges in sets that are connected, in their order."""
    by_end: dict[tuple[int, int], list[Edge]] = defaultdict(list)
    for edge in edges:
        for side in (0, 1):
            by_end[side, edge[side]].append(edge)
    seen = set[Edge]()
    for edge in edges:
        if edge not in seen:
            yield sorted(_connected(edge, by_end, seen))


def _connected(
    first: Edge, by_end: Mapping[tuple[int, int], list[Edge]], seen: set[Edge]
) -> Iterator[Edge]:
    waiting = [first]
    seen.add(first)
    while waiting:
        edge = waiting.pop()
        yield edge
        for side in (0, 1):
            for other in by_end[side, edge[side]]:
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)


def _solved(part: list[Edge], weights: Mapping[Edge, int]) -> list[Edge]:
    if len(part) == 1:
        return part
    import lap  # noqa: PLC0415 - most sets have one pair
    import numpy as np  # noqa: PLC0415 - as above

    left, right = (sorted({edge[side] for edge in part}) for side in (0, 1))
    size = max(len(left), len(right))
    most = max(weights[edge] for edge in part)
    scale = 2.0 ** -most.bit_length()  # lap takes 1,000,000 for infinity; halving is exact
    cost = np.full((size, size), most * scale)
    rows, columns = ({end: at for at, end in enumerate(ends)} for ends in (left, right))
    for at, other in part:
        cost[rows[at], columns[other]] = (most - weights[at, other]) * scale
    chosen, _back = lap.lapjv(cost, return_cost=False)
    pairs = zip(left, chosen[: len(left)], strict=True)
    known = set(part)
    found = ((at, right[place]) for at, place in pairs if place < len(right))
    return [edge for edge in found if edge in known]
