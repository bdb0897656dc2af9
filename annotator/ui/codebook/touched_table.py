"""The claims and documents that a change would touch, as a table to go from."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus
from annotator.services.codebook_gathering import Touched
from annotator.ui.claims.standing import STATUSES
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.rows_model import RowsModel
from annotator.ui.whole_rows import lay_rows

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class TouchedModel(RowsModel[Touched]):
    """Shows what is touched; changes nothing."""

    heads: ClassVar[tuple[str, ...]] = (
        QT_TRANSLATE_NOOP("TouchedModel", "Words"),
        QT_TRANSLATE_NOOP("TouchedModel", "Status"),
        QT_TRANSLATE_NOOP("TouchedModel", "Document"),
    )

    def cells(self, item: Touched) -> Sequence[str]:
        words = item.words if item.kind is RecordKind.CLAIM else self.tr("(the document)")
        return (words, STATUSES[ReviewStatus(item.status)].text, item.headline)


class TouchedTable(QTableView):
    """One row a claim or document; a click or Return goes there.

    Signals:
        chosen: the `Touched` to go to.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TouchedModel(parent=self)
        self.setModel(self.rows)
        self.setAccessibleName(self.tr("Claims and documents that are touched"))
        lay_rows(self)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows.rows[index.row()])
