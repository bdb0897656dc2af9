"""See that others committed to a file, and tell it from what was committed here."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine

_VERSION: Final = "PRAGMA data_version"
_NEWEST: Final = "SELECT coalesce(max(number), 0) FROM history"
_KEPT: Final = 1_000


class Looking:
    """One connection that looks at a file; ask from one thread only, write from any.

    Who writes is alone, so that the rows of the history that a unit adds are numbered in a row:
    those that no unit told of are others'. A `spare` connection holds the file if it is taken away.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self.spare: Connection | None = None
        self._own: deque[tuple[int, int]] = deque(maxlen=_KEPT)
        self._known: tuple[int, int] | None = None

    def version(self) -> int:
        """Return a number that changes when anybody else commits to the file."""
        with self._looked() as connection:
            return _number(connection, _VERSION)

    def others_wrote(self) -> bool:
        """Tell whether others committed since it was asked last; at first nothing was.

        So does what was committed here without a row in the history.
        """
        with self._looked() as connection:
            version = _number(connection, _VERSION)
            if self._known is not None and version == self._known[0]:
                return False
            newest = _number(connection, _NEWEST)
        known, self._known = self._known, (version, newest)
        return known is not None and not self._is_own(known[1], newest)

    @contextmanager
    def committing(self, writer: Connection, first: int | None) -> Iterator[None]:
        """Take the rows from the `first` on for one's own, unless the commit inside fails."""
        if first is None:
            yield
            return
        rows = (first, _number(writer, _NEWEST))
        self._own.append(rows)  # whoever looks may see them before the commit returns
        try:
            yield
        except BaseException:
            self._own.remove(rows)
            raise

    def close(self) -> None:
        """Look no more."""
        for kept in (self._connection, self.spare):
            if kept is not None:
                kept.close()
        self._connection = self.spare = None

    def _is_own(self, known: int, newest: int) -> bool:
        """Tell whether all rows after a known one were added here, and there are any."""
        at = known
        for first, last in tuple(self._own):
            if first == at + 1 and last <= newest:
                at = last
        return known < at == newest

    @contextmanager
    def _looked(self) -> Iterator[Connection]:
        if self._connection is None:
            self._connection, self.spare = self._engine.connect(), self._engine.connect()
        with self._connection.begin():
            yield self._connection


def _number(connection: Connection, statement: str) -> int:
    return int(connection.exec_driver_sql(statement).scalar_one())
