"""The registry as a Qt table: sorted and searched in memory, so that thousands are quick."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.domain.speaker import Speaker
from annotator.domain.words import fold, spellings, words_of
from annotator.services.speakers import Registered
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.icons import icon
from annotator.ui.record.speaker_kinds import KIND_ICONS, kind_label

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_Role = Qt.ItemDataRole
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it tells, its text, and what it is sorted by."""

    heading: str
    tip: str
    text: Callable[[Registered], str]
    rank: Callable[[Registered], int | str]
    number: bool = False

    @property
    def title(self) -> str:
        """Return the heading in the language of the interface."""
        return QCoreApplication.translate("Speakers", self.heading)


def _aliases(item: Registered) -> str:
    return ", ".join(item.speaker.body.aliases)


def _roles(item: Registered) -> str:
    return "; ".join(role.words for role in item.speaker.body.roles)


def _count(number: int) -> str:
    return str(number) if number else ""


COLUMNS: Final = (
    Column(
        QT_TRANSLATE_NOOP("Speakers", "Name"),
        QT_TRANSLATE_NOOP("Speakers", "The canonical name"),
        lambda item: item.speaker.name,
        lambda item: fold(item.speaker.name),
    ),
    Column(
        QT_TRANSLATE_NOOP("Speakers", "Kind"),
        QT_TRANSLATE_NOOP("Speakers", "What sort of source it is"),
        lambda item: kind_label(item.speaker.body.kind),
        lambda item: kind_label(item.speaker.body.kind),
    ),
    Column(
        QT_TRANSLATE_NOOP("Speakers", "Claims"),
        QT_TRANSLATE_NOOP("Speakers", "In how many claims it speaks"),
        lambda item: _count(item.use.claims),
        lambda item: -item.use.claims,
        number=True,
    ),
    Column(
        QT_TRANSLATE_NOOP("Speakers", "Approved"),
        QT_TRANSLATE_NOOP("Speakers", "How many of those claims are approved"),
        lambda item: _count(item.use.approved),
        lambda item: -item.use.approved,
        number=True,
    ),
    Column(
        QT_TRANSLATE_NOOP("Speakers", "In chains"),
        QT_TRANSLATE_NOOP("Speakers", "How often it passes on the words of another"),
        lambda item: _count(item.use.chains),
        lambda item: -item.use.chains,
        number=True,
    ),
    Column(
        QT_TRANSLATE_NOOP("Speakers", "Also called"),
        QT_TRANSLATE_NOOP("Speakers", "Other spellings and names"),
        _aliases,
        lambda item: fold(_aliases(item)),
    ),
    Column(
        QT_TRANSLATE_NOOP("Speakers", "Roles"),
        QT_TRANSLATE_NOOP("Speakers", "Offices and affiliations, with their dates"),
        _roles,
        lambda item: fold(_roles(item)),
    ),
)
NAME, KIND, ALIASES, ROLES = 0, 1, 5, 6


class RegistryModel(QAbstractTableModel):
    """Shows those speakers whose names hold what is looked for; changes nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[tuple[Registered, str], ...] = ()
        self._rows: list[Registered] = []
        self._words = ""
        self._column, self._order = NAME, Qt.SortOrder.AscendingOrder

    @property
    def everybody(self) -> tuple[Registered, ...]:
        """Return the whole registry, those left out by the search too."""
        return tuple(item for item, _names in self._all)

    def show_registry(self, registry: Sequence[Registered]) -> None:
        """Show exactly these speakers, as far as the search leaves them."""
        self._all = tuple((item, _searched(item.speaker)) for item in registry)
        self._arrange()

    def look_for(self, words: str) -> None:
        """Keep those of whose names one holds each of these words, in any usual spelling."""
        self._words = words
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._order = max(column, NAME), order
        self._arrange()

    def at(self, row: int) -> Registered:
        """Return what stands in a row."""
        return self._rows[row]

    def row_of(self, speaker_id: int | None) -> int:
        """Return the row of a speaker, or -1."""
        ids = (row for row, item in enumerate(self._rows) if item.speaker.id == speaker_id)
        return next(ids, -1)

    def named(self, name: str) -> Speaker | None:
        """Return the speaker called so, capitals and accents aside."""
        wanted = words_of(name)
        found = (item.speaker for item, _names in self._all)
        return next((item for item in found if words_of(item.name) == wanted), None)

    def _arrange(self) -> None:
        sought = [_sought(word) for word in words_of(self._words)]
        self.beginResetModel()
        kept = [item for item, names in self._all if all(word.search(names) for word in sought)]
        backwards = self._order == Qt.SortOrder.DescendingOrder
        kept.sort(key=COLUMNS[NAME].rank)
        kept.sort(key=COLUMNS[self._column].rank, reverse=backwards)
        self._rows = kept
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == _Role.TextAlignmentRole and column.number:
            return _RIGHT
        words = {_Role.DisplayRole: column.heading, _Role.ToolTipRole: column.tip}.get(_Role(role))
        return None if words is None else QCoreApplication.translate("Speakers", words)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item, column = self._rows[index.row()], COLUMNS[index.column()]
        match role:
            case _Role.ToolTipRole if index.column() == NAME:
                return "\n".join(filter(None, (item.speaker.name, _aliases(item), _roles(item))))
            case _Role.DisplayRole | _Role.ToolTipRole:
                return column.text(item)
            case _Role.DecorationRole if index.column() == KIND:
                return icon(KIND_ICONS[item.speaker.body.kind])
            case _Role.TextAlignmentRole if column.number:
                return _RIGHT
            case _:
                return None


def _searched(speaker: Speaker) -> str:
    """Return the names of a speaker for looking into, folded."""
    return "\n".join(fold(name) for name in (*speaker.names, speaker.body.external_id or ""))


def _sought(word: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, spellings(word))))
