"""The guardrails as a quiet list: what looks wrong here, the words, and the fix."""

from functools import cached_property
from typing import Any, ClassVar, Final

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.domain.claim import Claim
from annotator.domain.codebook import FieldScope
from annotator.domain.lint import Doubt
from annotator.services.guarding import find_doubts
from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.jobs import JobRunner
from annotator.ui.rows_model import Index, RowsModel, RowsTable

_SOON_MS: Final = 120  # typing and deciding come first


class DoubtsModel(RowsModel[Doubt]):
    """One doubt a row: its claim's place, the sentence, and what would settle it."""

    heads: ClassVar[tuple[str, ...]] = ("Claim", "What looks wrong", "Fix")

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._places: dict[int, int] = {}

    def show_doubts(self, doubts: tuple[Doubt, ...], claims: tuple[Claim, ...]) -> None:
        """Show these doubts about these claims."""
        ordered = sorted(claims, key=lambda claim: (claim.body.start, claim.id))
        self._places = {claim.id: place for place, claim in enumerate(ordered, start=1)}
        self.show_rows(doubts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        doubt = self.rows[index.row()]
        texts = (self._place(doubt), doubt.sentence, doubt.fix.label if doubt.fix else "")
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return texts[index.column()] or self.tr("Only a person can settle this")
        return None

    def _place(self, doubt: Doubt) -> str:
        if doubt.claim is None:
            return self.tr("Document")
        return str(self._places.get(doubt.claim, ""))


class DoubtsPanel(QStackedWidget):
    """Lists what looks wrong in the open document; Enter goes there, a key settles it.

    Signals:
        counted: how many doubts there are now.
        words_wanted: the `Span` to point out in the text.
        field_wanted: the scope and the key of the field to go to.
        hinted: a sentence on what cannot be done.
    """

    counted = Signal(int)
    words_wanted = Signal(object)
    field_wanted = Signal(object, str)
    hinted = Signal(str)

    def __init__(self, desk: Desk, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self.model = DoubtsModel(parent=self)
        self.empty = EmptyState(self)
        self.addWidget(self.empty)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._look)
        desk.sheet_changed.connect(self._soon.start)
        self._show(())
        self._soon.start()

    @cached_property
    def table(self) -> RowsTable:
        """Return the list, made for the first doubts."""
        table = RowsTable(self.model, self.tr("What looks wrong"), stretch=1, parent=self)
        self.addWidget(table)
        self.setFocusProxy(table)
        table.activated.connect(self._go_to_row)
        table.clicked.connect(self._go_to_row)
        return table

    @property
    def current(self) -> Doubt | None:
        """Return the doubt that is chosen; else the first about the current claim, else any."""
        row = self.table.currentIndex().row() if self.model.rows else -1
        if 0 <= row < len(self.model.rows):
            return self.model.rows[row]
        claim = self._desk.current.id if isinstance(self._desk.current, Claim) else None
        mine = (doubt for doubt in self.model.rows if doubt.claim == claim)
        return next(mine, self.model.rows[0] if self.model.rows else None)

    def next_doubt(self) -> None:
        """Go to the next doubt of the document."""
        self._step(1)

    def previous_doubt(self) -> None:
        """Go to the doubt before."""
        self._step(-1)

    def fix(self) -> None:
        """Do what would settle the current doubt."""
        doubt, sheet = self.current, self._desk.sheet
        if doubt is None or sheet is None:
            self.hinted.emit(self.tr("Nothing looks wrong here."))
        elif doubt.fix is None:
            self._go_to(doubt)
            self.hinted.emit(self.tr("Only a person can settle this."))
        else:
            self._desk.guard(lambda: self._desk.services.guarding.settle(sheet, doubt))

    def _look(self) -> None:
        sheet, codebook = self._desk.sheet, self._desk.codebook
        if sheet is None:
            self._show(())
            return

        def show(found: tuple[Doubt, ...]) -> None:
            if self._desk.sheet is sheet:
                self._show(found)

        self._jobs.quick(lambda: find_doubts(sheet, codebook), show, self._desk.report)

    def _show(self, found: tuple[Doubt, ...]) -> None:
        chosen = self.table.currentIndex().row() if self.model.rows else -1
        self.model.show_doubts(found, self._desk.sheet.claims if self._desk.sheet else ())
        self.setCurrentWidget(self.table if found else self.empty)
        if self._desk.sheet:
            self.empty.say(self.tr("Nothing looks wrong in this document."), ["submit"])
        else:
            words = self.tr("Open a document to see what looks wrong in it.")
            self.empty.say(words, ["next_open"])
        if chosen >= 0 and found:
            self.table.setCurrentIndex(self.model.index(min(chosen, len(found) - 1), 0))
        self.counted.emit(len(found))

    def _step(self, by: int) -> None:
        if not self.model.rows:
            self.hinted.emit(self.tr("Nothing looks wrong here."))
            return
        row = self.table.currentIndex().row()
        first = 0 if by > 0 else len(self.model.rows) - 1
        row = first if row < 0 else (row + by) % len(self.model.rows)
        self.table.setCurrentIndex(self.model.index(row, 0))
        self._go_to(self.model.rows[row])

    def _go_to_row(self, index: QModelIndex) -> None:
        self._go_to(self.model.rows[index.row()])

    def _go_to(self, doubt: Doubt) -> None:
        if doubt.claim is not None:
            self._desk.select(f"claim:{doubt.claim}")
        if doubt.field is not None:
            scope = FieldScope.CLAIM if doubt.claim else FieldScope.DOCUMENT
            self.field_wanted.emit(scope, doubt.field)
        if doubt.span is not None:
            self.words_wanted.emit(doubt.span)
