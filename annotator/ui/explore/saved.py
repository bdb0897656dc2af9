"""Filters kept under a name, in reach of a click."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from annotator.domain.filter import RETURNED_TO_ME, ClaimFilter
from annotator.services.saved_filters import OpenedFilter
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.icons import dress
from annotator.ui.jobs import JobRunner
from annotator.ui.list_names import name_list


class SavedFilters(QWidget):
    """A box of names that is also where a new one is typed; one button keeps, one forgets.

    Signals:
        opened: the filter chosen, and sentences on what of it is gone.
        save_wanted: the name to keep the present filter under.
    """

    opened = Signal(object, object)
    save_wanted = Signal(str)

    def __init__(self, desk: Desk, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = Asking(jobs, desk.report, self)
        self._saved: tuple[OpenedFilter, ...] = ()
        self.box, self.line = QComboBox(self), QLineEdit()
        self.keep = QToolButton(self)
        self.forget = QToolButton(self)
        self._build()
        self.box.activated.connect(self._on_chosen)
        self.line.returnPressed.connect(self._on_save)
        self.keep.clicked.connect(self._on_save)
        self.forget.clicked.connect(self._on_forget)
        desk.bridge.filters_changed.connect(self.read)

    def _build(self) -> None:
        self.box.setLineEdit(self.line)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        name_list(self.box, self.tr("Saved filters"))
        self.line.setPlaceholderText(self.tr("Saved filters"))
        self.box.setMinimumContentsLength(16)
        for button, icon, words in (
            (self.keep, "add", self.tr("Keep this filter under the name")),
            (self.forget, "close", self.tr("Forget the filter of this name")),
        ):
            dress(button, icon)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.setEnabled(not self._desk.services.context.store.read_only)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(self.keep)
        row.addWidget(self.forget)

    def read(self) -> None:
        """List what is kept, anew."""
        self._reading.ask(self._desk.services.filters.all, self._show)

    def _show(self, saved: tuple[OpenedFilter, ...]) -> None:
        typed = self.box.currentText()
        self._saved = saved
        self.box.clear()
        self.box.addItem(self.tr("Returned to me"), RETURNED_TO_ME)
        for item in saved:
            self.box.addItem(item.saved.name, item)
        self.box.setCurrentIndex(-1)
        self.box.setEditText(typed)

    def _on_chosen(self, row: int) -> None:
        chosen: Any = self.box.itemData(row)
        if isinstance(chosen, ClaimFilter):
            self.opened.emit(chosen, ())
        elif isinstance(chosen, OpenedFilter):
            self.opened.emit(chosen.saved.body, chosen.gone)

    def _named(self) -> OpenedFilter | None:
        name = " ".join(self.box.currentText().split()).casefold()
        return next((item for item in self._saved if item.saved.name.casefold() == name), None)

    def _on_save(self) -> None:
        if self.box.currentText().strip():
            self.save_wanted.emit(self.box.currentText())
        else:
            self.line.setPlaceholderText(self.tr("Name this filter, then Enter"))
            self.line.setFocus()

    def save(self, wanted: ClaimFilter) -> None:
        """Keep a filter under the name that is typed, in place of the one that has it."""
        filters, known, name = self._desk.services.filters, self._named(), self.box.currentText()
        if known is None:
            self._desk.guard(lambda: filters.save(name, wanted))
        else:
            self._desk.guard(lambda: filters.change(known.saved.id, wanted))

    def _on_forget(self) -> None:
        known = self._named()
        if known is not None:
            self._desk.guard(lambda: self._desk.services.filters.forget(known.saved.id))
            self.box.clearEditText()
