"""Undo and redo: at once, or behind the window where an act was a large one."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from annotator.domain.history import Act
from annotator.runtime.progress import Progress
from annotator.ui.desk import Desk
from annotator.ui.shell import Shell

LARGE: Final = 100  # changes; with more the window would stand still for a moment


class HistoryActs(QObject):
    """Takes one's acts back and does them again."""

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = shell.jobs
        self._banner = shell.banner

    def undo(self) -> None:
        """Take back one's last act and show where it was."""
        undoing = self._desk.services.undoing
        if undoing.next_sizes()[0] > LARGE:
            self._behind(self.tr("Taking back"), undoing.undo)
        else:
            self._desk.undo()

    def redo(self) -> None:
        """Do again the act that was taken back last and show where it was."""
        undoing = self._desk.services.undoing
        if undoing.next_sizes()[1] > LARGE:
            self._behind(self.tr("Doing again"), undoing.redo)
        else:
            self._desk.redo()

    def _behind(self, name: str, step: Callable[[], Act]) -> None:
        def work(_progress: Progress) -> Act:
            return step()

        self._jobs.long(name, work, self._desk.follow, self._banner.report)
