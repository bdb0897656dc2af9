"""Which of several persons a name means."""

from collections.abc import Iterable, Sequence

from annotator.extract.naming.names import Name
from annotator.extract.naming.person import Person
from annotator.extract.naming.variants import alike

_LONG_INITIAL = 2
GIVEN = 0.8


def same_part(one: str, other: str) -> bool:
    """Tell whether two parts of names may be one: equal, an initial, or half of a double name.

    An initial has one letter or, as in `Ye.`, two.
    """
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter == 1:
        return one[0] == other[0]
    if shorter == _LONG_INITIAL:
        return one.startswith(other) or other.startswith(one)
    return "-" in other and one in other.split("-")


def within(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether a name is a shorter form of another: the same parts in their order."""
    rest = iter(whole)
    for part in short:
        for item in rest:
            if same_part(part, item):
                break
        else:
            return False
    return True


def bears(person: Person, plain: Sequence[str]) -> bool:
    """Tell whether parts of a name are a form of somebody's name, or of another one."""
    return within(plain, person.plain) or any(within(plain, other) for other in person.others)


def foreign(person: Person, homes: Iterable[str]) -> bool:
    """Tell whether the countries a phrase names are others than the person's."""
    wanted = set(homes)
    return bool(wanted and person.homes and not wanted & person.homes)


def same_given(one: str, other: str) -> bool:
    """Tell whether two given names may be one: the same part, or another spelling."""
    return same_part(one, other) or (
        min(len(one), len(other)) > _LONG_INITIAL and alike(one, other) >= GIVEN
    )


def best(fitting: Sequence[Person], name: Name) -> Person:
    """Return whom a name most likely means: by first name, then country, then nearness."""
    given = name.plain[0] if len(name.plain) > 1 else None
    exact = [item for item in fitting if given and item.plain[0] == given]
    local = [item for item in exact or fitting if not foreign(item, name.homes)]
    return nearest(local or exact or fitting, name.at)


def nearest(people: Sequence[Person], at: int) -> Person:
    """Return who of them was named last up to `at`, or the first if none was."""
    if len(people) == 1:
        return people[0]
    return max(people, key=lambda person: person.last_before(at))
