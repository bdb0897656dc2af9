"""The search for cycles, which stops every thread for as long as there is much to look through."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Collect nothing inside, where much is made that stays, or much that is in no cycle.

    What counts is freed as ever by its references, and a search that is due comes afterwards.
    """
    rested = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if rested:
            gc.enable()


@contextmanager
def reading_at_rest() -> Iterator[None]:
    """Collect nothing while a text is read; what the first one had loaded stays and is set aside.

    A full search would else come back to the program and its word lists as long as texts come.
    """
    with collector_at_rest():
        yield
        _set_aside_once()


@cache
def _set_aside_once() -> None:
    set_aside()


def collect_due() -> None:
    """Search, on this thread, what the interpreter would search by itself by now."""
    full = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (made, most) in enumerate(full) if 0 < most < made]
    if due:
        gc.collect(due[-1])


def set_aside() -> None:
    """Look no more through what there is by now: the program itself, which stays.

    A search through all of it takes a tenth of a second; what is made from here on is little.
    """
    gc.freeze()
