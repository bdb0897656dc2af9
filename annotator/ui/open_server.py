"""The way to projects on a server: typed, or opened before."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from annotator.domain.errors import AnnotatorError
from annotator.services.projects import knock
from annotator.ui.dialogs.server_dialog import ServerDialog
from annotator.ui.server_address import Place, name_of, without_password
from annotator.ui.shell import Shell


class ServerDoor(QObject):
    """Opens projects; one on a server is asked on another thread first, whether it answers."""

    def __init__(self, shell: Shell, enter: Callable[[Place], object], user: str | None) -> None:
        super().__init__(shell.window)
        self._shell = shell
        self._enter = enter
        self._user = user
        self._wanted = ""

    def choose(self) -> None:
        """Let a person say where a project lies."""
        self._ask("")

    def open(self, place: Place) -> None:
        """Open a project that was opened before; where it needs a password, ask for that."""
        if not isinstance(place, str):
            self._enter(place)
            return
        self._wanted = place
        self._shell.status.showMessage(self.tr("Asking for {0} …").format(name_of(place)))
        self._shell.jobs.quick(partial(knock, place, self._user), self._on_answer, self._on_refused)

    def _ask(self, address: str, trouble: str = "") -> None:
        knocks = partial(knock, user=self._user)
        dialog = ServerDialog(knocks, self._shell.jobs, self._shell.window)
        dialog.reached.connect(self._enter)
        dialog.begin(without_password(address), trouble)
        dialog.open()

    def _on_answer(self, _nothing: object) -> None:
        self._shell.status.clearMessage()
        self._enter(self._wanted)

    def _on_refused(self, error: Exception) -> None:
        self._shell.status.clearMessage()
        if not isinstance(error, AnnotatorError):
            raise error
        self._ask(self._wanted, str(error))
