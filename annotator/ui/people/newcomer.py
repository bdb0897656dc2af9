"""One line to take in somebody who has not opened the project yet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.domain.user import Role
from annotator.ui.icons import dress
from annotator.ui.list_names import name_list
from annotator.ui.people.words import role_name


class Newcomer(QWidget):
    """Asks for a name and a role.

    Signals:
        wanted: a name, and the `Role` it is to have.
    """

    wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(self.tr("Take in somebody new…"))
        self.name.setAccessibleName(self.tr("Name of somebody new"))
        self.role = QComboBox(self)
        name_list(self.role, self.tr("Role of somebody new"))
        for role in Role:
            self.role.addItem(role_name(role), role)
        self.add = QPushButton(self.tr("Take in"), self)
        dress(self.add, "add")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.name, 1)
        row.addWidget(self.role)
        row.addWidget(self.add)
        self.name.textChanged.connect(self._on_typed)
        self.name.returnPressed.connect(self.add.click)
        self.add.clicked.connect(self._on_add)
        self._on_typed("")

    def clear(self) -> None:
        """Be ready for the next one."""
        self.name.clear()

    def _on_typed(self, words: str) -> None:
        self.add.setEnabled(bool(words.strip()))

    def _on_add(self) -> None:
        self.wanted.emit(self.name.text(), Role(self.role.currentData()))
