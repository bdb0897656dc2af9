"""The claims that an act would touch, by document."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from annotator.domain.merging import Touched
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.rows_model import RowsModel
from annotator.ui.whole_rows import lay_rows


class TouchedModel(RowsModel[Touched]):
    """One document a row, with how many of its claims are touched and are approved."""

    heads: ClassVar[tuple[str, ...]] = (
        QT_TRANSLATE_NOOP("TouchedModel", "Document"),
        QT_TRANSLATE_NOOP("TouchedModel", "Claims"),
        QT_TRANSLATE_NOOP("TouchedModel", "Approved"),
    )
    numbers: ClassVar[frozenset[int]] = frozenset({1, 2})

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        item = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return (item.title, str(item.claims), str(item.approved or ""))[index.column()]
        return self.alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None


class TouchedTable(QTableView):
    """Shows the documents that an act would reach; out of sight while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = TouchedModel(parent=self)
        self.setModel(self._rows)
        self.setAccessibleName(self.tr("Claims that are touched, by document"))
        lay_rows(self, several=True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_touched(self, touched: Sequence[Touched]) -> None:
        """Show these documents."""
        self._rows.show_rows(touched)
        self.setVisible(bool(touched))


def counted(claims: int, documents: int = 0) -> str:
    """Return how many claims there are, and in how many documents if that is said."""

    def tr(words: str) -> str:
        return QCoreApplication.translate("Touched", words)

    told = tr("1 claim") if claims == 1 else tr("{0} claims").format(claims)
    if not documents:
        return told
    where = tr("1 document") if documents == 1 else tr("{0} documents").format(documents)
    return tr("{0} in {1}").format(told, where)
