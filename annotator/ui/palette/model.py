"""What the palette found, as rows."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.ui.palette.entries import Entry

ENTRY: Final = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class PaletteModel(QAbstractListModel):
    """Rows of entries; each is read out whole, with its key and why it cannot be done."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Entry, ...] = ()

    def show_rows(self, rows: Sequence[Entry]) -> None:
        """Show exactly these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.why_not or None
        return entry if role == ENTRY else None

    def spoken(self, entry: Entry) -> str:
        """Return an entry in words, as a screen reader says it."""
        parts = [entry.words]
        if entry.on is not None:
            parts.append(self.tr("on") if entry.on else self.tr("off"))
        parts.append(entry.told)
        if entry.keys:
            parts.append(self.tr("key {0}").format(entry.keys[0]))
        if entry.why_not:
            parts.append(self.tr("not now: {0}").format(entry.why_not))
        return ", ".join(parts)
