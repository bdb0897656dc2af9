"""Ask something off the window's thread, of which only the newest answer is wanted."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from annotator.ui.desk_place import Report
from annotator.ui.jobs import JobRunner


class Asking(QObject):
    """Puts one sort of question after another; what is asked anew makes older answers void."""

    def __init__(self, jobs: JobRunner, report: Report, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._report = report
        self._asked = 0
        self._take: Callable[[Any], object] = bool

    def ask(self, work: Callable[[], Any], take: Callable[[Any], object]) -> None:
        """Do `work` behind the window and hand what comes of it to `take`."""
        self._asked += 1
        self._take = take
        asked = self._asked
        self._jobs.quick(lambda: (asked, work()), self._on_answered, self._report)

    def forget(self) -> None:
        """Want no answer any more to what was asked."""
        self._asked += 1

    def _on_answered(self, answer: tuple[int, Any]) -> None:
        asked, found = answer
        if asked == self._asked:
            self._take(found)
