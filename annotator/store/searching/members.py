"""What belongs to what was found, told of one id after the other."""

from collections.abc import Iterable
from itertools import chain
from typing import Any, Final

from annotator.domain.query import Query, terms_of
from annotator.store.searching.matching import Sought

_PROBED: Final = 800


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

    The beginning of a word is slow to look up, so one asks for all of it at the start.
    """

    def __init__(self, driver: Any, index: str, sought: Sought, query: Query | None) -> None:
        self._driver = driver
        self._sought = sought
        self._one = f"SELECT 1 FROM {index} WHERE {index} MATCH ? AND rowid = ?"  # noqa: S608 - two names
        self._every = f"SELECT rowid FROM {index} WHERE {index} MATCH ?"  # noqa: S608 - as above
        self._left = 0 if any(term.prefix for term in terms_of(query)) else _PROBED
        self._found: set[int] | None = None

    def __contains__(self, key: object) -> bool:
        match = self._sought.match
        if self._left > 0:
            self._left -= 1
            found = self._driver.execute(self._one, (match, key)).fetchone() is not None
            return found is not self._sought.complement
        if self._found is None:
            rows = self._driver.execute(self._every, (match,))
            self._found = set(chain.from_iterable(rows))
        return (key in self._found) is not self._sought.complement
