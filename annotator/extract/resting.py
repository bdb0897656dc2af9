"""Keeps the interpreter from searching for cycles while an article is read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Collect nothing inside: a reading makes many small values, none of them in a cycle.

    What counts is freed as ever by its references, and a search that is due comes afterwards.
    """
    rested = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if rested:
            gc.enable()
