"""What an import passed over, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QHeaderView, QTableView, QWidget

from annotator.services.importing import ImportReport
from annotator.ui.dialogs.frame import Dialog
from annotator.ui.empty_state import EmptyOver
from annotator.ui.rows_model import RowsModel

Row = tuple[str, str, str]


class ReportModel(RowsModel[Row]):
    """The files of an import that need a word."""

    heads = ("File", "Why", "Folder")

    def cells(self, row: Row) -> Sequence[str]:
        return row


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
        empty = EmptyOver(table)
        empty.say(self.tr("Every file was taken in, and none is much like another."))
        self.body.addWidget(table)
        self.close_button()
        self._text = report_text(report)
        copy = self.buttons.addButton(
            self.tr("Cop&y as text"), QDialogButtonBox.ButtonRole.ActionRole
        )
        copy.setObjectName("copyReport")
        copy.setAutoDefault(False)
        copy.clicked.connect(self._on_copied)

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


def report_text(report: ImportReport) -> str:
    """Return the whole report as plain text, a line a file, those taken in last."""
    lines = [f"{path}/{name}: {why}" for name, why, path in report_rows(report)]
    lines += [f"{item.path}: imported" for item in report.imported if item.like is None]
    head = f"{len(report.imported)} imported, {len(report.skipped)} skipped."
    return "\n".join([head, *lines])


def report_rows(report: ImportReport) -> tuple[Row, ...]:
    """Return what the report has to say, a row a file."""
    skipped = ((item.path, item.reason) for item in report.skipped)
    alike = (
        (item.path, f"Imported; much like {item.like}.")
        for item in report.imported
        if item.like is not None
    )
    return tuple((path.name, why, str(path.parent)) for path, why in (*skipped, *alike))
