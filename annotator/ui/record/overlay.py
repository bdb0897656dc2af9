"""A list of choices below a field, laid over the form, for fields that keep the keyboard."""

from functools import partial
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from annotator.ui.record.notes import Note

ROWS: Final = 12
_MARGIN: Final = 10
_AIR: Final = 8  # pixels above and below the words of a row
_LEAST: Final = 3  # rows that must fit below, or the list goes above the field
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: ROWS,
    Qt.Key.Key_PageUp: -ROWS,
}


class _Rows(QStyledItemDelegate):
    """Rows of one height, whether their style is in force yet or not."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), option.fontMetrics.height() + _AIR)


class OverlayList(QFrame):
    """The list, with a line below it that tells more of the highlighted row, if there is more.

    It never takes the keyboard: the field hands it what walks through a list.
    """

    def __init__(self, model: QAbstractItemModel, over: QWidget, name: str) -> None:
        super().__init__(over)
        self._over = over
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.view = QListView(self)
        self.view.setModel(model)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setItemDelegate(_Rows(self.view))
        self.view.setStyleSheet("QListView::item { padding: 0 6px; }")
        self.view.setUniformItemSizes(True)
        self.view.setMinimumHeight(1)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(name)
        self.more = Note("muted", self)
        self.more.setMargin(5)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.more)
        self.hide()

    @property
    def row(self) -> int:
        """Return the highlighted row, -1 for none."""
        return self.view.currentIndex().row()

    def place_at(self, field: QWidget) -> None:
        """Show the list under a field, or above it where there is no room, as wide as may be."""
        self._place(field)
        QTimer.singleShot(0, self, partial(self._place_again, field))

    def _place_again(self, field: QWidget) -> None:
        """Follow the field where the form was laid out anew meanwhile."""
        if self.isVisible() and isValid(field):
            self._place(field)

    def _place(self, field: QWidget) -> None:
        row = max(1, self.view.sizeHintForRow(0))
        rows = max(1, min(self.view.model().rowCount(), ROWS))
        left, width = self._width(field)
        more = self.more.heightForWidth(width - 2) if self.more.text() else 0
        top = field.mapTo(self._over, QPoint(0, 0)).y()
        below = self._over.height() - top - field.height() - _MARGIN
        wanted = rows * row + 4 + more
        if below < wanted and below < _LEAST * row + more and top > below:
            height = min(wanted, top - _MARGIN)
            self.setGeometry(left, top - height - 1, width, height)
        else:
            height = max(min(wanted, below), min(rows, _LEAST) * row + more)
            self.setGeometry(left, top + field.height() + 1, width, height)
        self.raise_()
        self.show()

    def step(self, event: QKeyEvent) -> bool:
        """Move the highlight as a key says, kept within the list; return whether it says so."""
        by = _STEPS.get(Qt.Key(event.key()))
        if by is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        last = self.view.model().rowCount() - 1
        self.highlight(max(0, min(last, self.row + by)))
        return True

    def highlight(self, row: int) -> None:
        """Highlight a row."""
        self.view.setCurrentIndex(self.view.model().index(row, 0))

    def _width(self, field: QWidget) -> tuple[int, int]:
        left = field.mapTo(self._over, QPoint(0, 0)).x()
        return left, self._over.width() - left - _MARGIN
