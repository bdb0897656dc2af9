"""Map a pure function over many items, here or in processes of its own, with memory flat."""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from multiprocessing import get_context
from typing import Final, Generic, TypeVar

from annotator.domain.errors import AnnotatorError

AHEAD: Final = 2
Item = TypeVar("Item")
Result = TypeVar("Result")


class WorkerDiedError(AnnotatorError):
    """A process that worked on an item ended before it was done."""


def mapped(
    function: Callable[[Item], Result], items: Iterable[Item], workers: int = 0
) -> Iterator[tuple[Item, Result | AnnotatorError]]:
    """Yield each item with its result or its expected failure, in order.

    With `workers` the function runs in that many processes, so that this one stays free; items
    are taken only a few ahead of what is yielded. Without, it runs here. When a process dies,
    the items it may have died of are tried again, each alone, and only that one fails.
    """
    if not workers:
        for item in items:
            yield item, _tried(function, item)
        return
    with closing(_Crew(function, workers)) as crew:
        waiting: deque[tuple[Item, Future[Result | AnnotatorError]]] = deque()
        for item in items:
            waiting.append((item, crew.started(item)))
            if len(waiting) > AHEAD * workers:
                yield crew.finished(*waiting.popleft())
        while waiting:
            yield crew.finished(*waiting.popleft())


class _Crew(Generic[Item, Result]):
    """Processes at work on one function, replaced when one of them dies."""

    def __init__(self, function: Callable[[Item], Result], workers: int) -> None:
        self._function = function
        self._workers = workers
        self._pool = _pool(workers)
        self._single: ProcessPoolExecutor | None = None

    def started(self, item: Item) -> "Future[Result | AnnotatorError]":
        """Hand an item to the next free process."""
        try:
            return self._pool.submit(_tried, self._function, item)
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = _pool(self._workers)
            return self._pool.submit(_tried, self._function, item)

    def finished(
        self, item: Item, future: "Future[Result | AnnotatorError]"
    ) -> tuple[Item, Result | AnnotatorError]:
        """Wait for an item and return it with what came of it."""
        try:
            return item, future.result()
        except BrokenProcessPool:
            return item, self._alone(item)

    def close(self) -> None:
        """Let the processes finish what they are at, and end them."""
        self._pool.shutdown(cancel_futures=True)
        if self._single is not None:
            self._single.shutdown()

    def _alone(self, item: Item) -> Result | AnnotatorError:
        self._single = self._single or _pool(1)
        try:
            return self._single.submit(_tried, self._function, item).result()
        except BrokenProcessPool:
            self._single.shutdown()
            self._single = None
            return WorkerDiedError("The process that worked on this ended unexpectedly.")


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent
    )


def _leave_interrupts_to_the_parent() -> None:
    """Let Ctrl-C, which reaches every process of a terminal, stop the work in one place."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _tried(function: Callable[[Item], Result], item: Item) -> Result | AnnotatorError:
    try:
        return function(item)
    except AnnotatorError as error:
        return error
