"""The registry as a Qt table."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from annotator.domain.speaker import Role, Speaker
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.record.speaker_choices import folded
from annotator.ui.record.speaker_kinds import kind_label

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_Role = Qt.ItemDataRole
SORT: Final = int(_Role.UserRole)
SEARCHED: Final = SORT + 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its text for a speaker named so often in the open document."""

    heading: str
    tip: str
    text: Callable[[Speaker, int], str]


def role_words(role: Role) -> str:
    """Return a role in one line."""
    held = f"{role.title}, {role.affiliation}" if role.affiliation else role.title
    if not (role.since or role.until):
        return held
    return f"{held} ({role.since or '…'} – {role.until or '…'})"


COLUMNS: Final = (
    Column(
        QT_TRANSLATE_NOOP("Speakers", "Name"),
        QT_TRANSLATE_NOOP("Speakers", "The canonical name"),
        lambda speaker, _here: speaker.name,
    ),
    Column(
        QT_TRANSLATE_NOOP("Speakers", "Kind"),
        QT_TRANSLATE_NOOP("Speakers", "What sort of source it is"),
        lambda speaker, _here: kind_label(speaker.body.kind),
    ),
    Column(
        QT_TRANSLATE_NOOP("Speakers", "Also called"),
        QT_TRANSLATE_NOOP("Speakers", "Other spellings and names"),
        lambda speaker, _here: ", ".join(speaker.body.aliases),
    ),
    Column(
        QT_TRANSLATE_NOOP("Speakers", "Roles"),
        QT_TRANSLATE_NOOP("Speakers", "Offices and affiliations, with their dates"),
        lambda speaker, _here: "; ".join(map(role_words, speaker.body.roles)),
    ),
    Column(
        QT_TRANSLATE_NOOP("Speakers", "Here"),
        QT_TRANSLATE_NOOP("Speakers", "How many claims of the open document"),
        lambda _speaker, here: str(here or ""),
    ),
)
HERE: Final = 4


class SpeakersModel(QAbstractTableModel):
    """Shows speakers; changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._speakers: tuple[Speaker, ...] = ()
        self._here: Mapping[int, int] = Counter()

    def show_speakers(self, speakers: Sequence[Speaker], here: Mapping[int, int]) -> None:
        """Show exactly these speakers, and how often the open document names each."""
        before = [speaker.id for speaker in self._speakers]
        if before == [speaker.id for speaker in speakers]:
            self._speakers, self._here = tuple(speakers), here
            if before:
                last = self.index(len(before) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._speakers, self._here = tuple(speakers), here
        self.endResetModel()

    def speaker(self, row: int) -> Speaker:
        """Return the speaker in a row."""
        return self._speakers[row]

    def row_of(self, speaker_id: int | None) -> int:
        """Return the row of a speaker, or -1."""
        ids = (row for row, item in enumerate(self._speakers) if item.id == speaker_id)
        return next(ids, -1)

    def named(self, name: str) -> Speaker | None:
        """Return the speaker called so, capitals and accents aside."""
        wanted = folded(name)
        return next((item for item in self._speakers if folded(item.name) == wanted), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._speakers)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(COLUMNS):
            return None
        words = {
            _Role.DisplayRole: COLUMNS[section].heading,
            _Role.ToolTipRole: COLUMNS[section].tip,
        }.get(_Role(role))
        return None if words is None else QCoreApplication.translate("Speakers", words)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        speaker = self._speakers[index.row()]
        here = self._here.get(speaker.id, 0)
        text = COLUMNS[index.column()].text(speaker, here)
        match role:
            case _Role.DisplayRole | _Role.ToolTipRole:
                return text
            case _ if role == SORT:
                return here if index.column() == HERE else folded(text)
            case _ if role == SEARCHED:
                return folded(" ".join([speaker.name, *speaker.body.aliases]))
            case _:
                return None


class FoundSpeakers(QSortFilterProxyModel):
    """Sorts the speakers and keeps those whose names hold the words looked for."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self.setSortRole(SORT)

    def look_for(self, words: str) -> None:
        """Keep those whose names or aliases hold all these words."""
        self._words = tuple(folded(words).split())
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        names = self.sourceModel().index(row, 0, parent).data(SEARCHED) or ""
        return all(word in names for word in self._words)
