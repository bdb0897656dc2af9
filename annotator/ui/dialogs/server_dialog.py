"""Ask where a project on a server lies, and try it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from annotator.domain.errors import AnnotatorError
from annotator.ui.dialogs.frame import Dialog, note
from annotator.ui.jobs import JobRunner
from annotator.ui.record.notes import Note
from annotator.ui.server_address import whole

_WIDTH: Final = 460


class ServerDialog(Dialog):
    """Takes an address and a password, and stays until the server lets one in.

    Signals:
        reached: the whole URL, password and all, of a database that could be opened.
    """

    reached = Signal(str)

    def __init__(
        self, knock: Callable[[str], None], jobs: JobRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._knock = knock
        self._jobs = jobs
        self._url = ""
        self.setWindowTitle(self.tr("Open on a server"))
        self.address = QLineEdit(self)
        self.password = QLineEdit(self)
        self.trouble = Note("bad", self)
        self._open = self.accept_button(self.tr("&Open"))
        self._build()
        self.address.textChanged.connect(self._on_typed)
        self._on_typed("")

    def begin(self, address: str, trouble: str = "") -> None:
        """Fill in what is known, and say why it did not do."""
        self.address.setText(address)
        self.trouble.say(trouble)
        (self.password if address else self.address).setFocus()

    def accept(self) -> None:
        self._url = whole(self.address.text(), self.password.text())
        self._wait(self.tr("Asking the server …"))
        self._jobs.quick(partial(self._knock, self._url), self._on_reached, self._on_refused)

    def _build(self) -> None:
        self.address.setObjectName("serverAddress")
        self.address.setAccessibleName(self.tr("Address of the database"))
        self.address.setPlaceholderText(self.tr("role@host/database"))
        self.address.setMinimumWidth(_WIDTH)
        self.password.setObjectName("serverPassword")
        self.password.setAccessibleName(self.tr("Password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        form = QFormLayout()
        form.addRow(self.tr("&Address:"), self.address)
        form.addRow(self.tr("&Password:"), self.password)
        self.body.addLayout(form)
        said = self.tr(
            "You are who the server knows you as. The password is not kept; leave it empty where "
            "~/.pgpass has it."
        )
        self.body.addWidget(note(said, self))
        self.body.addWidget(self.trouble)

    def _wait(self, words: str) -> None:
        for part in (self.address, self.password, self._open):
            part.setEnabled(not words)
        self.trouble.say(words, "muted")

    def _on_typed(self, _words: str) -> None:
        self._open.setEnabled("/" in self.address.text())

    def _on_reached(self, _nothing: object) -> None:
        super().accept()
        self.reached.emit(self._url)

    def _on_refused(self, error: Exception) -> None:
        self._wait("")
        if not isinstance(error, AnnotatorError):
            raise error
        self.trouble.say(str(error), "bad")
        self.password.setFocus()
        self.password.selectAll()
