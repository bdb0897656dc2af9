"""The history of one thing: who made what of it, with before and after, and the way back."""

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.differences import Difference
from annotator.services.versions import Version
from annotator.ui.elided import ElidedLabel
from annotator.ui.empty_state import EmptyState
from annotator.ui.icons import dress
from annotator.ui.record.moments import moment
from annotator.ui.rows_model import RowsModel, RowsTable

_SHARES: Final = (380, 520)


class VersionsModel(RowsModel[Version]):
    """One act a row: when, who, and what it is called."""

    heads: ClassVar[tuple[str, ...]] = ("When", "Who", "What")

    def cells(self, version: Version) -> Sequence[str]:
        what = f"{version.label} → {version.moved}" if version.moved else version.label
        return (moment(version.at), version.user, what)


class DifferencesModel(RowsModel[Difference]):
    """One part a row, before and after."""

    heads: ClassVar[tuple[str, ...]] = ("Part", "Before", "After")

    def cells(self, item: Difference) -> Sequence[str]:
        return (item.part, item.before or "—", item.after or "—")


class HistoryView(QStackedWidget):
    """Shows the acts on something, of whatever sort; `empty` speaks where there are none.

    Signals:
        restore_wanted: the `Version` that it is to be again.
    """

    restore_wanted = Signal(object)

    def __init__(
        self,
        way: Qt.Orientation = Qt.Orientation.Horizontal,
        *,
        writable: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._writable = writable
        self.model, self.differences = VersionsModel(parent=self), DifferencesModel(parent=self)
        self.versions = RowsTable(self.model, self.tr("What was done"), stretch=2)
        self.parts = RowsTable(self.differences, self.tr("What the act changed"), stretch=2)
        self.parts.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.restore = QPushButton(self.tr("Restore this version"), self)
        self.told = ElidedLabel(self)
        self.empty = EmptyState(self)
        self._lay_out(way)
        self.setFocusProxy(self.versions)
        self.versions.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.restore.clicked.connect(self._on_restore)

    def _lay_out(self, way: Qt.Orientation) -> None:
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
        halves = QSplitter(way, self)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.versions)
        halves.addWidget(right)
        halves.setSizes(list(_SHARES))
        self.addWidget(self.empty)
        self.addWidget(halves)

    def show_versions(self, found: Sequence[Version]) -> None:
        """Show these, the newest first; the chosen one stays chosen while it is there."""
        chosen = self._chosen()
        self.model.show_rows(found)
        self.setCurrentIndex(int(bool(found)))
        numbers = [version.number for version in found]
        row = numbers.index(chosen.number) if chosen and chosen.number in numbers else 0
        self.versions.setCurrentIndex(self.model.index(row, 0))
        self._on_row_changed()

    def _chosen(self) -> Version | None:
        row = self.versions.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _on_row_changed(self, *_rows: QModelIndex) -> None:
        version = self._chosen()
        self.differences.show_rows(version.differences if version else ())
        standing = version is None or version.current or version.deleted
        self.restore.setEnabled(self._writable and not standing)
        self.told.setText(self._standing(version) if version else "")

    def _standing(self, version: Version) -> str:
        if version.deleted:
            return self.tr("This act deleted it.")
        if version.current:
            return self.tr("This is how it stands now.")
        return self.tr("As it was on {0}").format(moment(version.at))

    def _on_restore(self) -> None:
        version = self._chosen()
        if version is not None:
            self.restore_wanted.emit(version)
