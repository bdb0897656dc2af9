"""What a listing is asked for, and the pieces of all lines that it goes along."""

from collections.abc import Iterable
from typing import NamedTuple

from annotator.domain.query import Query
from annotator.store.searching.conditions import Condition


class Walk(NamedTuple):
    """A piece of the lines that an index has in order.

    `whole` is a quicker statement for its ids, in the order asked for, of lines told by their id.
    """

    conditions: tuple[Condition, ...] = ()
    order: tuple[str, ...] = ()
    source: str = ""
    whole: str = ""


class Walks(NamedTuple):
    """All lines in order, ascending; those whose place is `unknown` come last in either way."""

    known: Iterable[Walk]
    unknown: Iterable[Walk] = ()


class Asked(NamedTuple):
    """A filter made ready: what is asked of lines, and the words that are looked for."""

    conditions: tuple[Condition, ...] = ()
    query: Query | None = None
    column: str | None = None
