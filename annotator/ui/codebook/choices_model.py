"""The choices of a field while they are edited: each remembers the names it stands for."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_Role = Qt.ItemDataRole
_SHOWN: Final = frozenset({_Role.DisplayRole, _Role.EditRole, _Role.ToolTipRole})


class Choice(NamedTuple):
    """A choice as typed, and the stored names that it stands for."""

    text: str
    names: tuple[str, ...] = ()

    @property
    def others(self) -> str:
        """Return the other names that it stands for, in words."""
        return ", ".join(name for name in self.names if name != self.text)


def choices_of(names: Sequence[str]) -> tuple[Choice, ...]:
    """Return choices as they are stored."""
    return tuple(Choice(name, (name,)) for name in names)


def merged_in(choices: Sequence[Choice]) -> Mapping[str, str]:
    """Return what each stored name has become, those left as they were aside."""
    return {name: item.text for item in choices for name in item.names if name != item.text}


class ChoicesModel(QAbstractTableModel):
    """Holds the choices of one field.

    Signals:
        edited: the person changed something.
    """

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Choice] = []

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show exactly these."""
        self.beginResetModel()
        self._rows = list(choices)
        self.endResetModel()

    def choices(self) -> tuple[Choice, ...]:
        """Return what is shown, rows left blank aside."""
        return tuple(row for row in self._rows if row.text or row.names)

    def add(self) -> int:
        """Add a blank row and return its place."""
        row = len(self._rows)
        self.beginInsertRows(_ROOT, row, row)
        self._rows.append(Choice(""))
        self.endInsertRows()
        return row

    def remove(self, row: int) -> None:
        """Remove a choice; one that is not there is no error."""
        if 0 <= row < len(self._rows):
            self.beginRemoveRows(_ROOT, row, row)
            del self._rows[row]
            self.endRemoveRows()
            self.edited.emit()

    def merge(self, row: int, into: str) -> None:
        """Let another choice stand for this one, too."""
        gone = self._rows[row]
        self._rows = [
            item._replace(names=(*item.names, *gone.names)) if item.text == into else item
            for item in self._rows
        ]
        self.remove(row)

    def move(self, row: int, by: int) -> int:
        """Move a choice up or down, and return where it stands then."""
        place = row + by
        if 0 <= row < len(self._rows) and 0 <= place < len(self._rows):
            below = place + 1 if by > 0 else place
            self.beginMoveRows(_ROOT, row, row, _ROOT, below)
            self._rows.insert(place, self._rows.pop(row))
            self.endMoveRows()
            self.edited.emit()
            return place
        return row

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or role != _Role.DisplayRole:
            return None
        return (self.tr("Choice"), self.tr("Stands for, too"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == 0 else flags

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid() or role not in _SHOWN:
            return None
        choice = self._rows[index.row()]
        return choice.others if index.column() else choice.text

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.EditRole or not index.isValid():
            return False
        typed = " ".join(str(value or "").split())
        self._rows[index.row()] = self._rows[index.row()]._replace(text=typed)
        here = self.index(index.row(), 0)
        self.dataChanged.emit(here, here.siblingAtColumn(1))
        self.edited.emit()
        return True
