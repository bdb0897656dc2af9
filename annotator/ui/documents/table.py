"""The list of documents as a table of one column: a list of a million would be laid out whole."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.ui.documents.list_model import DocumentListModel
from annotator.ui.documents.row import DocumentRow

_ENDS: Final = (Qt.Key.Key_Home, Qt.Key.Key_End)
_STEPS: Final = {
    *_ENDS,
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
}


class DocumentTable(QTableView):
    """Shows one document a row; Home and End go to the first and the last.

    Signals:
        left: a key that moves nothing was pressed, or the focus is elsewhere now: whoever went from
            row to row has arrived.
    """

    left = Signal()
    stepping = False
    """Whether the current row is just being moved by a key."""

    def __init__(
        self, model: DocumentListModel, row: DocumentRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(row)
        self.setObjectName("documentList")
        self.setAccessibleName(self.tr("Documents"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row.sizeHint(option, model.index(0, 0)).height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows, self.stepping = self.model().rowCount(), event.key() in _STEPS
        if event.key() in _ENDS and rows:
            wanted = rows - 1 if event.key() == Qt.Key.Key_End else 0
            self.setCurrentIndex(self.model().index(wanted, 0))
        else:
            super().keyPressEvent(event)
        self.stepping = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.ShortcutOverride
        if pressed and isinstance(event, QKeyEvent) and event.key() not in _STEPS:
            self.left.emit()
        return super().event(event)
