"""Which layers of a project are meant, and what they are called."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from annotator.domain.errors import UsageError
from annotator.domain.layer import LayerKind
from annotator.services.coded_layers import LayerName

TWO: Final = 2


def usual(names: Counter[LayerName]) -> tuple[LayerName, ...]:
    """Return the layers of people where there are two, else every layer there is.

    Raises:
        UsageError: there are not two of them.
    """
    ordered = in_order(names)
    people = tuple(name for name in ordered if name.kind is LayerKind.ANNOTATOR)
    found = people if len(people) >= TWO else ordered
    if len(found) < TWO:
        raise UsageError(f"There is nothing to compare: {_there_is(names)}.")
    return found


def asked(names: Counter[LayerName], typed: Sequence[str]) -> tuple[LayerName, ...]:
    """Return the layers that somebody named.

    Raises:
        UsageError: there is no such layer, a name means two, or a layer is named twice.
    """
    found = tuple(_named(names, name) for name in typed)
    if len(set(found)) < len(found):
        raise UsageError("A layer cannot be compared with itself; name two.")
    return found


def in_order(names: Counter[LayerName]) -> tuple[LayerName, ...]:
    """Return layers in the order of their kinds, then of their names."""
    kinds = list(LayerKind)
    return tuple(sorted(names, key=lambda name: (kinds.index(name.kind), name.name)))


def told(names: Sequence[LayerName]) -> tuple[str, ...]:
    """Return names without their kinds, unless one of them would mean two."""
    often = Counter(name.name.casefold() for name in names)
    return tuple(name.told if often[name.name.casefold()] > 1 else name.name for name in names)


def _named(names: Counter[LayerName], typed: str) -> LayerName:
    wanted = typed.casefold()
    found = [name for name in names if wanted in (name.name.casefold(), name.told.casefold())]
    if not found:
        raise UsageError(f"No layer is called “{typed}”: {_there_is(names)}.")
    if len(found) > 1:
        each = " or ".join(f"“{name.told}”" for name in sorted(found))
        raise UsageError(f"“{typed}” means more than one layer; write {each}.")
    return found[0]


def _there_is(names: Counter[LayerName]) -> str:
    if not names:
        return "no document has been read by anybody yet"
    listed = (f"“{name.told}” ({names[name]:,})" for name in sorted(names))
    return f"the layers and their documents are {', '.join(listed)}"
