"""Call a person back to the window when long work has ended behind their back."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.jobs import JobRunner

_UNTIL_SEEN: Final = 0  # milliseconds, to Qt: for as long as it takes


class ComeBack(QObject):
    """Lets the window ask for attention, once nothing runs any more; its banner says the rest."""

    def __init__(
        self, window: QWidget, jobs: JobRunner, alert: Callable[[QWidget, int], None] | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._alert = alert or QApplication.alert
        jobs.long_ended.connect(self._on_ended)

    def _on_ended(self, _name: str) -> None:
        QTimer.singleShot(0, self, self._look)  # what ended may have begun something else

    def _look(self) -> None:
        if not self._jobs.busy and not self._window.isActiveWindow():
            self._alert(self._window, _UNTIL_SEEN)
