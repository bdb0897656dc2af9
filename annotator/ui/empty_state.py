"""What stands where there is nothing yet: a sentence, and the next act as a button."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class ActButton(QPushButton):
    """A wide button that does what an action does, and shows its key."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._show_key()
        self.setIcon(action.icon())
        self.setToolTip(action.statusTip())
        self.setMinimumWidth(220)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._show_key)

    def _show_key(self) -> None:
        key = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f"{self._action.text().replace('&', '')}   {key}".strip())


class EmptyState(QWidget):
    """A calm page in the middle of an empty pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._words.setMargin(12)
        self._buttons: list[ActButton] = []
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        self._column.addWidget(self._words)
        self._column.addStretch(3)

    @property
    def words(self) -> str:
        """Return the sentence shown."""
        return self._words.text()

    def say(self, sentence: str, actions: Sequence[QAction] = ()) -> None:
        """Show a sentence, and a button for each act that goes on from here."""
        self._words.setText(sentence)
        for button in self._buttons:
            self._column.removeWidget(button)
            button.deleteLater()
        self._buttons = [ActButton(action, self) for action in actions]
        for at, button in enumerate(self._buttons):
            self._column.insertWidget(2 + at, button, 0, Qt.AlignmentFlag.AlignHCenter)
