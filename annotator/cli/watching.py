"""Show how far long work is, and stop it when Ctrl-C asks."""

import logging
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic as _now
from types import FrameType
from typing import Final

from annotator.cli.speaking import complain
from annotator.runtime.progress import Cancel, Progress

_logger: Final = logging.getLogger("annotator.cli")
_SECONDS: Final = 5.0
Show = Callable[[int, int | None, str], None]


@contextmanager
def watched(what: str) -> Iterator[Progress]:
    """Yield the progress of work described as `what`, such as “Importing”.

    A bar on a terminal; otherwise a line on stderr every five seconds. The first Ctrl-C stops
    the work where nothing is lost, the second one at once.
    """
    cancel = Cancel()
    with _interrupted_by(cancel), _bar(what) if sys.stderr.isatty() else _lines(what) as show:
        yield _Watched(cancel, show)


class _Watched:
    """A progress that somebody watches and Ctrl-C ends."""

    def __init__(self, cancel: Cancel, show: Show) -> None:
        self._cancel = cancel
        self._show = show

    def step(self, done: int, total: int | None, label: str, /) -> None:
        """Show the step.

        Raises:
            CancelledError: Ctrl-C was pressed.
        """
        self._cancel.check()
        _logger.debug("step %d of %s: %s", done + 1, "?" if total is None else total, label)
        self._show(done, total, label)


@contextmanager
def _interrupted_by(cancel: Cancel) -> Iterator[None]:
    def ask(_signal: int, _frame: FrameType | None) -> None:
        if cancel.asked:
            raise KeyboardInterrupt
        cancel.ask()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _bar(what: str) -> Iterator[Show]:
    from rich import progress  # noqa: PLC0415 - only a terminal needs it
    from rich.console import Console  # noqa: PLC0415 - as above

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(compact=True),
        progress.TextColumn("{task.fields[label]}", markup=False),
    )
    console = Console(stderr=True)
    with progress.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None, label="")

        def show(done: int, total: int | None, label: str) -> None:
            bar.update(task, completed=done, total=total, label=label)

        yield show


@contextmanager
def _lines(what: str) -> Iterator[Show]:
    last = _now()

    def show(done: int, total: int | None, _label: str) -> None:
        nonlocal last
        now = _now()
        if now - last >= _SECONDS:
            last = now
            complain(f"{what}: {done:,}" if total is None else f"{what}: {done:,} of {total:,}")

    yield show
