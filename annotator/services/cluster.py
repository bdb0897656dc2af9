"""A function mapped over a Dask cluster, whose scheduler and workers somebody else has started."""

import asyncio
import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic
from types import ModuleType
from typing import Any, Final, Generic

from annotator import __version__
from annotator.domain.errors import AnnotatorError, UsageError
from annotator.services.batching import Item, Result, Worked, WorkerDiedError, worked

_CONNECT_SECONDS: Final = 3.0
_WORKER_SECONDS: Final = 10.0
_LEFT_ALONE_SECONDS: Final = 30.0
_one_at_a_time: Final = Lock()


class Cluster(Generic[Item, Result]):
    """The workers of a cluster at work on one function.

    The scheduler gives what a dead worker had, and what it had finished without anybody having
    fetched it, to another one; a batch that takes several workers with it is tried item by item.
    """

    def __init__(self, function: Callable[[Item], Result], address: str) -> None:
        """Connect to the scheduler at `address`, such as “tcp://10.0.0.7:8786”.

        Raises:
            UsageError: Dask is not installed, nobody answers there within three seconds, or
                there are no workers that have this version of the program.
        """
        self._function = function
        self._address = address
        self._dask = _imported()
        _probe(self._dask, address)
        self._client = self._dask.Client(address, timeout=_WORKER_SECONDS, set_as_default=False)
        try:
            self.width = self._workers()
        except BaseException:
            self._client.close()
            raise

    def started(self, batch: list[Item]) -> Any:
        """Hand a batch to the scheduler and return Dask's future."""
        return self._client.submit(worked_alone, self._function, batch, pure=False)

    def finished(self, batch: list[Item], handle: Any) -> Worked[Result]:
        """Wait for a batch and return what came of it.

        Raises:
            UsageError: the scheduler went away, or no worker has been left for half a minute.
        """
        try:
            done: Worked[Result] = self._result(handle)
        except self._dask.KilledWorker:
            return Worked([self._alone(item) for item in batch])
        return done

    def close(self) -> None:
        """Leave the cluster; the scheduler drops what nobody waits for any more."""
        self._client.close()

    def _alone(self, item: Item) -> Result | AnnotatorError:
        try:
            done: Worked[Result] = self._result(self.started([item]))
        except self._dask.KilledWorker:
            return WorkerDiedError()
        return done.results[0]

    def _result(self, future: Any) -> Any:
        alone_since: float | None = None
        while True:
            try:
                return future.result(timeout=1)
            except TimeoutError:
                alone_since = None if self._client.nthreads() else alone_since or monotonic()
                if alone_since and monotonic() - alone_since > _LEFT_ALONE_SECONDS:
                    raise UsageError(f"No worker is left at {self._address}.") from None
            except (OSError, asyncio.CancelledError, self._dask.CancelledError) as error:
                raise UsageError(f"The cluster at {self._address} went away.") from error

    def _workers(self) -> int:
        try:
            self._client.wait_for_workers(1, timeout=_WORKER_SECONDS)
            versions = self._client.run(version, on_error="return").values()
        except TimeoutError as error:
            raise UsageError(f"The cluster at {self._address} has no workers.") from error
        strange = [found for found in (self._of_scheduler(), *versions) if found != __version__]
        if strange:
            told = strange[0] if isinstance(strange[0], str) else "none"
            raise UsageError(
                f"Scheduler and workers at {self._address} need Annotator {__version__}; "
                f"there is {told}."
            )
        return len(versions)

    def _of_scheduler(self) -> Any:
        try:
            return self._client.run_on_scheduler(version)
        except ImportError:
            return None


def version() -> str:
    """Return the version of this program; asked of every worker."""
    return __version__


def worked_alone(function: Callable[[Item], Result], batch: list[Item]) -> Worked[Result]:
    """Apply the function to each item, in one thread of the process at a time.

    Engines need not be safe for threads.
    """
    with _one_at_a_time:
        return worked(function, batch)


def _imported() -> ModuleType:
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(
            "“--cluster” needs Dask: install Annotator with its extra “cluster”."
        ) from error
    for name in ("distributed", "tornado", "bokeh"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    return distributed


def _probe(dask: ModuleType, address: str) -> None:
    """Say hello to the scheduler first: a client that fails to connect leaves threads behind."""

    async def hello() -> None:
        comm = await dask.comm.connect(address, timeout=_CONNECT_SECONDS)
        await comm.close()

    try:
        asyncio.run(hello())
    except (OSError, ValueError) as error:
        why = "nobody answers there" if isinstance(error, OSError) else str(error)
        raise UsageError(f"The cluster at “{address}” cannot be reached: {why}.") from error
