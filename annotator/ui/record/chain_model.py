"""The source chain of an item as a Qt table, the outermost link first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from annotator.ui.claims.words import QT_TRANSLATE_NOOP

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_NONE: Final = "–"


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link in words; None where it has none."""

    speaker: str | None
    source: str | None
    cue: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it tells, and its text."""

    heading: str
    tip: str
    text: Callable[[ShownLink], str | None]


COLUMNS: Final = (
    Column(
        QT_TRANSLATE_NOOP("Chain", "Speaker"),
        QT_TRANSLATE_NOOP("Chain", "Whom the words name"),
        lambda link: link.speaker,
    ),
    Column(
        QT_TRANSLATE_NOOP("Chain", "Source"),
        QT_TRANSLATE_NOOP("Chain", "The words that name who says it (W)"),
        lambda link: link.source,
    ),
    Column(
        QT_TRANSLATE_NOOP("Chain", "Cue"),
        QT_TRANSLATE_NOOP("Chain", "The words that say that it is said (Q)"),
        lambda link: link.cue,
    ),
)
_HEADER_ROLES: Final[dict[int, Callable[[Column], str]]] = {
    Qt.ItemDataRole.DisplayRole: lambda column: column.heading,
    Qt.ItemDataRole.ToolTipRole: lambda column: column.tip,
}


class ChainModel(QAbstractTableModel):
    """Shows links; changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._links: tuple[ShownLink, ...] = ()

    def show_links(self, links: tuple[ShownLink, ...]) -> None:
        """Show exactly these links."""
        if links == self._links:
            return
        if len(links) == len(self._links):
            self._links = links
            last = self.index(len(links) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._links = links
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._links)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        wanted = _HEADER_ROLES.get(role)
        if orientation == Qt.Orientation.Vertical or wanted is None:
            return None
        return QCoreApplication.translate("Chain", wanted(COLUMNS[section]))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        words = COLUMNS[index.column()].text(self._links[index.row()])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words or _NONE
            case Qt.ItemDataRole.ToolTipRole:
                return words
            case _:
                return None
