"""When roles hold: dates as the days they span, and roles that contradict each other."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from annotator.domain.dates import earliest, latest
from annotator.domain.speaker import Role


class RoleFault(NamedTuple):
    """What is wrong with a role: its place among the others, and a sentence.

    One that `contradicts` itself cannot be; one that only overlaps another may be right.
    """

    row: int
    sentence: str
    contradicts: bool


def holds(role: Role, when: str | None) -> bool:
    """Tell whether a role may hold at some time within a date or interval, as EDTF has it.

    An open end goes on for ever.
    """
    if when is None:
        return True
    since, until = role.since and earliest(role.since), role.until and latest(role.until)
    first, last = earliest(when) or date.min, latest(when) or date.max
    return (since or date.min) <= last and first <= (until or date.max)


def faults(roles: Sequence[Role]) -> tuple[RoleFault, ...]:
    """Return what is wrong among one speaker's roles, in their order.

    A role may not end before it begins. The same office held twice at once is told, since a date
    of it is likely wrong; offices held side by side are not.
    """
    backwards = [
        RoleFault(row, f"“{role.title}” ends before it begins.", contradicts=True)
        for row, role in enumerate(roles)
        if role.since and role.until and _before(role.until, role.since)
    ]
    twice = [
        RoleFault(row, _overlap(role), contradicts=False)
        for (_first, other), (row, role) in combinations(enumerate(roles), 2)
        if _office(role) == _office(other) and _together(role, other)
    ]
    return tuple(sorted((*backwards, *twice)))


def _overlap(role: Role) -> str:
    return f"“{role.title}” is there twice for the same time."


def _office(role: Role) -> tuple[str, str]:
    return " ".join(role.title.casefold().split()), (role.affiliation or "").casefold()


def _before(one: str, other: str) -> bool:
    return (latest(one) or date.max) < (earliest(other) or date.min)


def _together(one: Role, other: Role) -> bool:
    """Tell whether both hold on some day, whichever days their dates mean, or for the same time."""
    if (one.since, one.until) == (other.since, other.until):
        return True
    begun = [latest(role.since) if role.since else None for role in (one, other)]
    ended = [earliest(role.until) if role.until else None for role in (one, other)]
    return max(day or date.min for day in begun) < min(day or date.max for day in ended)
