"""The table of a long list: any number of rows, sorted by the service."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from annotator.ui.keys import RETURN
from annotator.ui.paging.delegate import LineDelegate, RowPainter
from annotator.ui.paging.model import PagedModel
from annotator.ui.roomy_columns import RoomyColumns
from annotator.ui.whole_rows import choose, claims, lay_rows

_LEAST: Final = 50  # digits of a column that stretches, before others grow


class PagedTable(QTableView):
    """Shows a paged model; a click on a heading asks for another order.

    Signals:
        followed: the row whose place is wanted: Return, or a double click.
        sorted: the order asked for (as the column has it), and whether from the highest.
        copied: the chosen rows are to be copied.
    """

    followed = Signal(int)
    sorted = Signal(object, bool)
    copied = Signal()

    def __init__(self, model: PagedModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paged = model
        self.setModel(model)
        self.setItemDelegate(LineDelegate(model, self))
        self._rows = RowPainter(model, self)
        self.setAccessibleName(name)
        lay_rows(self, several=True, striped=False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(False)
        header.sortIndicatorChanged.connect(self._on_sorted)
        self.doubleClicked.connect(lambda index: self.followed.emit(index.row()))

    def share_out(
        self, digits: Mapping[int, int], stretch: Collection[int], roomy: Collection[int] = ()
    ) -> None:
        """Give columns a width in digits, the `roomy` more where there is; `stretch` the rest."""
        header, digit = self.horizontalHeader(), self.fontMetrics().horizontalAdvance("0")
        header.setMinimumSectionSize(4 * digit)
        for column, wide in digits.items():
            header.resizeSection(column, wide * digit)
        if roomy:
            RoomyColumns(self, {column: digits[column] for column in roomy}, _LEAST * len(stretch))
        for column in stretch:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def show_order(self, order: object, *, descending: bool) -> None:
        """Mark the heading of an order, without asking for it."""
        orders = [column.order for column in self._paged.columns]
        column = orders.index(order) if order in orders else -1
        direction = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(column, direction)
        header.blockSignals(False)

    def rows(self) -> list[int]:
        """Return the chosen rows, from the first."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def chosen_keys(self) -> list[Any]:
        """Return the keys of the chosen rows, from the first."""
        return [self._paged.keys[row] for row in self.rows()]

    def keep_row(self, key: object) -> None:
        """Make the row of a key the current one, where it is listed still."""
        row = self._paged.row_of(key)
        if row is not None:
            choose(self, self._paged.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURN and self.currentIndex().isValid():
            self.followed.emit(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            self._rows.paint(painter, event.rect())

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

    def text_of_rows(self) -> str:
        """Return the chosen rows that are known as tab-separated values, headings first."""
        heading = "\t".join(column.title for column in self._paged.columns)
        lines = (self._paged.line(row) for row in self.rows())
        told = ("\t".join(c.text(line) for c in self._paged.columns) for line in lines if line)
        return "\n".join([heading, *told])

    def current_key(self) -> Any:
        """Return the key of the current row, None where there is none."""
        index: QModelIndex = self.currentIndex()
        return self._paged.keys[index.row()] if index.isValid() else None

    def _on_sorted(self, column: int, direction: Qt.SortOrder) -> None:
        order = self._paged.columns[column].order if column >= 0 else None
        if order is not None:
            self.sorted.emit(order, direction == Qt.SortOrder.DescendingOrder)
