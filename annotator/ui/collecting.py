"""The search for cycles, on the window's thread and on no other.

On another thread it would destroy objects of Qt there, and wait for ever for the window's thread,
which destroys what they are connected to and waits for them.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QObject, QTimer

from annotator.runtime.collector import collect_due

_EVERY: Final = 1_000  # ms


@contextmanager
def collecting_here(parent: QObject) -> Iterator[None]:
    """Search only on this thread while inside, now and then, as much as is due."""
    gc.disable()
    timer = QTimer(parent, interval=_EVERY)
    timer.timeout.connect(collect_due)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        gc.enable()
