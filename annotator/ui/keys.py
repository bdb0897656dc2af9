"""Where a key holds, and which keys would clash."""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtGui import QKeySequence

from annotator.ui.actions import Act, Place


class Clash(StrEnum):
    """Why two acts cannot share a key."""

    SAME_PLACE = "both hold in the same place"
    INSIDE = "one holds everywhere, so also where the other does"


def clashes(acts: Iterable[Act]) -> list[tuple[str, str, str, Clash]]:
    """Return each key that two acts want in one place, with both ids and the reason."""
    holders: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        for key in {QKeySequence(key).toString() for key in act.keys}:
            holders[key].append(act)
    return [
        (key, one.id, other.id, reason)
        for key, sharing in holders.items()
        for at, one in enumerate(sharing)
        for other in sharing[at + 1 :]
        if (reason := _reason(one.place, other.place)) is not None
    ]


def shown(key: str) -> str:
    """Return a key as this system writes it, and Return as what keyboards have on it: Enter."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("Return", "Enter")


def _reason(one: Place, other: Place) -> Clash | None:
    if one is other:
        return Clash.SAME_PLACE
    return Clash.INSIDE if Place.WINDOW in {one, other} else None
