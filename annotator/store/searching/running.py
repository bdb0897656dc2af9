"""Running the statements of lists on either database, and stopping one in its middle."""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from annotator.runtime.progress import Progress
from annotator.store.dialect import POSTGRESQL, dialect_of
from annotator.store.searching.watching import Watch

_STEPS: Final = 100_000
"""So many instructions SQLite follows between two questions whether to go on: some ms."""
_SECONDS: Final = 0.02
"""So long a server works between two questions whether it is to go on."""


class Runner(ABC):
    """Runs the statements of one transaction; `own` are the words of its database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver: Any = connection.connection.driver_connection
        self.own = dialect_of(connection)

    @abstractmethod
    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Return a cursor over the rows; values stand for the marks `?`, in their order."""

    @abstractmethod
    @contextmanager
    def watched(self, progress: Progress, budget: int | None = None) -> Iterator[None]:
        """Stop in the middle of a statement when somebody asks to, or past a budget.

        Raises:
            CancelledError: the person has asked to stop.
            TooLongError: the budget is spent, which only a file has.
        """


class _InFile(Runner):
    """Goes past SQLAlchemy, which would do more for a row than SQLite does."""

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        return self._driver.execute(statement, self.own.bound(values))

    @contextmanager
    def watched(self, progress: Progress, budget: int | None = None) -> Iterator[None]:
        watch = Watch(progress, budget)
        self._driver.set_progress_handler(watch.went_on, _STEPS)
        try:
            progress.step(0, None, "")
            yield
        except sqlite3.OperationalError as error:
            raise watch.stopped or error from None
        finally:
            self._driver.set_progress_handler(None, 0)


class _OnServer(Runner):
    """Has a thread ask whether a statement that runs on a server is to go on."""

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        asked = self.own.asked(statement)
        return self._connection.exec_driver_sql(asked, self.own.bound(values))

    @contextmanager
    def watched(self, progress: Progress, budget: int | None = None) -> Iterator[None]:
        watch, over = Watch(progress, budget), Event()
        watching = Thread(target=self._watch, args=(watch, over), daemon=True)
        progress.step(0, None, "")
        watching.start()
        try:
            yield
        except OperationalError as error:
            raise watch.stopped or error from None
        finally:
            over.set()
            watching.join()

    def _watch(self, watch: Watch, over: Event) -> None:
        while not over.wait(_SECONDS):
            if watch.went_on():
                self._driver.cancel_safe()
                return


def runner_of(connection: Connection) -> Runner:
    """Return what runs statements on the database that is at the other end."""
    kind = _OnServer if dialect_of(connection) is POSTGRESQL else _InFile
    return kind(connection)
