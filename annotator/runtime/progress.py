"""How long work tells where it is, and how it is stopped."""

import threading
from typing import Protocol

from annotator.domain.errors import CancelledError
from annotator.domain.value import Value


class Progress(Protocol):
    """What long work calls between two units of work."""

    def step(self, done: int, total: int | None, label: str, /) -> None:
        """Tell that `done` of `total` units are finished and `label` comes next.

        `total` is None while it is not known.

        Raises:
            CancelledError: the person has asked to stop.
        """


class ProgressReport(Value):
    """Where long work is: one call of `Progress.step`, as a value to hand on."""

    done: int
    total: int | None
    label: str

    @property
    def share(self) -> float | None:
        """Return the finished share, 0.0 to 1.0, or None while the total is not known."""
        if self.total is None:
            return None
        return min(1.0, self.done / self.total) if self.total else 1.0


class Cancel:
    """A request to stop that any thread may make and the working thread sees."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def ask(self) -> None:
        """Ask the work to stop at its next step."""
        self._asked.set()

    @property
    def asked(self) -> bool:
        """Return whether somebody has asked to stop."""
        return self._asked.is_set()

    def check(self) -> None:
        """Do nothing, unless somebody has asked to stop.

        Raises:
            CancelledError: somebody has.
        """
        if self.asked:
            raise CancelledError("Stopped; what was done before stays.")


class Silent:
    """A progress that nobody watches; it stops only when its `cancel` is asked to."""

    def __init__(self, cancel: Cancel | None = None) -> None:
        self._cancel = cancel or Cancel()

    def step(self, _done: int, _total: int | None, _label: str, /) -> None:
        """Check for a request to stop.

        Raises:
            CancelledError: somebody has asked to stop.
        """
        self._cancel.check()
