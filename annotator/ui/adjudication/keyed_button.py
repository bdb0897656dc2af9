"""A button that does what an act does, in its own words, and shows the act's key."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.ui.keys import shown


class KeyedButton(QPushButton):
    """Shows the key as it stands, whatever it is changed to."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._words = ""
        self.clicked.connect(action.trigger)
        action.changed.connect(self._show)

    def say(self, words: str) -> None:
        """Show these words before the key."""
        self._words = words
        self.setAccessibleName(words)
        self._show()

    def _show(self) -> None:
        key = shown(self._action.shortcut().toString())
        self.setText(f"{self._words}   {key}".rstrip())
        self.setToolTip(self._action.statusTip())
