"""What an import passed over, and why."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from annotator.services.importing import ImportReport
from annotator.ui.dialogs.frame import Dialog

Index = QModelIndex | QPersistentModelIndex
Row = tuple[str, str, str]
_HEADS: Final = ("File", "Why", "Folder")
_SHOWN: Final = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}


class ReportModel(QAbstractTableModel):
    """The files of an import that need a word."""

    def __init__(self, rows: Sequence[Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = tuple(rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _SHOWN or not index.isValid():
            return None
        return self._rows[index.row()][index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(_HEADS[section])
        return super().headerData(section, orientation, role)


class ReportDialog(Dialog):
    """Lists each file that was skipped, and each that is much like another document."""

    def __init__(self, report: ImportReport, parent: QWidget | None = None) -> None:
        words = f"{len(report.imported)} imported, {len(report.skipped)} skipped."
        super().__init__("", parent, words)
        self.setWindowTitle(self.tr("What was imported"))
        table = QTableView(self)
        table.setModel(ReportModel(report_rows(report), table))
        table.setAccessibleName(self.tr("Skipped files"))
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.setColumnWidth(0, 190)
        table.setColumnWidth(1, 400)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.setMinimumSize(760, 260)
        self.body.addWidget(table)
        self.close_button()


def report_rows(report: ImportReport) -> tuple[Row, ...]:
    """Return what the report has to say, a row a file."""
    skipped = ((item.path, item.reason) for item in report.skipped)
    alike = (
        (item.path, f"Imported; much like {item.like}.")
        for item in report.imported
        if item.like is not None
    )
    return tuple((path.name, why, str(path.parent)) for path, why in (*skipped, *alike))
