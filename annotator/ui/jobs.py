"""Work off the GUI thread, in three lanes; its outcome is delivered back on it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from time import monotonic
from typing import Any, Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot
from shiboken6 import isValid

from annotator.domain.errors import AnnotatorError
from annotator.runtime.progress import Cancel, Progress, ProgressReport

log = logging.getLogger(__name__)

OnDone = Callable[[Any], object]
OnError = Callable[[AnnotatorError], object]
TELL_EVERY: Final = 0.05  # seconds between two reports of one job
_QUICK_THREADS: Final = 2


@dataclass(frozen=True, slots=True)
class _Waiting:
    on_done: OnDone
    on_error: OnError
    name: str | None = None


class JobRunner(QObject):
    """Runs short work at once, and long work one job at a time, with progress and cancel.

    What somebody looks at the window for has a lane of its own, and waits for no search.

    A job is a plain function that opens its own unit of work and returns frozen values. The
    callbacks run on the runner's own thread, unless an object of Qt that they are a method of, or
    that they hold, is gone by then; an error that nobody expected is raised there.

    Signals:
        long_started: the name of the long job that begins.
        long_progressed: a `ProgressReport`.
        long_ended: the name of the long job that is over, however it ended.
    """

    long_started = Signal(str)
    long_progressed = Signal(object)
    long_ended = Signal(str)
    _begun = Signal(int)
    _finished = Signal(int, object, object)  # job number, result, error

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prompt = _pool(self, 1)
        self._quick = _pool(self, _QUICK_THREADS)
        self._long = _pool(self, 1)
        self._numbers = count(1)
        self._waiting: dict[int, _Waiting] = {}
        self._cancels: dict[int, Cancel] = {}
        self._closed = False
        self._begun.connect(self._on_begun)
        self._finished.connect(self._on_finished)

    @property
    def busy(self) -> bool:
        """Tell whether a long job runs or waits."""
        return bool(self._cancels)

    @property
    def at_rest(self) -> bool:
        """Tell whether every job has given its answer."""
        return not self._waiting

    def quick(self, work: Callable[[], Any], on_done: OnDone, on_error: OnError) -> None:
        """Do short work, such as a search, without stopping the window."""
        self._start(self._quick, work, on_done, on_error)

    def prompt(self, work: Callable[[], Any], on_done: OnDone, on_error: OnError) -> None:
        """Do what takes some milliseconds and is waited for, such as the lines in sight."""
        self._start(self._prompt, work, on_done, on_error)

    def long(
        self, name: str, work: Callable[[Progress], Any], on_done: OnDone, on_error: OnError
    ) -> None:
        """Queue long work; `work` gets the progress it tells its steps to."""
        if self._closed:
            return
        number = self._enter(_Waiting(on_done, on_error, name))
        cancel = self._cancels[number] = Cancel()
        progress = _Relay(cancel, self.long_progressed)
        self._long.start(_Job(number, lambda: work(progress), self._begun, self._finished))

    def cancel(self) -> None:
        """Ask every long job to stop at its next step."""
        for cancel in self._cancels.values():
            cancel.ask()

    def shut_down(self) -> None:
        """Drop what is queued, ask what runs to stop, wait for it, and begin nothing more.

        A pool that is busy when it is destroyed waits for a thread that waits for the interpreter.
        """
        self._closed = True
        self.drop()

    def drop(self) -> None:
        """Drop what is queued, ask what runs to stop, and wait for it."""
        self.cancel()
        self._waiting.clear()
        for pool in (self._prompt, self._quick, self._long):
            pool.clear()
            pool.waitForDone()
        self._cancels.clear()

    def _start(
        self, pool: QThreadPool, work: Callable[[], Any], on_done: OnDone, on_error: OnError
    ) -> None:
        if not self._closed:
            number = self._enter(_Waiting(on_done, on_error))
            pool.start(_Job(number, work, self._begun, self._finished))

    def _enter(self, waiting: _Waiting) -> int:
        number = next(self._numbers)
        self._waiting[number] = waiting
        return number

    @Slot(int)
    def _on_begun(self, number: int) -> None:
        waiting = self._waiting.get(number)
        if waiting is not None and waiting.name is not None:
            self.long_started.emit(waiting.name)

    @Slot(int, object, object)
    def _on_finished(self, number: int, result: Any, error: Exception | None) -> None:
        self._cancels.pop(number, None)
        waiting = self._waiting.pop(number, None)
        if waiting is None:
            return
        if waiting.name is not None:
            self.long_ended.emit(waiting.name)
        if error is not None and not isinstance(error, AnnotatorError):
            raise error
        told, outcome = (waiting.on_done, result) if error is None else (waiting.on_error, error)
        if _is_there(told):
            told(outcome)


class _Relay:
    """The progress of one long job: tells through a bound signal, not too often."""

    def __init__(self, cancel: Cancel, progressed: SignalInstance) -> None:
        self._cancel = cancel
        self._progressed = progressed
        self._told = 0.0

    def step(self, done: int, total: int | None, label: str, /) -> None:
        """Tell where the job is.

        Raises:
            CancelledError: the person has asked to stop.
        """
        self._cancel.check()
        now = monotonic()
        if now - self._told >= TELL_EVERY:
            self._told = now
            self._progressed.emit(ProgressReport(done=done, total=total, label=label))


class _Job(QRunnable):
    """Holds the runner's bound signals, and no QObject of its own."""

    def __init__(
        self,
        number: int,
        work: Callable[[], Any],
        begun: SignalInstance,
        finished: SignalInstance,
    ) -> None:
        super().__init__()
        self._number = number
        self._work = work
        self._begun = begun
        self._finished = finished

    def run(self) -> None:
        with suppress(RuntimeError):  # the runner is gone: nobody waits
            self._begun.emit(self._number)
        outcome: tuple[Any, Exception | None]
        try:
            outcome = self._work(), None
        except Exception as error:
            log.debug("job %d failed", self._number, exc_info=True)
            outcome = None, error
        with suppress(RuntimeError):
            self._finished.emit(self._number, *outcome)


def _is_there(callback: Callable[[Any], object]) -> bool:
    """Tell whether all objects of Qt that a callback was given still live there."""
    return all(isValid(held) for held in _held(callback) if isinstance(held, QObject))


def _held(callback: Any) -> Iterator[object]:
    """Return what a method belongs to, a partial was given, or a function has from around it."""
    if isinstance(callback, partial):
        yield from (*callback.args, *callback.keywords.values())
        yield from _held(callback.func)
        return
    yield getattr(callback, "__self__", None)
    for cell in getattr(callback, "__closure__", None) or ():
        with suppress(ValueError):  # not given a value yet
            yield cell.cell_contents


def _pool(parent: QObject, threads: int) -> QThreadPool:
    pool = QThreadPool(parent)
    pool.setMaxThreadCount(threads)
    return pool
