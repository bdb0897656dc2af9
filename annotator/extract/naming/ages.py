"""Who of a family is `the younger Okafor`, `the elder brother` or `the older man`."""

from collections.abc import Sequence
from typing import Final

from annotator.extract.naming.person import Person
from annotator.extract.naming.speakers import Cast
from annotator.extract.prose.segmentation import Word

_ELDER: Final = frozenset(["elder", "older", "eldest", "oldest"])
_YOUNGER: Final = frozenset(["younger", "youngest"])
_PARENTS: Final = frozenset(["father", "mother", "grandfather", "grandmother", "uncle", "aunt"])
_CHILDREN: Final = frozenset(["son", "daughter", "grandson", "granddaughter", "nephew", "niece"])
_PAIR: Final = 2
_LONGEST: Final = 3


def of_age(cast: Cast, core: Sequence[Word]) -> Person | None:
    """Return who of those of one surname is meant by `the younger`; None where nothing tells.

    An age tells, and what each was called: `the elder son`, `his father`; of two, the other.
    """
    if not 1 < len(core) <= _LONGEST or core[0].low != "the":
        return None
    if core[1].low not in _ELDER | _YOUNGER:
        return None
    elder = core[1].low in _ELDER
    named = next(cast.persons(core[2:]), None)
    for family in _families(cast, core[0].start):
        if named is None or named in family:
            found = _one_of(family, elder=elder)
            if found is not None:
                return found
    return None


def _families(cast: Cast, at: int) -> list[list[Person]]:
    """Return those who share a surname, the family named last before `at` first."""
    groups: dict[str, list[Person]] = {}
    for person in cast.all():
        if len(person.plain) > 1:
            groups.setdefault(person.surname, []).append(person)
    families = [group for group in groups.values() if len(group) > 1]
    return sorted(
        families, key=lambda group: max(item.last_before(at) for item in group), reverse=True
    )


def _one_of(family: Sequence[Person], *, elder: bool) -> Person | None:
    """Return the elder or the younger of a family, as far as ages and words tell."""
    own, other = (_ELDER | _PARENTS, _YOUNGER | _CHILDREN)[:: 1 if elder else -1]
    told = [item for item in family if not own.isdisjoint(item.words)]
    if len(told) == 1:
        return told[0]
    aged = sorted((int(item.age), at) for at, item in enumerate(family) if item.age)
    if len(aged) == len(family):
        return family[aged[-1 if elder else 0][1]]
    rest = [item for item in family if other.isdisjoint(item.words)]
    return rest[0] if len(family) == _PAIR and len(rest) == 1 else None
