"""The words by which a text places something: `the harbour of Halvik`, `Halvik District Court`."""

from dataclasses import dataclass
from functools import cache

from annotator.extract.prose.vocabulary import checked, closed


@closed
@dataclass(frozen=True)
class Placing:
    """Words beside the names of places, those of names with their capitals.

    `towns` are what a town may be; `parts` are in the town that stands behind `of`, `seats_of` are
    of it (`Mayor of Halvik`); who is `from` a town behind `origins` need not be there. A name that
    ends in one of `seats` tells its town, `kinds` may stand between; one in `built` is no town's.
    `labels` are what pages print before dates and names.
    """

    towns: frozenset[str]
    parts: frozenset[str]
    seats_of: frozenset[str]
    origins: frozenset[str]
    seats: frozenset[str]
    kinds: frozenset[str]
    built: frozenset[str]
    labels: frozenset[str]


@cache
def placing() -> Placing:
    """Return the words, read once from the shipped lexicon."""
    return checked(Placing, "placing")
