"""Map a pure function over many items, here or in processes of its own, with memory flat."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Final, TypeVar

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
    are taken only a few ahead of what is yielded. Without, it runs here.
    """
    if not workers:
        for item in items:
            yield item, _tried(function, item)
        return
    waiting: deque[tuple[Item, Future[Result | AnnotatorError]]] = deque()
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        for item in items:
            waiting.append((item, pool.submit(_tried, function, item)))
            if len(waiting) > AHEAD * workers:
                yield _finished(*waiting.popleft())
        while waiting:
            yield _finished(*waiting.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _tried(function: Callable[[Item], Result], item: Item) -> Result | AnnotatorError:
    try:
        return function(item)
    except AnnotatorError as error:
        return error


def _finished(
    item: Item, future: "Future[Result | AnnotatorError]"
) -> tuple[Item, Result | AnnotatorError]:
    try:
        return item, future.result()
    except BrokenProcessPool:
        return item, WorkerDiedError("The process that worked on this ended unexpectedly.")
