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
        self._soon = QTimer(self, interval=0, singleShot=True)  # what ended may begin another
        self._soon.timeout.connect(self._look)
        jobs.long_ended.connect(self._on_ended)

    def _on_ended(self, _name: str) -> None:
        self._soon.start()

    def _look(self) -> None:
        if not self._jobs.busy and not self._window.isActiveWindow():
            self._alert(self._window, _UNTIL_SEEN)
