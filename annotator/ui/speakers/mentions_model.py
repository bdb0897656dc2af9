"""A concordance as a Qt table: ids first, the words a page at a time once they are in sight."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from annotator.domain.mention import Mention, MentionOrder
from annotator.domain.merging import MentionRef
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.claims.standing import STATUSES
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.icons import icon

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_Role = Qt.ItemDataRole
PAGE: Final = 128
_PAGES: Final = 24  # that are kept
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

ORDERS: Final = (
    MentionOrder.LEFT,
    MentionOrder.WORDS,
    MentionOrder.RIGHT,
    MentionOrder.TITLE,
    MentionOrder.PUBLISHED,
    MentionOrder.STATUS,
)
LEFT, WORDS, RIGHT, TITLE, PUBLISHED, STATUS = range(6)
_HEADINGS: Final = (
    QT_TRANSLATE_NOOP("Mentions", "Before"),
    QT_TRANSLATE_NOOP("Mentions", "Mention"),
    QT_TRANSLATE_NOOP("Mentions", "After"),
    QT_TRANSLATE_NOOP("Mentions", "Document"),
    QT_TRANSLATE_NOOP("Mentions", "Date"),
    QT_TRANSLATE_NOOP("Mentions", "Status"),
)
_TEXTS: Final[Mapping[int, Callable[[Mention], str]]] = MappingProxyType(
    {
        LEFT: lambda item: _line(item.left),
        WORDS: lambda item: _line(item.words),
        RIGHT: lambda item: _line(item.right),
        TITLE: lambda item: item.title,
        PUBLISHED: lambda item: item.published or "",
        STATUS: lambda item: STATUSES[item.status].text,
    }
)


class MentionsModel(QAbstractTableModel):
    """Shows mentions by their ids; what it lacks it asks for, and shows once it is there.

    Signals:
        wanted: the `MentionRef`s of a page that came in sight.
    """

    wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._refs: tuple[MentionRef, ...] = ()
        self._known: dict[MentionRef, Mention] = {}
        self._pages: dict[int, None] = {}

    @property
    def refs(self) -> tuple[MentionRef, ...]:
        """Return what is listed, in this order."""
        return self._refs

    def show_refs(self, refs: Sequence[MentionRef]) -> None:
        """List exactly these, and read anew what is in sight of them; the same stay chosen."""
        self._known, self._pages = {}, {}
        if tuple(refs) == self._refs:
            self._tell_changed()
            return
        self.beginResetModel()
        self._refs = tuple(refs)
        self.endResetModel()

    def take(self, mentions: Sequence[Mention]) -> None:
        """Show the words of some mentions that were asked for."""
        self._known |= {item.ref: item for item in mentions}
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self._refs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._refs) - 1, STATUS))

    def mention(self, row: int) -> Mention | None:
        """Return what stands in a row, None while it is not read yet."""
        return self._known.get(self._refs[row])

    def text_of(self, rows: Sequence[int]) -> str:
        """Return those rows that are known as tab-separated values, headings first."""
        known = filter(None, map(self.mention, rows))
        told = ("\t".join(text(item) for text in _TEXTS.values()) for item in known)
        return "\n".join(["\t".join(map(_heading, _HEADINGS)), *told])

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._refs)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(_HEADINGS):
            return None
        if role == _Role.TextAlignmentRole and section == LEFT:
            return _RIGHT
        if role == _Role.DisplayRole:
            return _heading(_HEADINGS[section])
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        mention = self._known.get(self._refs[index.row()])
        if mention is None:
            self._ask_for(index.row() // PAGE)
            return "…" if role == _Role.DisplayRole and index.column() == WORDS else None
        return self._shown(mention, index.column(), role)

    def _shown(self, mention: Mention, column: int, role: int) -> Any:
        match role:
            case _Role.DisplayRole:
                return _TEXTS[column](mention)
            case _Role.ToolTipRole:
                return _tip(mention)
            case _Role.TextAlignmentRole if column == LEFT:
                return _RIGHT
            case _Role.DecorationRole if column == STATUS:
                return icon(STATUSES[mention.status].icon)
            case _:
                return _look(mention, role) if column == WORDS else None

    def _ask_for(self, page: int) -> None:
        if page in self._pages:
            return
        self._pages[page] = None
        while len(self._pages) > _PAGES:
            self._forget(next(iter(self._pages)))
        self.wanted.emit(self._refs[page * PAGE : (page + 1) * PAGE])

    def _forget(self, page: int) -> None:
        del self._pages[page]
        for ref in self._refs[page * PAGE : (page + 1) * PAGE]:
            self._known.pop(ref, None)


def _look(mention: Mention, role: int) -> QColor | QFont | None:
    """Return how the mention itself is drawn; where no words name the speaker it is faint."""
    theme = theme_keeper().current
    if role == _Role.ForegroundRole:
        return QColor(theme.link if mention.named else theme.muted)
    if role != _Role.FontRole:
        return None
    font = QFont()
    font.setBold(mention.named)
    font.setItalic(not mention.named)
    return font


def _heading(words: str) -> str:
    return QCoreApplication.translate("Mentions", words)


def _line(words: str) -> str:
    return " ".join(words.split())


def _tip(mention: Mention) -> str:
    words = f"{mention.left}{mention.words}{mention.right}"
    if mention.named:
        return _line(words)
    told = QCoreApplication.translate("Mentions", "No words name the speaker here.")
    return f"{told}\n{_line(words)}"
