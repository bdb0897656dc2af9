"""Say who works from now on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from annotator.ui.dialogs.frame import Dialog, note


class UserDialog(Dialog):
    """Offers everybody who works on the project, and takes a new name.

    Signals:
        wanted: the name chosen.
    """

    wanted = Signal(str)

    def __init__(self, users: Sequence[str], current: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Switch user"))
        self._name = QComboBox(self)
        self._name.setObjectName("userName")
        self._name.setEditable(True)
        self._name.addItems([name for name in users if name != current] or [current])
        self._name.setMinimumWidth(260)
        form = QFormLayout()
        form.addRow(self.tr("&Who works from now on:"), self._name)
        self.body.addLayout(form)
        said = self.tr("Names are taken on trust; every act is recorded under the name chosen.")
        self.body.addWidget(note(said, self))
        self._switch = self.accept_button(self.tr("&Switch"))
        self._switch.setObjectName("switch")
        self._name.editTextChanged.connect(self._on_typed)
        field = self._name.lineEdit()
        if field is not None:
            field.selectAll()
        self._name.setFocus()

    def accept(self) -> None:
        self.wanted.emit(self._name.currentText().strip())
        super().accept()

    def _on_typed(self, name: str) -> None:
        self._switch.setEnabled(bool(name.strip()))
