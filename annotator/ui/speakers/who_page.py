"""Who “the minister” is on a date: words and a date, and the speakers they fit."""

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.bearer import Bearer
from annotator.domain.dates import edtf_or_interval, readings
from annotator.ui.asking import Asking
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.record.notes import Note
from annotator.ui.rows_model import RowsModel
from annotator.ui.shell import Shell

_PAUSE_MS: Final = 150


class BearersModel(RowsModel[Bearer]):
    """One speaker a row, whom the words fit best first."""

    heads: ClassVar[tuple[str, ...]] = (
        QT_TRANSLATE_NOOP("BearersModel", "Speaker"),
        QT_TRANSLATE_NOOP("BearersModel", "Why"),
    )

    def cells(self, bearer: Bearer) -> Sequence[str]:
        return (bearer.speaker.name, bearer.reason)


class WhoPage(QWidget):
    """Asks for words and a date, and lists whom they fit with the reason.

    Signals:
        speaker_chosen: the id of the speaker in the current row.
    """

    speaker_chosen = Signal(int)

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking = Asking(shell.jobs, desk.report, self)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self.words = QLineEdit(self)
        self.date = QLineEdit(self)
        self.here = QPushButton(self.tr("Of the document"), self)
        self.message = Note("bad", self)
        self.model = BearersModel(parent=self)
        self.table = QTableView(self)
        self.empty = EmptyState(self)
        self._build()
        self._lay_out()
        self._connect()
        self._on_found(())

    def _build(self) -> None:
        self.words.setPlaceholderText(self.tr("Such as the minister, the top diplomat"))
        self.words.setAccessibleName(self.tr("Words that name somebody"))
        self.date.setPlaceholderText(self.tr("Any date, or 2021-06-15, June 2021, 2020/2021"))
        self.date.setAccessibleName(self.tr("On this date"))
        self.here.setToolTip(self.tr("Take the date on which the open document was published"))
        for line in (self.words, self.date):
            line.setClearButtonEnabled(True)
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Whom the words fit"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 10)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.resizeSection(0, table.fontMetrics().averageCharWidth() * 28)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)

    def _lay_out(self) -> None:
        form = QFormLayout()
        dated = QHBoxLayout()
        dated.addWidget(self.date, 1)
        dated.addWidget(self.here)
        form.addRow(self.tr("Who is"), self.words)
        form.addRow(self.tr("on"), dated)
        form.addRow(self.message)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(form)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        for line in (self.words, self.date):
            line.textChanged.connect(self._pause.start)
            line.returnPressed.connect(self._on_return)
        self._pause.timeout.connect(self.ask)
        self.here.clicked.connect(self._on_here)
        self._desk.document_opened.connect(self._on_document_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self._on_document_opened()

    def ask(self) -> None:
        """Look for whom the words fit, unless the date is none."""
        self._pause.stop()
        words, typed = self.words.text(), self.date.text().strip()
        try:
            when = _date(typed)
        except ValueError as error:
            self.message.say(f"{error}.")
            return
        self.message.say("")
        bearers = self._desk.services.speakers.bearers
        self._asking.ask(lambda: bearers(words, when), self._on_found)

    def _on_found(self, found: tuple[Bearer, ...]) -> None:
        self.model.show_rows(found)
        self._stack.setCurrentIndex(int(not found))
        if found:
            self.table.selectRow(0)
        words = self.tr("Type what a text calls somebody, and a date: whose role fits is listed.")
        if self.words.text().strip():
            words = self.tr("Nobody is known to be called so then; roles stand with each speaker.")
        self.empty.say(words)

    def _on_return(self) -> None:
        self.ask()
        if self.model.rows:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.selectRow(0)

    def _on_row_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.speaker_chosen.emit(self.model.rows[current.row()].speaker.id)

    def _published(self) -> str:
        sheet = self._desk.sheet
        return (sheet.record.field("published").value or "") if sheet else ""

    def _on_document_opened(self) -> None:
        self.here.setEnabled(bool(self._published()))

    def _on_here(self) -> None:
        self.date.setText(self._published())


def _date(typed: str) -> str | None:
    """Return a date as EDTF, None for none.

    Raises:
        ValueError: it is no date.
    """
    if not typed:
        return None
    return next(iter(readings(typed)), None) or edtf_or_interval(typed)
