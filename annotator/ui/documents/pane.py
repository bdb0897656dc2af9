"""The documents: a search box, a filter, and the list."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.document import DocumentStatus
from annotator.domain.filter import DocumentFilter
from annotator.domain.query import half_typed
from annotator.runtime.progress import Progress
from annotator.ui.assigning.whose import WhoseDocuments
from annotator.ui.desk import Desk
from annotator.ui.documents.list_model import STATUS_WORDS, DocumentListModel
from annotator.ui.documents.panels import ListPanels
from annotator.ui.documents.row import DocumentRow
from annotator.ui.documents.table import DocumentTable
from annotator.ui.empty_state import EmptyState
from annotator.ui.jobs import JobRunner
from annotator.ui.list_names import name_list
from annotator.ui.paging.pager import Pager
from annotator.ui.returned import returned_to
from annotator.ui.theme import Theme

PAUSE_MS: Final = 150
STEP_MS: Final = 40  # between two keys that move the row: no document opens so long
RETURNED_TO_ME: Final = "returned to me"


class DocumentsPane(QWidget):
    """Lists the documents that the search and the filter leave; the chosen one opens.

    Signals:
        listed: how many documents are listed now.
        menu_wanted: a place on the screen, for the menu of the open document.
        left: the keyboard is wanted where the work is.
    """

    listed = Signal(int)
    menu_wanted = Signal(QPoint)
    left = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: JobRunner,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._entering = False
        self._awaited: int | None = None  # the document to which keys moved the row
        self.model = DocumentListModel(self)
        lines = desk.services.searching.document_lines
        self._pager = Pager(self.model, lines, jobs, desk.report, self)
        self.search = QLineEdit(self)
        self.filter = QComboBox(self)
        self.whose = WhoseDocuments(desk, jobs, self)
        self._all = QAction(self.tr("Show all documents"), self)
        self.returned = QToolButton(self)
        self._row = DocumentRow(theme, self)
        self.list = DocumentTable(self.model, self._row, self)
        self.empty = EmptyState(self)
        self.panels = ListPanels(desk, jobs, lambda: self.model.keys, self)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._step = QTimer(self, interval=STEP_MS, singleShot=True)
        self._build()
        self._connect()
        self.read()

    def _build(self) -> None:
        self.search.setPlaceholderText(self.tr("Search the words of all documents"))
        self.search.setAccessibleName(self.tr("Search documents"))
        self.search.setObjectName("documentSearch")
        self.search.setClearButtonEnabled(True)
        name_list(self.filter, self.tr("Show documents that are"))
        self.filter.setObjectName("documentFilter")
        self.filter.addItem(self.tr("All documents"), None)
        for status, words in STATUS_WORDS.items():
            self.filter.addItem(self.tr(words).capitalize(), status)
        self.filter.addItem(self.tr("Returned to me"), RETURNED_TO_ME)
        self.returned.setObjectName("returnedToMe")
        self.returned.setCheckable(True)
        self.returned.setToolTip(self.tr("Show only documents with something returned to me"))
        self.returned.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.returned.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(self.search)
        head.addWidget(self.filter)
        head.addWidget(self.whose)
        head.addWidget(self.returned, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(head)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column.addLayout(self._stack, 1)
        column.addWidget(self.panels)

    def _connect(self) -> None:
        bridge = self._desk.bridge
        bridge.document_changed.connect(self.read)
        bridge.documents_changed.connect(self.read)
        self._desk.document_opened.connect(self._on_document_opened)
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self._on_search_entered)
        down = QShortcut(Qt.Key.Key_Down, self.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._on_search_entered)
        away = QShortcut(Qt.Key.Key_Escape, self.search, context=Qt.ShortcutContext.WidgetShortcut)
        away.activated.connect(self._on_escaped)
        self.filter.currentIndexChanged.connect(self._on_filter_changed)
        self.whose.currentIndexChanged.connect(self.read)
        self.panels.closed.connect(self.list.setFocus)
        self.returned.clicked.connect(self._on_returned_wanted)
        self._all.triggered.connect(self.show_all)
        self._pause.timeout.connect(self.read)
        self._step.timeout.connect(self._on_step_rested)
        self.list.left.connect(self._on_list_left)
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

    def assign(self) -> None:
        """Ask who is to read the open document, or those that are listed."""
        self.panels.begin(self.panels.assigning)

    def submit_listed(self) -> None:
        """Show what submitting all that are listed would do."""
        self.panels.begin(self.panels.submitting)

    def show_all(self) -> None:
        """List every document again."""
        self.search.clear()
        self.filter.setCurrentIndex(0)
        self.whose.setCurrentIndex(0)
        self.list.setFocus()

    def show_returned(self, number: int) -> None:
        """Offer to show only what was returned to the user, as long as there is something."""
        self.returned.setText(self.tr("Returned to me {0}").format(number))
        self.returned.setVisible(number > 0 or self.returned.isChecked())

    def read(self) -> None:
        """Search again, without stopping the window; only the newest answer is shown."""
        status = self.filter.currentData()
        mine = status == RETURNED_TO_ME
        statuses = () if status is None or mine else (DocumentStatus(status),)
        words = half_typed(self.search.text())
        wanted = self.whose.narrowed(DocumentFilter(words=words, statuses=statuses))
        services = self._desk.services
        ids = services.searching.document_ids

        def found(first: int | None, progress: Progress) -> Sequence[int]:
            if not mine:
                return ids(wanted, first=first, progress=progress)
            kept = {item.document_id for item in returned_to(services)}
            return [number for number in ids(wanted, progress=progress) if number in kept]

        self._pager.ask(found, self._on_found)

    def _on_filter_changed(self) -> None:
        self.returned.setChecked(self.filter.currentData() == RETURNED_TO_ME)
        self.read()

    def _on_returned_wanted(self, wanted: bool) -> None:
        at = self.filter.findData(RETURNED_TO_ME) if wanted else 0
        self.filter.setCurrentIndex(at)

    def _on_found(self, _moved: bool) -> None:
        rows = self.model.rowCount()
        self._show_chosen()
        if self._entering and rows and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._entering = False
        self._stack.setCurrentIndex(0 if rows else 1)
        if not rows:
            self._say_empty()
        self.panels.look()
        self.listed.emit(rows)

    def _say_empty(self) -> None:
        if self.search.text() or self.filter.currentIndex() > 0 or self.whose.currentIndex() > 0:
            self.empty.say(self.tr("No document has these words and this status."), [self._all])
        else:
            self.empty.say(self.tr("No documents yet."), ["import", "paste"])

    def _show_chosen(self) -> None:
        shown = self._desk.document_id if self._awaited is None else self._awaited
        row = self.model.row_of(shown)
        selection = self.list.selectionModel()
        if row is None:
            selection.setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.Clear)
        elif selection.currentIndex().row() != row or not selection.hasSelection():
            wanted = QItemSelectionModel.SelectionFlag.ClearAndSelect
            selection.setCurrentIndex(self.model.index(row, 0), wanted)

    def _on_row_chosen(self, index: QModelIndex) -> None:
        """Open what was chosen; keys that go from row to row open where they come to rest."""
        if not index.isValid():
            return
        chosen = self.model.keys[index.row()]
        if chosen == self._awaited or (self._awaited is None and chosen == self._desk.document_id):
            return
        if self.list.stepping:
            self._awaited = chosen
            self._desk.stay()
            self._step.start()
        else:
            self._desk.open(chosen)

    def _on_step_rested(self) -> None:
        if self._awaited is not None:
            self._desk.open_beside(self._awaited, self._jobs)

    def _on_list_left(self) -> None:
        """Open at once what keys have moved to, since something may be done with it now."""
        awaited = self._awaited
        if awaited is not None:
            self._arrive()
            self._desk.open(awaited)

    def _arrive(self) -> None:
        self._awaited = None
        self._step.stop()

    def _on_document_opened(self, _document_id: int) -> None:
        self._arrive()
        self._show_chosen()

    def _on_search_entered(self) -> None:
        """Go to what is found; the first of it opens, unless the open document is among it."""
        self._pause.stop()
        self._entering = True
        self.read()
        self.list.setFocus()

    def _on_escaped(self) -> None:
        """Forget the words; with none, leave the box."""
        if self.search.text():
            self.search.clear()
        else:
            self.left.emit()

    def _on_menu_wanted(self, place: QPoint) -> None:
        if self.list.indexAt(place).isValid():
            self.menu_wanted.emit(self.list.viewport().mapToGlobal(place))
