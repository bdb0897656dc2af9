"""Do long work in a process of its own, so that this one, and its window, stays free."""

import signal
import traceback
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Final, NamedTuple, TypeVar

from annotator.domain.errors import AnnotatorError, UsageError
from annotator.runtime.progress import Progress
from annotator.services.batching import WorkerDiedError

Result = TypeVar("Result")
_SECONDS: Final = 0.1
_DIED: Final = "The process that worked on this ended unexpectedly."


class Step(NamedTuple):
    """How far the work is."""

    done: int
    total: int | None
    label: str


class Done(NamedTuple):
    """What came of the work."""

    result: Any


class Failed(NamedTuple):
    """Why nothing came of the work; an expected failure is a sentence, another one a trace."""

    sentence: str
    expected: bool


def done_apart(work: Callable[[Progress], Result], progress: Progress) -> Result:
    """Return what the work returns; both must be fit to be pickled.

    The process is ended when the person asks to stop, wherever it is: let it write into a folder
    that is thrown away.

    Raises:
        AnnotatorError: the work failed as it may.
        WorkerDiedError: the process died.
        CancelledError: the person has asked to stop.
    """
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, there), daemon=True)
    process.start()
    there.close()
    try:
        result: Result = _outcome(here, progress)
    finally:
        process.terminate()
        process.join()
        process.close()
        here.close()
    return result


def _outcome(here: Connection, progress: Progress) -> Any:
    last = Step(0, None, "")
    while True:
        try:
            told = here.recv() if here.poll(_SECONDS) else last
        except EOFError:
            raise WorkerDiedError(_DIED) from None
        match told:
            case Step():
                last = told
                progress.step(*told)
            case Done(result):
                return result
            case Failed(sentence, expected):
                raise UsageError(sentence) if expected else RuntimeError(sentence)


class _Teller:
    """A progress that tells another process."""

    def __init__(self, there: Connection) -> None:
        self._there = there

    def step(self, done: int, total: int | None, label: str, /) -> None:
        """Tell the step."""
        self._there.send(Step(done, total, label))


def _work(work: Callable[[Progress], object], there: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        there.send(Done(work(_Teller(there))))
    except AnnotatorError as error:
        there.send(Failed(str(error), expected=True))
    except Exception:  # noqa: BLE001 - told where somebody can see it
        there.send(Failed(traceback.format_exc(), expected=False))
