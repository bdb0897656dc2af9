"""The history of the current claim, or of the record: who made what of it, and the way back."""

from typing import Any, ClassVar, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.claim import Claim
from annotator.domain.differences import Difference
from annotator.services.versions import Version
from annotator.ui.desk import Desk
from annotator.ui.elided import ElidedLabel
from annotator.ui.empty_state import EmptyState
from annotator.ui.icons import dress
from annotator.ui.record.moments import moment
from annotator.ui.rows_model import Index, RowsModel, RowsTable

_SHARES: Final = (380, 520)


class VersionsModel(RowsModel[Version]):
    """One act a row: when, who, and what it is called."""

    heads: ClassVar[tuple[str, ...]] = ("When", "Who", "What")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return None
        version = self.rows[index.row()]
        what = f"{version.label} → {version.moved}" if version.moved else version.label
        return (moment(version.at), version.user, what)[index.column()]


class DifferencesModel(RowsModel[Difference]):
    """One part a row, before and after."""

    heads: ClassVar[tuple[str, ...]] = ("Part", "Before", "After")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return None
        item = self.rows[index.row()]
        return (item.part, item.before or "—", item.after or "—")[index.column()]


class VersionsPanel(QStackedWidget):
    """Shows the acts on what is current; reads them only while it is in sight."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self.model, self.differences = VersionsModel(parent=self), DifferencesModel(parent=self)
        self.versions = RowsTable(self.model, self.tr("Acts on this claim or record"), stretch=2)
        self.parts = RowsTable(self.differences, self.tr("What the act changed"), stretch=2)
        self.restore = QPushButton(self.tr("Restore this version"), self)
        self.told = ElidedLabel(self)
        self.empty = EmptyState(self)
        self._lay_out()
        self.setFocusProxy(self.versions)
        self.versions.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.restore.clicked.connect(self._on_restore)
        for signal in (desk.sheet_changed, desk.current_changed):
            signal.connect(self._on_changed)

    def _lay_out(self) -> None:
        dress(self.restore, "undo")
        self.restore.setToolTip(self.tr("Make it what it was after this act; undo takes it back"))
        right = QWidget()
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 4, 8, 4)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.restore)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.parts, 1)
        column.addLayout(foot)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.versions)
        halves.addWidget(right)
        halves.setSizes(list(_SHARES))
        self.addWidget(self.empty)
        self.addWidget(halves)

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
        chosen = self._chosen()
        sheet, claim = self._desk.sheet, self._claim()
        found: tuple[Version, ...] = ()
        read = self._desk.services.versions
        if sheet is not None and claim is not None:
            found = self._desk.guard(lambda: read.of_claim(sheet, claim)) or ()
        elif sheet is not None and (self._desk.record_selected or not self._desk.items):
            found = self._desk.guard(lambda: read.of_record(sheet)) or ()
        self.model.show_rows(found)
        if sheet is None:
            self.empty.say(self.tr("Open a document to see who made what of it."), ["next_open"])
        else:
            words = self.tr("A proposal has no history yet: nobody has decided on it.")
            self.empty.say(words, ["accept"])
        self.setCurrentIndex(int(bool(found)))
        numbers = [version.number for version in found]
        row = numbers.index(chosen.number) if chosen and chosen.number in numbers else 0
        self.versions.setCurrentIndex(self.model.index(row, 0))
        self._on_row_changed()

    def _claim(self) -> Claim | None:
        current = self._desk.current
        wanted = isinstance(current, Claim) and not self._desk.record_selected
        return current if wanted and isinstance(current, Claim) else None

    def _chosen(self) -> Version | None:
        row = self.versions.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _on_row_changed(self, *_rows: QModelIndex) -> None:
        version = self._chosen()
        self.differences.show_rows(version.differences if version else ())
        writable = not self._desk.services.context.store.read_only
        self.restore.setEnabled(
            version is not None and not (version.current or version.deleted) and writable
        )
        self.told.setText(self._standing(version) if version else "")

    def _standing(self, version: Version) -> str:
        if version.deleted:
            return self.tr("This act deleted it.")
        if version.current:
            return self.tr("This is how it stands now.")
        return self.tr("As it was on {0}").format(moment(version.at))

    def _on_restore(self) -> None:
        version, sheet = self._chosen(), self._desk.sheet
        if version is not None and sheet is not None:
            restore = self._desk.services.versions.restore
            self._desk.guard(lambda: restore(sheet, self._claim(), version))
