"""The items of the open document as a Qt table."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from annotator.domain.claim import Claim
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus
from annotator.services.drafting import Item
from annotator.ui.claims.columns import (
    COLUMNS,
    CONTENT,
    SCORE,
    STATUS,
    Page,
    chain,
    content,
    score_of,
)
from annotator.ui.claims.standing import standing
from annotator.ui.desk_place import key_of
from annotator.ui.direction import directed
from annotator.ui.icons import icon
from annotator.ui.scores import in_words, in_words_once
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
SORT: Final = int(Qt.ItemDataRole.UserRole)
ITEM: Final = SORT + 1
_Role = Qt.ItemDataRole
_UP: Final = Qt.SortOrder.AscendingOrder
_DOWN: Final = Qt.SortOrder.DescendingOrder


class ClaimsModel(QAbstractTableModel):
    """Shows claims and proposals in the order of the text; changes nothing.

    A change of the document moves, adds and removes only the rows concerned.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page: Page | None = None
        self._items: list[Item] = []

    def show_items(self, page: Page | None, items: Sequence[Item]) -> None:
        """Show exactly these items; another document replaces them all."""
        before, self._page = self._page, page
        if page is None or before is None or not _same_document(before, page):
            self.beginResetModel()
            self._items = list(items)
            self.endResetModel()
            return
        wanted = {key_of(item) for item in items}
        self._remove(wanted)
        self._reorder([key_of(item) for item in items])
        self._put(items)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        if self._items:
            self.dataChanged.emit(self.index(0, 0), self._last(len(self._items) - 1))

    def row_of(self, key: str | None) -> int:
        """Return the row of an item, or -1."""
        return next((row for row, item in enumerate(self._items) if key_of(item) == key), -1)

    def item(self, row: int) -> Item:
        """Return the item in a row."""
        return self._items[row]

    def line(self, row: int) -> str:
        """Return a row as tab-separated values."""
        if self._page is None:
            return ""
        page, item = self._page, self._items[row]
        cells = (column.text(item, page) for column in COLUMNS)
        return "\t".join(" ".join(cell.split()) for cell in cells)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        match role:
            case _Role.DisplayRole:
                return column.title
            case _Role.ToolTipRole:
                return column.tip
            case _Role.InitialSortOrderRole:
                return (_DOWN if column.best_first else _UP).value
            case _Role.TextAlignmentRole:
                return _alignment(section)
            case _:
                return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        tell = _ROLES.get(role)
        if tell is None or self._page is None or not index.isValid():
            return None
        return tell(self._items[index.row()], index.column(), self._page, self._theme)

    def _remove(self, wanted: set[str]) -> None:
        for row in reversed(range(len(self._items))):
            if key_of(self._items[row]) not in wanted:
                self.beginRemoveRows(_ROOT, row, row)
                del self._items[row]
                self.endRemoveRows()

    def _reorder(self, keys: Sequence[str]) -> None:
        places = {key: place for place, key in enumerate(keys)}
        ordered = sorted(self._items, key=lambda item: places[key_of(item)])
        if ordered == self._items:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = {key_of(item): row for row, item in enumerate(ordered)}
        after = [
            self.index(rows[key_of(self._items[index.row()])], index.column()) for index in before
        ]
        self._items = ordered
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _put(self, items: Sequence[Item]) -> None:
        for row, item in enumerate(items):
            if row < len(self._items) and key_of(self._items[row]) == key_of(item):
                self._items[row] = item
            else:
                self.beginInsertRows(_ROOT, row, row)
                self._items.insert(row, item)
                self.endInsertRows()
        if items:
            self.dataChanged.emit(self.index(0, 0), self._last(len(items) - 1))

    def _last(self, row: int) -> QModelIndex:
        return self.index(row, len(COLUMNS) - 1)


def _same_document(before: Page, after: Page) -> bool:
    return before.sheet.document.id == after.sheet.document.id


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if COLUMNS[column].number else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _font(item: Item, column: int, _page: Page, _theme: Theme) -> QFont | None:
    font = QFont()
    if not isinstance(item, Claim):
        font.setItalic(True)
    elif item.status is ReviewStatus.RETURNED and column == STATUS:
        font.setBold(True)
    else:
        return None
    return font


def _colour(item: Item, column: int, _page: Page, theme: Theme) -> QColor | None:
    if column == STATUS:
        return QColor(getattr(theme, standing(item).colour))
    return None if isinstance(item, Claim) else QColor(theme.muted)


def _tip(item: Item, column: int, page: Page, _theme: Theme) -> str:
    if column == CONTENT:
        return content(item, page)
    score = score_of(item)
    if column == SCORE and score is not None:
        return in_words_once(score) if isinstance(item, Claim) else in_words(score)
    review = page.sheet.reviews.get((RecordKind.CLAIM, item.id))
    if column == STATUS and isinstance(item, Claim) and review is not None:
        said = (review.reason, review.words)
        return "\n".join([f"{review.user}: {review.verb}", *(word for word in said if word)])
    return chain(item, page)


def _spoken(item: Item, column: int, page: Page, _theme: Theme) -> str:
    return f"{COLUMNS[column].title}: {COLUMNS[column].text(item, page)}"


_Tell = Callable[[Item, int, Page, Theme], Any]
_ROLES: Final[Mapping[int, _Tell]] = {
    _Role.DisplayRole: lambda item, column, page, _theme: directed(
        COLUMNS[column].text(item, page)
    ),
    _Role.TextAlignmentRole: lambda _item, column, _page, _theme: _alignment(column),
    _Role.DecorationRole: lambda item, column, _page, _theme: (
        icon(standing(item).icon) if column == STATUS else None
    ),
    _Role.FontRole: _font,
    _Role.ForegroundRole: _colour,
    _Role.ToolTipRole: _tip,
    _Role.AccessibleTextRole: _spoken,
    SORT: lambda item, column, page, _theme: COLUMNS[column].rank(item, page),
    ITEM: lambda item, _column, _page, _theme: item,
}
