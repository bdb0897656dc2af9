"""How far everybody has come with what they are to read."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.assigning import Progress
from annotator.domain.user import User
from annotator.ui.asking import Asking
from annotator.ui.assigning.words import tr
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.jobs import JobRunner
from annotator.ui.rows_model import Index, RowsModel, RowsTable

Row = tuple[User, Progress]
_BAR: Final = 5
_THICK: Final = 6
_PROGRESS: Final = int(Qt.ItemDataRole.UserRole)


class ProgressModel(RowsModel[Row]):
    """One person a row."""

    heads: ClassVar[tuple[str, ...]] = (
        *("Person", "Assigned", "Begun", "Submitted", "Left", "How far"),
    )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        user, figures = self.rows[index.row()]
        column = index.column()
        if role == _PROGRESS:
            return figures
        if role == Qt.ItemDataRole.TextAlignmentRole and 0 < column < _BAR:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _told(user, figures) if column in {0, _BAR} else None
        if role == Qt.ItemDataRole.DisplayRole and column < _BAR:
            return (user.name, *(f"{number:,}" for number in _numbers(figures)))[column]
        return None


class ProgressBar(QStyledItemDelegate):
    """Paints how much is submitted, and how much begun, as one bar."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        figures = index.data(_PROGRESS)
        if not isinstance(figures, Progress) or not figures.assigned:
            return
        theme = theme_keeper().current
        room = QRectF(option.rect).adjusted(8, 0, -8, 0)
        bar = QRectF(room.left(), room.center().y() - _THICK / 2, room.width(), _THICK)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.border))
        painter.drawRoundedRect(bar, 3, 3)
        left = bar.left()
        for number, ink in ((figures.submitted, theme.good), (figures.begun, theme.warning)):
            width = bar.width() * number / figures.assigned
            if width:
                painter.setBrush(QColor(ink))
                painter.drawRoundedRect(QRectF(left, bar.top(), width, _THICK), 3, 3)
                left += width
        painter.restore()


class ProgressPanel(QWidget):
    """Shows how far everybody has come who has something to read.

    Signals:
        person_wanted: the id of a user whose documents are to be listed.
        counted: how many people have something to read.
    """

    person_wanted = Signal(int)
    counted = Signal(int)

    def __init__(self, desk: Desk, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = desk.services.assigning.progress
        self._asking = Asking(jobs, desk.report, self)
        self.model = ProgressModel(parent=self)
        self.empty = EmptyState(self)
        self.empty.say(self.tr("Nothing is assigned to anybody yet."), ["assign"])
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._stack)
        desk.bridge.document_changed.connect(self.look)
        desk.bridge.documents_changed.connect(self.look)
        self.look()

    @cached_property
    def table(self) -> RowsTable:
        """Return the list, made for the first who has something to read."""
        table = RowsTable(self.model, self.tr("How far everybody has come"), _BAR, self)
        table.setItemDelegateForColumn(_BAR, ProgressBar(table))
        table.activated.connect(self._on_activated)
        self._stack.addWidget(table)
        self.setFocusProxy(table)
        return table

    def look(self) -> None:
        """Count again, behind the window."""
        self._asking.ask(self._read, self._on_found)

    def _on_found(self, rows: Sequence[Row]) -> None:
        if self.model.rows != tuple(rows):
            self.model.show_rows(rows)
        self._stack.setCurrentWidget(self.table if rows else self.empty)
        self.counted.emit(len(rows))

    def _on_activated(self, index: Index) -> None:
        self.person_wanted.emit(self.model.rows[index.row()][0].id)


def _numbers(figures: Progress) -> tuple[int, ...]:
    return figures.assigned, figures.begun, figures.submitted, figures.left


def _told(user: User, figures: Progress) -> str:
    words = tr("{0}: {1} assigned, {2} begun, {3} submitted, {4} left")
    return words.format(user.name, *_numbers(figures))
