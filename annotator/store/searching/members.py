"""What belongs to what was found, told of one id after the other."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Final

from annotator.domain.query import AllOf, AnyOf, Near, Query, Term, Without
from annotator.store.searching.matching import Sought
from annotator.store.searching.running import Runner
from annotator.store.searching.watching import TooLongError

RARE: Final = 5_000
_PROBED: Final = 500
_READ: Final = 300
Read = Callable[[int], bool]
"""Whether words fit a text or body, told by reading it."""


class Marked:
    """A set of ids that lie close together, a byte each."""

    def __init__(self, low: int, high: int) -> None:
        self._low = low
        self._bytes = bytearray(high - low + 1)

    def add(self, rows: Iterable[tuple[int]]) -> None:
        """Take in the ids of some rows."""
        for (line,) in rows:
            self._bytes[line - self._low] = 1

    def __contains__(self, line: object) -> bool:
        return isinstance(line, int) and bool(self._bytes[line - self._low])


class Fits:
    """The texts or bodies that words fit: some asked for one by one, then all fetched at once.

    What is found to be rare is better sorted than met on a walk: `TooLongError` says so. The
    beginning of a word is slow to look up in the index, even for one text; `read` tells of one
    by reading it, and without it one asks for all at the start.
    """

    def __init__(
        self, runner: Runner, sought: Sought, query: Query | None, read: Read | None = None
    ) -> None:
        self._runner = runner
        self._sought = sought
        self._read = read if has_beginning(query) else None
        self._left = (_READ if self._read else 0) if has_beginning(query) else _PROBED
        self._found: set[int] | None = None

    def __contains__(self, key: object) -> bool:
        if self._left > 0:
            self._left -= 1
            return self._fits_one(key)
        if self._found is None:
            rows = self._runner.execute(self._sought.found, self._sought.values)
            self._found = set(chain.from_iterable(rows))
            if len(self._found) <= RARE and not self._sought.complement:
                raise TooLongError
        return (key in self._found) is not self._sought.complement

    def _fits_one(self, key: object) -> bool:
        if self._read is not None and isinstance(key, int):
            return self._read(key)
        one = f"{self._sought.found} AND rowid = ?"
        found = self._runner.execute(one, (*self._sought.values, key)).fetchone()
        return (found is not None) is not self._sought.complement


def has_beginning(query: Query | None) -> bool:
    """Tell whether a word that is sought may go on."""
    match query:
        case Term():
            return query.prefix
        case Near():
            return any(term.prefix for term in query.terms)
        case AllOf() | AnyOf():
            return any(map(has_beginning, query.parts))
        case Without():
            return has_beginning(query.part)
    return False
