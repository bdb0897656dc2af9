"""What waits, grouped by document, as a Qt tree."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from annotator.domain.history import RecordKind
from annotator.domain.waiting import QueueItem
from annotator.ui.claims.standing import STATUSES
from annotator.ui.icons import icon
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Subject = tuple[RecordKind, int]
_ROOT: Final = QModelIndex()
_TOP: Final = 0  # the internal id of a document; an item has its document's row + 1
_Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Group:
    """A document and what waits in it."""

    document_id: int
    title: str
    items: tuple[QueueItem, ...]


def grouped(items: Sequence[QueueItem]) -> tuple[Group, ...]:
    """Return items by document; those of a document stand together already."""
    return tuple(
        Group(document, found[0].group, found)
        for document, part in groupby(items, key=lambda item: item.document_id)
        if (found := tuple(part))
    )


class QueueModel(QAbstractItemModel):
    """Shows a queue; `words` says in a line what an item is, and is asked only when shown.

    `mine` is the id of the user, whose own edits are told apart.
    """

    def __init__(
        self,
        words: Callable[[QueueItem], str],
        theme: Theme,
        mine: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._mine = mine
        self._groups: tuple[Group, ...] = ()

    def show_items(self, items: Sequence[QueueItem]) -> bool:
        """Show exactly these items; return whether they are others than before."""
        groups = grouped(items)
        if groups == self._groups:
            return False
        self.beginResetModel()
        self._groups = groups
        self.endResetModel()
        return True

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.layoutChanged.emit()

    def item(self, index: Index) -> QueueItem | None:
        """Return the item at an index, or None at a document's."""
        if not index.isValid() or index.internalId() == _TOP:
            return None
        return self._groups[index.internalId() - 1].items[index.row()]

    def index_of(self, subject: Subject | None) -> QModelIndex:
        """Return where an item stands; an invalid index if it does not wait."""
        for row, group in enumerate(self._groups):
            for at, item in enumerate(group.items):
                if (item.kind, item.id) == subject:
                    return self.createIndex(at, 0, row + 1)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # QObject.parent() differs
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self._groups)
        top = parent.internalId() == _TOP and parent.column() == 0
        return len(self._groups[parent.row()].items) if top else 0

    def columnCount(self, _parent: Index = _ROOT) -> int:
        return 1

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.item(index)
        return self._of_group(index.row(), role) if item is None else self._of_item(item, role)

    def _of_group(self, row: int, role: int) -> Any:
        group = self._groups[row]
        match role:
            case _Role.DisplayRole:
                return f"{len(group.items)} · {group.title}"
            case _Role.ToolTipRole:
                return group.title
            case _Role.FontRole:
                return _bold()
            case _:
                return None

    def _of_item(self, item: QueueItem, role: int) -> Any:
        mine = item.editor == self._mine
        match role:
            case _Role.DisplayRole:
                return self._words(item)
            case _Role.DecorationRole:
                return icon("document" if item.kind is RecordKind.RECORD else _icon(item))
            case _Role.ForegroundRole if mine:
                return QColor(self._theme.muted)
            case _Role.ToolTipRole:
                mark = self.tr("You edited this last.") if mine else ""
                return f"{self._words(item)}\n{mark}".strip()
            case _:
                return None


def _icon(item: QueueItem) -> str:
    return STATUSES[item.status].icon


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
