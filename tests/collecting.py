"""Windows in tests: the search for cycles on the test's own thread, as in the program."""

import gc
from contextlib import contextmanager

from annotator.runtime.collector import collect_due


@contextmanager
def collecting_here():
    """Search for no cycles inside, and for what is due at the end."""
    gc.disable()
    try:
        yield
    finally:
        collect_due()
        gc.enable()
