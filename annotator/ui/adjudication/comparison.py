"""The readings of one claim side by side, part by part; where they differ stands out."""

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from annotator.domain.claim_parts import Part
from annotator.ui.adjudication.case import Case
from annotator.ui.adjudication.cells import CellsDelegate, Look
from annotator.ui.adjudication.words import html_of, label_of, words_of

Index = QModelIndex | QPersistentModelIndex
LOOK: Final = Qt.ItemDataRole.UserRole
HTML: Final = Qt.ItemDataRole.UserRole + 1
_ROOT: Final = QModelIndex()
_LEAST: Final = 130  # pixels of a column
_ROWS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_COLUMNS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ComparisonModel(QAbstractTableModel):
    """A part a row, a reading a column."""

    def __init__(self, case: Case, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case = case
        self.parts: tuple[Part, ...] = ()
        self._told: dict[tuple[int, int], tuple[str, str]] = {}
        self._bold = QFont()
        self._bold.setBold(True)

    def read(self) -> None:
        """Show the group that is looked at now."""
        self.beginResetModel()
        self.parts = self._case.parts()
        self._told = {}
        self.endResetModel()

    def look_again(self) -> None:
        """Show the same, otherwise highlighted or picked."""
        if self.parts:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.parts)

    def columnCount(self, parent: Index = _ROOT) -> int:
        now = self._case.now
        return 0 if parent.isValid() or now is None else len(now.readings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == LOOK:
            return self.look(index)
        plain, rich = self._words(index.row(), index.column())
        if role == HTML:
            return rich
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return plain
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, plain)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        now = self._case.now
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.FontRole and across and section == self._case.highlighted:
            return self._bold
        if role != Qt.ItemDataRole.DisplayRole or now is None:
            return None
        if across:
            return self._case.reader(section)
        return label_of(now, self.parts[section])

    def differs(self, row: int) -> bool:
        """Tell whether the readings differ in a row."""
        group = self._case.current
        return group is not None and self.parts[row] in group.differing

    def look(self, index: Index) -> Look:
        """Return how a cell is drawn."""
        group, column = self._case.current, index.column()
        part, picks = self.parts[index.row()], self._case.picks
        there = group is not None and group.has(column)
        alone = group is not None and group.is_partial and len(group.there) == 1
        differs = there and (self.differs(index.row()) or alone)
        chosen = picks[part] == column if picks is not None and part in picks else False
        highlighted = picks is None and self._case.highlighted == column
        return Look(column, there, differs, highlighted and there, chosen)

    def _words(self, row: int, column: int) -> tuple[str, str]:
        """Return what a reading says in one part, plain and rich."""
        found = self._told.get((row, column))
        if found is None:
            found = self._told[row, column] = self._read_words(row, column)
        return found

    def _read_words(self, row: int, column: int) -> tuple[str, str]:
        group, now, part = self._case.current, self._case.now, self.parts[row]
        claim = group.claims[column] if group is not None else None
        if group is None or now is None or claim is None:
            words = "" if row else self.tr("has no such claim")
            return words, words
        bodies = [one.body for one in group.there]
        return words_of(now, claim.body, part), html_of(now, claim.body, part, bodies)

    def _spoken(self, index: Index, plain: str) -> str:
        """Return a cell as a screen reader tells it."""
        look = self.look(index)
        column = self.headerData(index.column(), Qt.Orientation.Horizontal)
        row = self.headerData(index.row(), Qt.Orientation.Vertical)
        told = [f"{row}, {column}: {plain}"]
        told += [self.tr("differs")] if look.differs else []
        told += [self.tr("picked")] if look.picked else []
        return ", ".join(told)


class Comparison(QTableView):
    """Shows the readings of the group that is looked at.

    ← and → highlight a reading, or pick it for the row while parts are picked; a click does too.

    Signals:
        left: Escape was pressed.
    """

    left = Signal()

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case = case
        self.cells = ComparisonModel(case, self)
        self.setModel(self.cells)
        self.setItemDelegate(CellsDelegate(LOOK, HTML, self))
        self.setAccessibleName(self.tr("The readings side by side"))
        self._dress()
        case.current_changed.connect(self._on_current_changed)
        case.choosing_changed.connect(self._on_choosing_changed)

    def _dress(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setHighlightSections(False)
        across.setMinimumSectionSize(_LEAST)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setHighlightSections(False)
        down.setSectionsClickable(False)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _COLUMNS and self._case.is_editing:
            self._pick_beside(_COLUMNS[key])
        elif key in _COLUMNS:
            self._case.shift(_COLUMNS[key])
        elif key in _ROWS:
            self._go(_ROWS[key])
        elif key == Qt.Key.Key_Escape and self._case.is_editing:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._case.is_editing:
            self._case.pick(self.cells.parts[index.row()], index.column())
        else:
            self._case.highlight(index.column())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resizeRowsToContents()

    def pick(self, number: int) -> None:
        """Pick a reading for the current row, and go to the next that can be picked."""
        row = self.currentIndex().row()
        if row >= 0:
            self._case.pick(self.cells.parts[row], number)
            self._go(1)

    def begin(self) -> None:
        """Go to the first row in which the readings differ."""
        rows = (row for row in range(self.cells.rowCount()) if self.cells.differs(row))
        self._move(next(rows, 0))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go(self, by: int) -> None:
        """Go to the next row, past those that cannot be picked while parts are."""
        row = self.currentIndex().row() + by
        while 0 <= row < self.cells.rowCount():
            if not self._case.is_editing or self.cells.differs(row):
                self._move(row)
                return
            row += by

    def _pick_beside(self, by: int) -> None:
        """Pick the next reading that has the claim for the current row."""
        group, row = self._case.current, self.currentIndex().row()
        picks = self._case.picks or {}
        if group is None or row < 0 or self.cells.parts[row] not in picks:
            return
        part = self.cells.parts[row]
        have = [at for at in range(len(group.claims)) if group.has(at)]
        at = have.index(picks[part])
        self._case.pick(part, have[(at + by) % len(have)])
        self._move(row)

    def _move(self, row: int) -> None:
        picks, part = self._case.picks, self.cells.parts[row] if self.cells.parts else None
        column = self._case.highlighted
        if picks is not None and part is not None:
            column = picks.get(part, column)
        self.setCurrentIndex(self.cells.index(row, column))

    def _on_current_changed(self) -> None:
        self.cells.read()
        self._span()
        self.resizeRowsToContents()
        self.scrollToTop()
        if self.cells.parts:
            self._move(0)

    def _on_choosing_changed(self) -> None:
        self.cells.look_again()
        row = self.currentIndex().row()
        if row >= 0:
            self._move(row)

    def _span(self) -> None:
        """Draw once, over all columns, what all say."""
        self.clearSpans()
        group, columns = self._case.current, self.cells.columnCount()
        if group is None or group.is_partial or columns < 2:  # noqa: PLR2004 - a pair
            return
        for row in range(self.cells.rowCount()):
            if not self.cells.differs(row):
                self.setSpan(row, 0, 1, columns)
