"""The documents: a search box, a filter, and the list."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from annotator.domain.document import DocumentStatus
from annotator.domain.filter import DocumentFilter
from annotator.runtime.progress import Progress
from annotator.ui.desk import Desk
from annotator.ui.documents.list_model import STATUS_WORDS, DocumentListModel
from annotator.ui.documents.row import DocumentRow
from annotator.ui.documents.table import DocumentTable
from annotator.ui.empty_state import EmptyState
from annotator.ui.jobs import JobRunner
from annotator.ui.paging.pager import Pager
from annotator.ui.theme import Theme

PAUSE_MS: Final = 150


class DocumentsPane(QWidget):
    """Lists the documents that the search and the filter leave; the chosen one opens.

    Signals:
        listed: how many documents are listed now.
        menu_wanted: a place on the screen, for the menu of the open document.
    """

    listed = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        desk: Desk,
        jobs: JobRunner,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entering = False
        self.model = DocumentListModel(self)
        lines = desk.services.searching.document_lines
        self._pager = Pager(self.model, lines, jobs, desk.report, self)
        self.search = QLineEdit(self)
        self.filter = QComboBox(self)
        self._row = DocumentRow(theme, self)
        self.list = DocumentTable(self.model, self._row, self)
        self.empty = EmptyState(self)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._build()
        self._connect()
        self.read()

    def _build(self) -> None:
        self.search.setPlaceholderText(self.tr("Search the words of all documents"))
        self.search.setAccessibleName(self.tr("Search documents"))
        self.search.setObjectName("documentSearch")
        self.search.setClearButtonEnabled(True)
        self.filter.setAccessibleName(self.tr("Show documents that are"))
        self.filter.setObjectName("documentFilter")
        self.filter.addItem(self.tr("All documents"), None)
        for status, words in STATUS_WORDS.items():
            self.filter.addItem(self.tr(words).capitalize(), status)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(self.search)
        head.addWidget(self.filter)
        column.addLayout(head)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        bridge = self._desk.bridge
        bridge.document_changed.connect(self.read)
        bridge.documents_changed.connect(self.read)
        self._desk.document_opened.connect(self._on_document_opened)
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self._on_search_entered)
        down = QShortcut(Qt.Key.Key_Down, self.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._on_search_entered)
        self.filter.currentIndexChanged.connect(self.read)
        self._pause.timeout.connect(self.read)
        self.list.selectionModel().currentChanged.connect(self._on_row_chosen)
        self.list.customContextMenuRequested.connect(self._on_menu_wanted)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._row.theme = theme
        self.list.viewport().update()

    def go_to_search(self) -> None:
        """Let a person type what to search for."""
        self.search.setFocus()
        self.search.selectAll()

    def read(self) -> None:
        """Search again, without stopping the window; only the newest answer is shown."""
        status = self.filter.currentData()
        statuses = () if status is None else (DocumentStatus(status),)
        wanted = DocumentFilter(words=_half_typed(self.search.text()), statuses=statuses)
        ids = self._desk.services.searching.document_ids

        def found(first: int | None, progress: Progress) -> Sequence[int]:
            return ids(wanted, first=first, progress=progress)

        self._pager.ask(found, self._on_found)

    def _on_found(self, _moved: bool) -> None:
        rows = self.model.rowCount()
        self._show_chosen()
        if self._entering and rows and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._entering = False
        self._stack.setCurrentIndex(0 if rows else 1)
        if not rows:
            self._say_empty()
        self.listed.emit(rows)

    def _say_empty(self) -> None:
        if self.search.text() or self.filter.currentIndex() > 0:
            self.empty.say(self.tr("No document has these words and this status."))
        else:
            self.empty.say(self.tr("No documents yet."))

    def _show_chosen(self) -> None:
        row = self.model.row_of(self._desk.document_id)
        selection = self.list.selectionModel()
        if row is None:
            selection.setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.Clear)
        elif selection.currentIndex().row() != row or not selection.hasSelection():
            wanted = QItemSelectionModel.SelectionFlag.ClearAndSelect
            selection.setCurrentIndex(self.model.index(row, 0), wanted)

    def _on_row_chosen(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        chosen = self.model.keys[index.row()]
        if chosen != self._desk.document_id:
            self._desk.open(chosen)

    def _on_document_opened(self, _document_id: int) -> None:
        self._show_chosen()

    def _on_search_entered(self) -> None:
        """Go to what is found; the first of it opens, unless the open document is among it."""
        self._pause.stop()
        self._entering = True
        self.read()
        self.list.setFocus()

    def _on_menu_wanted(self, place: QPoint) -> None:
        if self.list.indexAt(place).isValid():
            self.menu_wanted.emit(self.list.viewport().mapToGlobal(place))


def _half_typed(words: str) -> str:
    """Return words as a search whose last one may go on: it is being typed."""
    return f"{words}*" if words[-1:].isalnum() else words
