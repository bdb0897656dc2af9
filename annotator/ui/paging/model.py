"""Keys of a million rows, and the lines of those in sight."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.services.searching import PAGE

Index = QModelIndex | QPersistentModelIndex
Line = TypeVar("Line")
_PAGES: Final = 24  # that are kept
_ROOT: Final = QModelIndex()
_Role = Qt.ItemDataRole


@dataclass(frozen=True)
class PagedColumn(Generic[Line]):
    """A column: its heading, its text, the name of a shipped drawing beside it.

    `order` is what the lines are sorted by when the heading is clicked, None for nothing. `right`
    sets numbers and what is read towards its end flush right; `strong` is what one looks for.
    """

    context: str
    heading: str
    text: Callable[[Line], str]
    icon: Callable[[Line], str | None] = lambda _line: None
    tip: Callable[[Line], str] | None = None
    order: Any = None
    right: bool = False
    strong: bool = False

    @property
    def title(self) -> str:
        """Return the heading in the language of the interface."""
        return QCoreApplication.translate(self.context, self.heading)


class PagedModel(QAbstractTableModel, Generic[Line]):
    """Shows lines by their keys; it asks for what it lacks, and shows it once it is there.

    Signals:
        wanted: the number of a page that came in sight and is not known, or no longer true.
    """

    wanted = Signal(int)

    def __init__(
        self,
        columns: Sequence[PagedColumn[Line]],
        key_of: Callable[[Line], Any],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key_of = key_of
        self._keys: Sequence[Any] = ()
        self._known: dict[Any, Line] = {}
        self._pages: dict[int, None] = {}

    @property
    def keys(self) -> Sequence[Any]:
        """Return the keys of the rows, in order."""
        return self._keys

    def show_keys(self, keys: Sequence[Any], first: Iterable[Line] = ()) -> bool:
        """List exactly these; return False where they are the same and no row moved.

        What is known of them is asked for anew while it stays in sight. `first` are the lines of
        the first page, where they came along.
        """
        known = {self._key_of(line): line for line in first}
        if keys != self._keys:
            self.beginResetModel()
            self._keys, self._pages = keys, dict.fromkeys((0,) if known else ())
            self._known |= known
            self.endResetModel()
            return True
        if known and self._pages.keys() == {0}:
            self.take(0, self.keys_of(0), known.values())
        else:
            self.refresh()
        return False

    def refresh(self) -> None:
        """Ask again for every page that is kept; what is shown stays until the answer comes."""
        for page in tuple(self._pages):
            self.wanted.emit(page)

    def keys_of(self, page: int) -> Sequence[Any]:
        """Return the keys of one page."""
        return self._keys[page * PAGE : (page + 1) * PAGE]

    def take(self, page: int, asked: Iterable[Any], lines: Iterable[Line]) -> None:
        """Show the lines of a page that was asked for; those that are gone are shown as such."""
        for key in asked:
            self._known.pop(key, None)
        self._known |= {self._key_of(line): line for line in lines}
        first, last = page * PAGE, min((page + 1) * PAGE, len(self._keys)) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def line(self, row: int) -> Line | None:
        """Return what stands in a row, None while it is not known; it is asked for then."""
        if not 0 <= row < len(self._keys):
            return None
        page = row // PAGE
        if page not in self._pages:
            self._keep(page)
        return self._known.get(self._keys[row])

    def row_of(self, key: Any) -> int | None:
        """Return the row of a key, None if it is not listed.

        On a kept page, and where keys go up, it is found at once.
        """
        if key is None:
            return None
        for page in reversed(self._pages):
            near = self.keys_of(page)
            if key in near:
                return page * PAGE + near.index(key)
        place = bisect_left(self._keys, key)
        if place < len(self._keys) and self._keys[place] == key:
            return place
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == _Role.TextAlignmentRole and column.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return column.title if role == _Role.DisplayRole else None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role not in {_Role.DisplayRole, _Role.ToolTipRole, _Role.AccessibleTextRole}:
            return None
        line, column = self.line(index.row()), self.columns[index.column()]
        if line is None:
            return "…" if role == _Role.DisplayRole and index.column() == 0 else None
        if role == _Role.ToolTipRole and column.tip is not None:
            return column.tip(line)
        return column.text(line)

    def _keep(self, page: int) -> None:
        self._pages[page] = None
        while len(self._pages) > _PAGES:
            self._forget(next(iter(self._pages)))
        self.wanted.emit(page)

    def _forget(self, page: int) -> None:
        del self._pages[page]
        for key in self.keys_of(page):
            self._known.pop(key, None)
