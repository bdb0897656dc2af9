"""Links and suggestions as rows."""

from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from annotator.domain.claim_link import Related
from annotator.ui.links.words import kind_of, tr, why
from annotator.ui.rows_model import Index, RowsModel, RowsTable

KIND, HERE, THERE, SPEAKER, OUTLET, DATE, WHY = range(7)
_ROOMY: Final = 760  # pixels from which on all is told in the table
_WIDER: Final = {SPEAKER: 16, OUTLET: 14}  # in digits at most


class LinksModel(RowsModel[Related]):
    """One link or suggestion a row; a link in bold, a suggestion as a question."""

    heads: ClassVar[tuple[str, ...]] = (
        *("Link", "This claim", "Other claim", "Speaker", "Outlet", "Date", "Why"),
    )
    marked: int | None = None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(item, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((self._kind(item), item.there.words, item.there.title, why(item)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._kind(item)}: {item.there.words}" if index.column() == KIND else None
        if role == Qt.ItemDataRole.FontRole and item.link is not None:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _cell(self, item: Related, column: int) -> str:
        there = item.there
        cells = {
            KIND: self._kind(item),
            HERE: item.here.words,
            THERE: there.words,
            SPEAKER: there.speaker_name or "",
            OUTLET: there.outlet or there.title,
            DATE: there.date or "",
            WHY: why(item),
        }
        return cells[column]

    def _kind(self, item: Related) -> str:
        if item.link is not None:
            return kind_of(item)
        if item.there.id == self.marked:
            return tr("link to this?")
        return tr("{0}?").format(kind_of(item))


class LinksTable(RowsTable):
    """Shows as many columns as there is room for; the claim here only among all of a project."""

    def __init__(self, model: LinksModel, parent: QWidget | None = None) -> None:
        super().__init__(model, tr("Links and suggestions"), stretch=THERE, parent=parent)
        self._everywhere = False
        self._arrange()

    def show_everywhere(self, *, on: bool) -> None:
        """Show which claim each row is about, or not."""
        self._everywhere = on
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        roomy = self.viewport().width() >= _ROOMY
        for column in (SPEAKER, OUTLET, DATE, WHY):
            self.setColumnHidden(column, not roomy)
        self.setColumnHidden(HERE, not self._everywhere)
        header = self.horizontalHeader()
        for column in (HERE, THERE, WHY):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        digit = self.fontMetrics().horizontalAdvance("0")
        for column, digits in _WIDER.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, digits * digit)
