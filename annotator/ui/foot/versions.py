"""The history of the current claim, or of the record."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from annotator.domain.claim import Claim
from annotator.services.versions import Version
from annotator.ui.desk import Desk
from annotator.ui.history_view import HistoryView


class VersionsPanel(HistoryView):
    """Shows the acts on what is current; reads them only while it is in sight."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(writable=not desk.services.context.store.read_only, parent=parent)
        self.versions.setAccessibleName(self.tr("Acts on this claim or record"))
        self._desk = desk
        self._stale = True
        self.restore_wanted.connect(self._on_restore_wanted)
        for signal in (desk.sheet_changed, desk.current_changed):
            signal.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        self._stale = False
        sheet, claim = self._desk.sheet, self._claim()
        found: tuple[Version, ...] = ()
        read = self._desk.services.versions
        if sheet is not None and claim is not None:
            found = self._desk.guard(lambda: read.of_claim(sheet, claim)) or ()
        elif sheet is not None and (self._desk.record_selected or not self._desk.items):
            found = self._desk.guard(lambda: read.of_record(sheet)) or ()
        if sheet is None:
            self.empty.say(self.tr("Open a document to see who made what of it."), ["next_open"])
        else:
            words = self.tr("A proposal has no history yet: nobody has decided on it.")
            self.empty.say(words, ["accept"])
        self.show_versions(found)

    def _claim(self) -> Claim | None:
        current = self._desk.current
        wanted = isinstance(current, Claim) and not self._desk.record_selected
        return current if wanted and isinstance(current, Claim) else None

    def _on_restore_wanted(self, version: Version) -> None:
        sheet, restore = self._desk.sheet, self._desk.services.versions.restore
        if sheet is not None:
            self._desk.guard(lambda: restore(sheet, self._claim(), version))
