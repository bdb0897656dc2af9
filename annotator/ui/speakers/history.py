"""What was done to one speaker, and the way back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from annotator.domain.speaker import Speaker
from annotator.services.versions import Version
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.history_view import HistoryView
from annotator.ui.shell import Shell


class SpeakerHistory(HistoryView):
    """Shows the acts on the chosen speaker; reads them only while it is in sight."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        writable = not desk.services.context.store.read_only
        super().__init__(Qt.Orientation.Vertical, writable=writable, parent=parent)
        self.versions.setAccessibleName(self.tr("Acts on this speaker"))
        self._desk = desk
        self._asking = Asking(shell.jobs, desk.report, self)
        self._speaker: Speaker | None = None
        self._shown: Speaker | None = None
        self._stale = False
        self.empty.say(self.tr("Choose a speaker to see who made what of it."))
        self.restore_wanted.connect(self._on_restore_wanted)

    def show_speaker(self, speaker: Speaker | None) -> None:
        """Show what was done to this speaker."""
        self._asking.forget()
        self._speaker, self._stale = speaker, True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        self._stale = False
        speaker, read = self._speaker, self._desk.services.versions.of_speaker
        if speaker is None:
            self._show((None, ()))
        else:
            self._asking.ask(lambda: (speaker, read(speaker.id)), self._show)

    def _show(self, found: tuple[Speaker | None, tuple[Version, ...]]) -> None:
        self._shown, versions = found
        self.show_versions(versions)

    def _on_restore_wanted(self, version: Version) -> None:
        """Restore whom the list is of, whoever is chosen by now."""
        speaker, restore = self._shown, self._desk.services.versions.restore_speaker
        if speaker is not None:
            self._desk.guard(lambda: restore(speaker, version))
