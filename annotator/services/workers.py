"""Map a pure function over many items: here, in processes of its own, or on a cluster."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from typing import Any, Final, Generic

from annotator.domain.errors import AnnotatorError
from annotator.services.batching import (
    Crew,
    Item,
    Pace,
    Result,
    Worked,
    WorkerDiedError,
    batches,
    tried,
    worked,
)
from annotator.services.processes import process_pool
from annotator.services.standby import Standby, StandbyCrew

AHEAD: Final = 2
Workers = int | Standby
"""How many processes are to work, none for this one; or the one that is kept."""


def mapped(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    workers: Workers = 0,
    cluster: str | None = None,
) -> Iterator[tuple[Item, Result | AnnotatorError]]:
    """Yield each item with its result or its expected failure, in order.

    With `workers` the function runs in that many processes, or in the one on standby, with a
    `cluster` on the Dask cluster whose scheduler has that address; without either it runs here.
    Items are taken only a few batches ahead of what is yielded. When a process dies, the items it
    may have died of are tried again, each alone, and only that one fails.

    Raises:
        UsageError: the cluster cannot be reached or used, or goes away.
    """
    if not workers and cluster is None:
        for item in items:
            yield item, tried(function, item)
        return
    with closing(_crew(function, workers, cluster)) as crew:
        pace = Pace()
        waiting: deque[tuple[list[Item], Any]] = deque()
        for batch in batches(items, pace):
            waiting.append((batch, crew.started(batch)))
            if len(waiting) > AHEAD * crew.width:
                yield from _finished(crew, pace, *waiting.popleft())
        while waiting:
            yield from _finished(crew, pace, *waiting.popleft())


def _crew(
    function: Callable[[Item], Result], workers: Workers, cluster: str | None
) -> Crew[Item, Result, Any]:
    if cluster is None:
        if isinstance(workers, Standby):
            return StandbyCrew(function, workers)
        return _Processes(function, workers)
    from annotator.services.cluster import Cluster  # noqa: PLC0415 - an extra, seldom there

    return Cluster(function, cluster)


def _finished(
    crew: Crew[Item, Result, Any], pace: Pace, batch: list[Item], handle: Any
) -> Iterator[tuple[Item, Result | AnnotatorError]]:
    done = crew.finished(batch, handle)
    pace.learn(len(batch), done.seconds)
    yield from zip(batch, done.results, strict=True)


class _Processes(Generic[Item, Result]):
    """Processes at work on one function, replaced when one of them dies."""

    def __init__(self, function: Callable[[Item], Result], workers: int) -> None:
        self._function = function
        self.width = workers
        self._pool = process_pool(workers)
        self._waiting: set[Future[Worked[Result]]] = set()
        self._single: ProcessPoolExecutor | None = None

    def started(self, batch: list[Item]) -> "Future[Worked[Result]]":
        """Hand a batch to the next free process."""
        try:
            handle = self._pool.submit(worked, self._function, batch)
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = process_pool(self.width)
            handle = self._pool.submit(worked, self._function, batch)
        self._waiting.add(handle)
        return handle

    def finished(self, batch: list[Item], handle: "Future[Worked[Result]]") -> Worked[Result]:
        """Wait for a batch; after a death each of its items gets a process to itself."""
        try:
            done = handle.result()
        except BrokenProcessPool:
            done = Worked([self._alone(item) for item in batch])
        self._waiting.discard(handle)
        return done

    def close(self) -> None:
        """End the processes; what they are at is dropped, however long it would take."""
        if self._waiting:
            for process in list((self._pool._processes or {}).values()):  # noqa: SLF001 - Python 3.14 has terminate_workers
                process.terminate()
        self._pool.shutdown(cancel_futures=True)
        if self._single is not None:
            self._single.shutdown()

    def _alone(self, item: Item) -> Result | AnnotatorError:
        self._single = self._single or process_pool(1)
        try:
            return self._single.submit(tried, self._function, item).result()
        except BrokenProcessPool:
            self._single.shutdown()
            self._single = None
            return WorkerDiedError()
