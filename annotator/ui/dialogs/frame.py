"""What all dialogs have in common: a heading, a body, and buttons; freed when closed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget


class Dialog(QDialog):
    """A dialog that never blocks the program, only its window, and is freed when closed."""

    def __init__(self, title: str, parent: QWidget | None, words: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self.buttons = QDialogButtonBox(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(14)
        if words:
            said = QLabel(words, self)
            said.setWordWrap(True)
            column.addWidget(said)
        column.addLayout(self.body, 1)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def accept_button(self, text: str) -> QPushButton:
        """Add the button that does it, and the one that does not."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.AcceptRole)
        button.setDefault(True)
        self._plain(QDialogButtonBox.StandardButton.Cancel)
        return button

    def close_button(self) -> QPushButton:
        """Add the one button of a dialog that only tells."""
        button = self._plain(QDialogButtonBox.StandardButton.Close)
        button.setDefault(True)
        return button

    def _plain(self, kind: QDialogButtonBox.StandardButton) -> QPushButton:
        """Add a standard button without the drawing that some desktops give it."""
        button = self.buttons.addButton(kind)
        button.setIcon(QIcon())
        return button


def note(text: str, parent: QWidget) -> QLabel:
    """Return a quieter line of explanation."""
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setEnabled(False)
    return label
