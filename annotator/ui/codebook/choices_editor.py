"""The choices of a field in a small table: added, renamed, reordered, merged, removed."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.codebook.choices_model import Choice, ChoicesModel
from annotator.ui.icons import dress
from annotator.ui.list_names import name_list

_LEAST: Final = 3
_MOST: Final = 9


class ChoicesEditor(QWidget):
    """The table of choices with its buttons.

    Signals:
        edited: the person changed something.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ChoicesModel(self)
        self.table = QTableView(self)
        self.add = QPushButton(self.tr("Add choice"), self)
        self.remove = QPushButton(self.tr("Remove"), self)
        self.merge = QComboBox(self)
        self._dress()
        self._lay_out()
        self._connect()

    def _dress(self) -> None:
        table, row = self.table, self.fontMetrics().height() + 10
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Choices"))
        table.setToolTip(self.tr("Alt+Up and Alt+Down move a choice; F2 renames it"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(row)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.horizontalHeader().setHighlightSections(False)
        dress(self.add, "add")
        dress(self.remove, "close")
        self.add.setAccessibleName(self.tr("Add choice"))
        self.remove.setAccessibleName(self.tr("Remove choice"))
        name_list(self.merge, self.tr("Merge the choice into another"))
        self.merge.setPlaceholderText(self.tr("Merge into…"))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.add, self.remove, self.merge):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addLayout(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_added)
        self.remove.clicked.connect(self._on_removed)
        self.merge.activated.connect(self._on_merged)
        self.model.edited.connect(self.edited)
        self.model.edited.connect(self._offer)
        self.model.rowsInserted.connect(self._fit)
        self.model.rowsRemoved.connect(self._fit)
        self.table.selectionModel().currentRowChanged.connect(self._offer)
        remove = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._on_removed)
        for key, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._up if by < 0 else self._down)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show exactly these choices."""
        self.model.show_choices(choices)
        self._fit()
        self._offer()

    def _fit(self) -> None:
        """Be as high as the choices need, within limits; a free row invites another."""
        row = self.table.verticalHeader().defaultSectionSize()
        rows = max(_LEAST, min(_MOST, self.model.rowCount() + 1))
        self.table.setFixedHeight(rows * row + self.table.horizontalHeader().sizeHint().height())

    def _row(self) -> int:
        return self.table.currentIndex().row()

    def _offer(self) -> None:
        """Offer the other choices to merge the chosen one into."""
        row = self._row()
        others = [item.text for at, item in enumerate(self.model.choices()) if at != row]
        self.merge.clear()
        self.merge.addItems([words for words in others if words])
        self.merge.setCurrentIndex(-1)
        self.merge.setEnabled(row >= 0 and bool(others))
        self.remove.setEnabled(row >= 0)

    def _on_added(self) -> None:
        cell = self.model.index(self.model.add(), 0)
        self.table.setCurrentIndex(cell)
        self.table.edit(cell)

    def _on_removed(self) -> None:
        self.model.remove(self._row())

    def _on_merged(self) -> None:
        self.model.merge(self._row(), self.merge.currentText())

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        place = self.model.move(self._row(), by)
        self.table.setCurrentIndex(self.model.index(place, 0))
