"""The bottom pane: the claims of the open document."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from annotator.domain.codebook import Codebook
from annotator.domain.sheet import Sheet
from annotator.services.drafting import Item
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.claims.columns import COLUMNS, CONTENT, STATUS, Page
from annotator.ui.claims.filters import Filter, FilterBar, FilteredClaims
from annotator.ui.claims.model import ClaimsModel
from annotator.ui.desk import Desk
from annotator.ui.desk_place import key_of
from annotator.ui.desk_walk import Arrangement
from annotator.ui.empty_state import EmptyOver
from annotator.ui.roomy_columns import RoomyColumns
from annotator.ui.whole_rows import choose, lay_rows

_WIDTHS = {1: 15, 4: 9}  # in digits: speaker and tags, which a person may widen
_LEAST = 50  # digits of the content, before others grow
_SNUG = (0, 3, STATUS, 6)  # line, kind, status and score: as wide as what is in sight


class ClaimsTable(QTableView):
    """A table of items, one row each.

    Signals:
        copied: the chosen rows are to be copied.
    """

    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Claims of the document"))
        lay_rows(self, several=True)
        self.setSortingEnabled(True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_copy(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_copy(event):
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Give each column its share of the width; the content takes what is left."""
        header = self.horizontalHeader()
        digit = self.fontMetrics().horizontalAdvance("0")
        header.setMinimumSectionSize(digit * 4)
        header.setStretchLastSection(False)
        header.setSectionsMovable(True)
        RoomyColumns(self, _WIDTHS, _LEAST)
        header.setResizeContentsPrecision(0)
        for column in _SNUG:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(CONTENT, QHeaderView.ResizeMode.Stretch)


class ClaimsPanel(QWidget):
    """Shows the desk's items; the row that is current and the desk's current item are one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._following = False
        self._sorted = (0, Qt.SortOrder.AscendingOrder)
        self.model = ClaimsModel(theme_keeper().current, self)
        self.proxy = FilteredClaims(self)
        self.proxy.setSourceModel(self.model)
        self.bar = FilterBar(self)
        self.table = ClaimsTable(self)
        self.table.setModel(self.proxy)
        self.table.fit()
        self.empty = EmptyOver(self.table)
        self.copy = QAction(self.tr("Copy rows"), self.table)
        self.table.addAction(self.copy)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.table)
        self._connect()
        self.sort_by(0, descending=False)
        self._on_sheet_changed()

    @property
    def sorted_by(self) -> tuple[int, bool]:
        """Return the number of the column the rows are sorted by, and whether from the highest."""
        column, order = self._sorted
        return column, order is Qt.SortOrder.DescendingOrder

    def sort_by(self, column: int, *, descending: bool) -> None:
        """Sort the rows by a column; one that is not there is the first."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.sortByColumn(column if 0 <= column < len(COLUMNS) else 0, order)

    def _connect(self) -> None:
        self._desk.sheet_changed.connect(self._on_sheet_changed)
        self._desk.current_changed.connect(self._on_current_changed)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_sorted)
        self.bar.chosen.connect(self._on_filter_chosen)
        self.bar.hidden_wanted.connect(self._on_hidden_wanted)
        self.copy.triggered.connect(self.copy_rows)
        self.table.copied.connect(self.copy_rows)
        theme_keeper().changed.connect(self.model.set_theme)

    def _on_sheet_changed(self) -> None:
        sheet = self._desk.sheet
        page = None if sheet is None else Page(sheet, self._desk.codebook)
        self._following = True
        self.model.show_items(page, self._desk.items)
        self._following = False
        self.bar.count(self._desk.items)
        self.bar.say_hidden(len(self._desk.hidden), self._desk.hide_below)
        self._say_empty()
        self._on_current_changed()

    def _say_empty(self) -> None:
        """Say why no claims are listed, and what would change that."""
        sheet = self._desk.sheet
        if sheet is None:
            self.empty.say(self.tr("The claims of the open document stand here."))
        elif self.model.rowCount():
            self.empty.say(self.tr("No claim of this document is as chosen above."))
        else:
            words = self.tr("No claims yet. Let the engine read, or select what was said.")
            self.empty.say(words, ["select", "no_claims"] if sheet.layers else ["propose_here"])

    def _on_current_changed(self) -> None:
        item = self._desk.current
        row = self.model.row_of(key_of(item)) if item is not None else -1
        index = self.proxy.mapFromSource(self.model.index(row, 0)) if row >= 0 else QModelIndex()
        if index.row() == self.table.currentIndex().row() and index.isValid():
            self._show_whole(index)
            return
        self._following = True
        if index.isValid():
            choose(self.table, index)
            self.table.scrollTo(index)
        else:
            self.table.selectionModel().clear()
        self._following = False

    def _show_whole(self, index: QModelIndex) -> None:
        """Scroll where a row is cut off at an edge; one that was scrolled away stays away."""
        seen, row = self.table.viewport().rect(), self.table.visualRect(index)
        if seen.intersects(row) and not (seen.top() <= row.top() and row.bottom() <= seen.bottom()):
            self.table.scrollTo(index)

    def _on_row_changed(self, current: QModelIndex) -> None:
        if not self._following and current.isValid():
            self._desk.select(key_of(self.model.item(self._source_row(current.row()))))

    def _on_filter_chosen(self, chosen: Filter) -> None:
        self._following = True
        self.proxy.choose(chosen)
        self._following = False
        self._arrange()
        self._on_current_changed()

    def _on_sorted(self, column: int, order: Qt.SortOrder) -> None:
        self._sorted = (column, order)
        self._arrange()

    def _arrange(self) -> None:
        """Let the desk go from item to item as the rows stand."""
        column, descending = self.sorted_by
        ranks = partial(_ranks, column, self._desk.codebook)
        self._desk.arrange(Arrangement(ranks, descending, self.proxy.keeps))

    def _on_hidden_wanted(self) -> None:
        self._desk.hide_below = 0.0

    def copy_rows(self) -> None:
        """Put the chosen rows on the clipboard as tab-separated values, headings first."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        if not rows:
            return
        heading = "\t".join(column.title for column in COLUMNS)
        lines = (
            self.model.line(self.proxy.mapToSource(self.proxy.index(row, 0)).row()) for row in rows
        )
        QGuiApplication.clipboard().setText("\n".join([heading, *lines]))

    def _source_row(self, row: int) -> int:
        return self.proxy.mapToSource(self.proxy.index(row, 0)).row()


def _ranks(column: int, codebook: Codebook, sheet: Sheet) -> Callable[[Item], Any]:
    page = Page(sheet, codebook)
    return lambda item: COLUMNS[column].rank(item, page)


def _is_copy(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy)
