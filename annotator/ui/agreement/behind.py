"""The claims behind a figure: where layers differ, and what each of them says."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from annotator.services.disagreeing import Disagreement
from annotator.ui.agreement.words import NOTHING
from annotator.ui.keys import RETURN
from annotator.ui.rows_model import _ROOT, Index
from annotator.ui.whole_rows import choose, lay_rows

_Role = Qt.ItemDataRole
_FIXED: Final = 2  # columns before those of the layers


class BehindModel(QAbstractTableModel):
    """Disagreements, a column for each layer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Disagreement, ...] = ()
        self._layers: tuple[str, ...] = ()

    def show_rows(self, rows: tuple[Disagreement, ...], layers: tuple[str, ...]) -> None:
        """Show exactly these."""
        self.beginResetModel()
        self.rows, self._layers = rows, layers
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else _FIXED + len(self._layers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return (self.tr("Document"), self.tr("Words"), *self._layers)[section]
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid() or role not in {_Role.DisplayRole, _Role.ToolTipRole}:
            return None
        return self.cells(index.row())[index.column()]

    def cells(self, row: int) -> tuple[str, ...]:
        """Return what stands in a row."""
        item = self.rows[row]
        said = (NOTHING if words is None else _one_line(words) for words in item.said)
        return (item.title, _one_line(item.words), *said)

    def text_of(self, rows: list[int]) -> str:
        """Return rows as tab-separated values under their headings."""
        heads = (
            str(self.headerData(at, Qt.Orientation.Horizontal)) for at in range(self.columnCount())
        )
        return "\n".join("\t".join(cells) for cells in (heads, *(self.cells(row) for row in rows)))


class BehindTable(QTableView):
    """Lists where layers differ; Return or a double click goes there, Ctrl+C copies rows.

    Signals:
        followed: the `Disagreement` whose place is wanted.
    """

    followed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.differences = BehindModel(self)
        self.setModel(self.differences)
        self.setAccessibleName(self.tr("Where they differ"))
        lay_rows(self, several=True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # ends differ more often than middles
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda index: self._follow(index.row()))

    def show_rows(self, rows: tuple[Disagreement, ...], layers: tuple[str, ...]) -> None:
        """Show exactly these; the first is the current one."""
        self.differences.show_rows(rows, layers)
        if rows:
            choose(self, self.differences.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURN and self.currentIndex().isValid():
            self._follow(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
            QGuiApplication.clipboard().setText(self.differences.text_of(chosen))
        else:
            super().keyPressEvent(event)

    def _follow(self, row: int) -> None:
        self.followed.emit(self.differences.rows[row])


def _one_line(words: str) -> str:
    return " ".join(words.split())
