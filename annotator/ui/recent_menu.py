"""The menu of projects opened before."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.ui.server_address import is_there, lies_in, name_of, place_of
from annotator.ui.window_state import WindowState


class RecentMenu(QMenu):
    """Lists what the window remembers, anew each time it is shown; what is gone is greyed.

    Signals:
        chosen: the place of a project.
    """

    chosen = Signal(object)

    def __init__(self, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setTitle(self.tr("Open &recent"))
        self.aboutToShow.connect(self.fill)
        self.triggered.connect(self._on_triggered)

    def fill(self) -> None:
        """List the projects as they are remembered now."""
        self.clear()
        for place in self._state.recent:
            action = self.addAction(f"{name_of(place)} — {lies_in(place)}")
            action.setData(str(place))
            action.setEnabled(is_there(place))
        self.addSeparator()
        self.addAction(self.tr("&Clear"), self._state.forget_recent)

    def _on_triggered(self, action: QAction) -> None:
        if action.data():
            self.chosen.emit(place_of(action.data()))
