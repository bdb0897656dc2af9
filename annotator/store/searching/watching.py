"""Stopping SQLite in the middle of a statement."""

from annotator.domain.errors import CancelledError
from annotator.runtime.progress import Progress


class TooLongError(Exception):
    """A page was not met within the budget."""


class Watch:
    """Decides whether SQLite goes on with a statement, and knows why it did not."""

    def __init__(self, progress: Progress, budget: int | None) -> None:
        self._progress = progress
        self._left = budget
        self.stopped: Exception | None = None

    def went_on(self) -> int:
        """Return whether to stop; nothing may be raised here."""
        try:
            self._progress.step(0, None, "")
        except CancelledError as error:
            self.stopped = error
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                self.stopped = self.stopped or TooLongError()
        return self.stopped is not None
