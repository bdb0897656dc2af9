"""What stands where there is nothing yet: a sentence, and the next act as a button."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget


class EmptyState(QWidget):
    """A calm page in the middle of an empty pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._buttons: list[QToolButton] = []
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        self._column.addWidget(self._words)
        self._column.addSpacing(8)
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
        self._buttons = [self._button(action) for action in actions]
        for at, button in enumerate(self._buttons):
            self._column.insertWidget(3 + at, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setMinimumWidth(190)
        button.setAutoRaise(False)
        return button
