"""The list of documents as a table of one column: a list of a million would be laid out whole."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.ui.documents.list_model import DocumentListModel
from annotator.ui.documents.row import DocumentRow

_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)


class DocumentTable(QTableView):
    """Shows one document a row; Home and End go to the first and the last."""

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
        rows = self.model().rowCount()
        if event.key() in _ENDS and rows:
            wanted = rows - 1 if event.key() == Qt.Key.Key_End else 0
            self.setCurrentIndex(self.model().index(wanted, 0))
        else:
            super().keyPressEvent(event)
