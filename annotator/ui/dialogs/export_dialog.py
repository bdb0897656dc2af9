"""Choose what to export, as of when, how, and where to; the number of rows is said before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from annotator.domain.columns import CsvOptions, ExportStatus
from annotator.domain.errors import AnnotatorError, UsageError
from annotator.services.exporting import ExportFormat
from annotator.services.looking_back import day_of
from annotator.ui.asking import Asking
from annotator.ui.dialogs.frame import Dialog, note
from annotator.ui.jobs import JobRunner
from annotator.ui.prompts import Prompts

Count = Callable[[ExportStatus, date | None], int]

_FORMATS: Final = {ExportFormat.CSV: "Table (CSV)", ExportFormat.JSONL: "JSON lines"}
_STATUSES: Final = {
    ExportStatus.APPROVED: "Approved claims",
    ExportStatus.ALL: "All claims and open proposals",
}
_DELIMITERS: Final = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar"}


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What a person wants exported, and where to; as of the end of a day, or as it is now."""

    out: Path
    format: ExportFormat
    status: ExportStatus
    options: CsvOptions
    as_of: date | None


class ExportDialog(Dialog):
    """Asks for the choices of an export.

    Signals:
        wanted: an `ExportWish`.
    """

    wanted = Signal(object)

    def __init__(
        self,
        count: Count,
        jobs: JobRunner,
        project: Path,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Export"))
        self._count = count
        self._asking = Asking(jobs, self._on_failed, self)
        self._project = project
        self._prompts = prompts
        self._status = _choices(self, _STATUSES)
        self._as_of = QLineEdit(self)
        self._format = _choices(self, _FORMATS)
        self._delimiter = _choices(self, _DELIMITERS)
        self._bom = QCheckBox(self.tr("Mark as UTF-8 for older spreadsheets (&BOM)"), self)
        self._guard = QCheckBox(self.tr("&Guard cells that look like formulas"), self)
        self.rows = QLabel(self)
        self.rows.setWordWrap(True)
        self._build()
        self._status.currentIndexChanged.connect(self._on_chosen)
        self._as_of.textChanged.connect(self._on_chosen)
        self._format.currentIndexChanged.connect(self._on_format_chosen)
        self._on_chosen()

    def _build(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("&What:"), self._status)
        form.addRow(self.tr("&As of:"), self._as_of)
        form.addRow(self.tr("&Format:"), self._format)
        form.addRow(self.tr("Se&parator:"), self._delimiter)
        form.addRow("", self._bom)
        form.addRow("", self._guard)
        self.body.addLayout(form)
        self.body.addWidget(self.rows)
        self.rows.setObjectName("exportRows")
        said = self.tr("A data dictionary (datapackage.json) is written beside the file.")
        self.body.addWidget(note(said, self))
        self._as_of.setPlaceholderText(self.tr("now, or a day: 2026-03-31"))
        self._as_of.setToolTip(
            self.tr("The end of that day in UTC, with the names and the codebook of then")
        )
        self._as_of.setClearButtonEnabled(True)
        self._as_of.setObjectName("exportAsOf")
        self._accept = self.accept_button(self.tr("&Export…"))
        self._accept.setObjectName("export")
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
        self.wanted.emit(ExportWish(out, format_, status, options, self._day()))
        super().accept()

    def _day(self) -> date | None:
        typed = self._as_of.text().strip()
        return day_of(typed) if typed else None

    def _on_chosen(self) -> None:
        self._asking.forget()
        try:
            day = self._day()
        except UsageError:
            self._refuse(self.tr("A day is written as in 2026-03-31; without one it is now."))
            return
        self._accept.setEnabled(True)
        self.rows.setText(self.tr("Counting…"))
        count, status = self._count, ExportStatus(self._status.currentData())
        self._asking.ask(lambda: _tried(count, status, day), self._on_counted)

    def _on_counted(self, rows: int | str) -> None:
        if isinstance(rows, str):
            self._refuse(rows)
        elif rows:
            words = self.tr("1 row") if rows == 1 else self.tr("{0} rows").format(rows)
            self.rows.setText(self.tr("The file will have {0}.").format(words))
        elif self._as_of.text().strip():
            self.rows.setText(self.tr("There was nothing yet: the file will have no rows."))
        elif self._status.currentData() == ExportStatus.APPROVED:
            self.rows.setText(self.tr("Nothing is approved yet: the file will have no rows."))
        else:
            self.rows.setText(self.tr("There is nothing yet: the file will have no rows."))

    def _on_failed(self, error: AnnotatorError) -> None:
        self._refuse(str(error))

    def _refuse(self, sentence: str) -> None:
        self._accept.setEnabled(False)
        self.rows.setText(sentence)

    def _on_format_chosen(self) -> None:
        table = self._format.currentData() == ExportFormat.CSV
        for part in (self._delimiter, self._bom, self._guard):
            part.setEnabled(table)


def _tried(count: Count, status: ExportStatus, day: date | None) -> int | str:
    """Return how many rows there are, or why there is no such export."""
    try:
        return count(status, day)
    except AnnotatorError as error:
        return str(error)


def _choices(parent: QWidget, words: Mapping[Any, str]) -> QComboBox:
    box = QComboBox(parent)
    for value, text in words.items():
        box.addItem(box.tr(text), value)
    return box
