"""The versions of the codebook: who made each, when, and what it did."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.services.codebooks import CodebookVersion
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.icons import dress
from annotator.ui.record.moments import moment
from annotator.ui.record.notes import Note
from annotator.ui.rows_model import RowsModel
from annotator.ui.whole_rows import lay_rows

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class VersionsModel(RowsModel[CodebookVersion]):
    """Shows versions, the newest first."""

    heads: ClassVar[tuple[str, ...]] = (
        QT_TRANSLATE_NOOP("VersionsModel", "Version"),
        QT_TRANSLATE_NOOP("VersionsModel", "What"),
        QT_TRANSLATE_NOOP("VersionsModel", "Who"),
        QT_TRANSLATE_NOOP("VersionsModel", "When"),
    )

    def cells(self, version: CodebookVersion) -> Sequence[str]:
        return (str(version.number), version.label, version.user, moment(version.at))


class VersionsView(QWidget):
    """Lists the versions and asks for one to be restored.

    Signals:
        restore_wanted: the number of the version.
    """

    restore_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writable = True
        self.title = Note("text", self, bold=True)
        self.title.say(self.tr("Versions"))
        self.rows = VersionsModel(parent=self)
        self.table = QTableView(self)
        self.restore = QPushButton(self.tr("Restore this version…"), self)
        dress(self.restore, "undo")
        self._dress_table()
        buttons = QHBoxLayout()
        buttons.addWidget(self.restore)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.restore.clicked.connect(self._on_restore)
        self.table.selectionModel().currentRowChanged.connect(self._allow)
        self._allow()

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.rows)
        table.setAccessibleName(self.tr("Versions of the codebook"))
        lay_rows(table)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def show_versions(self, versions: tuple[CodebookVersion, ...], *, writable: bool) -> None:
        """Show these versions."""
        self._writable = writable
        self.rows.show_rows(versions)
        self._allow()

    def _allow(self) -> None:
        self.restore.setEnabled(self._writable and self.table.currentIndex().row() > 0)

    def _on_restore(self) -> None:
        self.restore_wanted.emit(self.rows.rows[self.table.currentIndex().row()].number)
