"""Choose what to export, how, and where to; the number of rows is said before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QWidget

from annotator.domain.columns import CsvOptions, ExportStatus
from annotator.domain.errors import AnnotatorError
from annotator.services.exporting import ExportFormat
from annotator.ui.dialogs.frame import Dialog, note
from annotator.ui.prompts import Prompts

_FORMATS: Final = {ExportFormat.CSV: "Table (CSV)", ExportFormat.JSONL: "JSON lines"}
_STATUSES: Final = {
    ExportStatus.APPROVED: "Approved claims",
    ExportStatus.ALL: "All claims and open proposals",
}
_DELIMITERS: Final = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar"}


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What a person wants exported, and where to."""

    out: Path
    format: ExportFormat
    status: ExportStatus
    options: CsvOptions


class ExportDialog(Dialog):
    """Asks for the choices of an export.

    Signals:
        wanted: an `ExportWish`.
    """

    wanted = Signal(object)

    def __init__(
        self,
        count: Callable[[ExportStatus], int],
        project: Path,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Export"))
        self._count = count
        self._project = project
        self._prompts = prompts
        self._status = _choices(self, _STATUSES)
        self._format = _choices(self, _FORMATS)
        self._delimiter = _choices(self, _DELIMITERS)
        self._bom = QCheckBox(self.tr("Mark as UTF-8 for older spreadsheets (&BOM)"), self)
        self._guard = QCheckBox(self.tr("&Guard cells that look like formulas"), self)
        self.rows = QLabel(self)
        self._build()
        self._status.currentIndexChanged.connect(self._on_status_chosen)
        self._format.currentIndexChanged.connect(self._on_format_chosen)
        self._on_status_chosen()

    def _build(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("&What:"), self._status)
        form.addRow(self.tr("&Format:"), self._format)
        form.addRow(self.tr("Cells are &parted by:"), self._delimiter)
        form.addRow("", self._bom)
        form.addRow("", self._guard)
        self.body.addLayout(form)
        self.body.addWidget(self.rows)
        self.rows.setObjectName("exportRows")
        said = self.tr("A data dictionary (datapackage.json) is written beside the file.")
        self.body.addWidget(note(said, self))
        self.accept_button(self.tr("&Export…")).setObjectName("export")
        self._status.setObjectName("exportStatus")
        self._format.setObjectName("exportFormat")

    def accept(self) -> None:
        format_ = ExportFormat(self._format.currentData())
        suggestion = self._project.with_suffix(f".{format_.value}")
        kinds = f"*.{format_.value}"
        out = self._prompts.save_file(self.tr("Export to"), suggestion, kinds)
        if out is None:
            return
        options = CsvOptions(
            delimiter=self._delimiter.currentData(),
            guard=self._guard.isChecked(),
            bom=self._bom.isChecked(),
        )
        status = ExportStatus(self._status.currentData())
        self.wanted.emit(ExportWish(out, format_, status, options))
        super().accept()

    def _on_status_chosen(self) -> None:
        try:
            rows = self._count(ExportStatus(self._status.currentData()))
        except AnnotatorError as error:
            self.rows.setText(str(error))
            return
        if rows:
            words = self.tr("1 row") if rows == 1 else self.tr("{0} rows").format(rows)
            self.rows.setText(self.tr("The file will have {0}.").format(words))
        elif self._status.currentData() == ExportStatus.APPROVED:
            self.rows.setText(self.tr("Nothing is approved yet: the file will have no rows."))
        else:
            self.rows.setText(self.tr("There is nothing yet: the file will have no rows."))

    def _on_format_chosen(self) -> None:
        table = self._format.currentData() == ExportFormat.CSV
        for part in (self._delimiter, self._bom, self._guard):
            part.setEnabled(table)


def _choices(parent: QWidget, words: Mapping[Any, str]) -> QComboBox:
    box = QComboBox(parent)
    for value, text in words.items():
        box.addItem(box.tr(text), value)
    return box
