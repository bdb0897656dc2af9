"""How tables of whole rows look and are walked, everywhere alike."""

from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from annotator.ui.keys import RETURN

ROOM: Final = 8  # pixels that a row is higher than its words
_INSET: Final = 8


def lay_rows(
    table: QTableView, *, several: bool = False, striped: bool = True, room: int = ROOM
) -> None:
    """Let a table be chosen by the row, one or `several`; no grid, no wrapping, Tab leaves it.

    `room` is how many pixels a row is higher than its words.
    """
    mode = QAbstractItemView.SelectionMode
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
    table.setAlternatingRowColors(striped)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + room)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def inset(table: QTableView) -> QWidget:
    """Return a table a little away from the edges to its left and right."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(_INSET, 0, _INSET, 0)
    column.addWidget(table)
    return holder


def choose(table: QAbstractItemView, current: QModelIndex, *more: QModelIndex) -> None:
    """Make the row of an index the current one, and choose it and those of `more` alone.

    `selectRow` and `setCurrentIndex` of a table go by the keys that are held down: what comes while
    somebody holds Shift would choose other rows, or none.
    """
    chosen, flag = table.selectionModel(), QItemSelectionModel.SelectionFlag
    chosen.setCurrentIndex(current, flag.ClearAndSelect | flag.Rows)
    for index in more:
        chosen.select(index, flag.Select | flag.Rows)


def claims(event: QEvent) -> bool:
    """Take back from the window's shortcuts what a table does with its rows: Return and Copy."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    mine = event.key() in RETURN or event.matches(QKeySequence.StandardKey.Copy)
    if mine:
        event.accept()
    return mine
