"""A process of its own that is kept from one piece of work to the next, with what it has loaded."""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic

from annotator.domain.errors import AnnotatorError
from annotator.services.batching import Item, Result, Worked, WorkerDiedError, tried, worked

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor


class Standby:
    """One process that stays; it begins with the first work, or when it is told to warm up.

    Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, function: Callable[..., Any], *given: Any) -> "Future[Any]":
        """Let the process call a function, after what it was given before."""
        with self._lock:
            try:
                return self._running().submit(function, *given)
            except BrokenExecutor:
                self._pool = None
                return self._running().submit(function, *given)

    def call(self, function: Callable[..., Any], *given: Any) -> Any:
        """Return what a function returns in the process, when it has done what came before.

        Raises:
            WorkerDiedError: the process ended unexpectedly; and what the function raises.
        """
        try:
            return self.submit(function, *given).result()
        except BrokenExecutor:
            self.renew()
            raise WorkerDiedError from None

    def renew(self) -> None:
        """Let the process end when it has finished what it is at; the next work gets another."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    close = renew

    def _running(self) -> "ProcessPoolExecutor":
        if self._pool is None:
            from annotator.services.processes import process_pool  # noqa: PLC0415 - not to start

            self._pool = process_pool(1)
        return self._pool


class StandbyCrew(Generic[Item, Result]):
    """The process on standby at work on one function."""

    width = 1

    def __init__(self, function: Callable[[Item], Result], standby: Standby) -> None:
        self._function = function
        self._standby = standby
        self._handed: list[Future[Worked[Result]]] = []

    def started(self, batch: list[Item]) -> "Future[Worked[Result]]":
        """Hand a batch to the process."""
        self._handed = [handle for handle in self._handed if not handle.done()]
        handle: Future[Worked[Result]] = self._standby.submit(worked, self._function, batch)
        self._handed.append(handle)
        return handle

    def finished(self, batch: list[Item], handle: "Future[Worked[Result]]") -> Worked[Result]:
        """Wait for a batch; after a death or a renewal each item is tried again by itself."""
        try:
            return handle.result()
        except (BrokenExecutor, CancelledError):
            return Worked([self._alone(item) for item in batch])

    def close(self) -> None:
        """Drop what has not begun; a process that is still at work is replaced."""
        busy = [handle for handle in self._handed if not handle.cancel() and not handle.done()]
        if busy:
            self._standby.renew()

    def _alone(self, item: Item) -> Result | AnnotatorError:
        try:
            result: Result | AnnotatorError = self._standby.submit(
                tried, self._function, item
            ).result()
        except BrokenExecutor:
            self._standby.renew()
            return WorkerDiedError()
        return result
