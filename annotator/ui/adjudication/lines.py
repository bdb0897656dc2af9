"""Lists of adjudication: lines with a remark at their end, under headings that fold."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.ui.claims.colours import theme_keeper
from annotator.ui.source_text.by_reading import colour_of

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_PAD: Final = 8
_ROOM: Final = 10  # pixels that a line is higher than its words
_LETTER: Final = 13  # pixels across
_ALIGN: Final = Qt.AlignmentFlag.AlignVCenter
_SHARE: Final = 0.5  # of the width, the most that a remark takes
_RIGHT: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Line(NamedTuple):
    """One line: what it names, its words, and a remark at the end.

    `letters` are the readings, by number and letter, that are drawn before the words. A heading
    has `folded`, which tells whether what is under it is out of sight.
    """

    names: object
    words: str
    remark: str = ""
    letters: tuple[tuple[int, str], ...] = ()
    muted: bool = False
    folded: bool | None = None

    @property
    def is_heading(self) -> bool:
        """Tell whether the line only stands over others."""
        return self.folded is not None


class LinesModel(QAbstractListModel):
    """Lines as they are given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show exactly these."""
        if tuple(lines) == self.lines:
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()] if index.isValid() else None
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return "\n".join(part for part in (line.words, line.remark) if part)
        return None

    def row_of(self, names: object) -> int:
        """Return the row of what a line names, -1 if none does."""
        rows = (row for row, line in enumerate(self.lines) if line.names is names)
        return next(rows, -1)


class LinesDelegate(QStyledItemDelegate):
    """Paints a line at once, in the theme's colours."""

    def __init__(self, model: LinesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + _ROOM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, theme = self._model.lines[index.row()], theme_keeper().current
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = theme.selection if selected else theme.alternate
        if selected or line.is_heading:
            painter.fillRect(option.rect, QColor(ground))
        font = QFont(option.font)
        font.setBold(line.is_heading)
        painter.setFont(font)
        inside = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        text = theme.on_selection if selected else theme.muted if line.muted else theme.text
        inside = self._letters(painter, inside, line)
        painter.setPen(QColor(text if selected else theme.muted))
        inside = _remark(painter, inside, line.remark)
        painter.setPen(QColor(text))
        mark = "" if line.folded is None else "▸ " if line.folded else "▾ "
        _draw(painter, inside, mark + line.words)
        painter.restore()

    @staticmethod
    def _letters(painter: QPainter, inside: QRect, line: Line) -> QRect:
        theme, font = theme_keeper().current, QFont(painter.font())
        font.setBold(True)
        painter.save()
        painter.setFont(font)
        for number, letter in line.letters:
            painter.setPen(QColor(colour_of(theme, number)))
            painter.drawText(inside.adjusted(0, 0, 0, 0), int(_ALIGN), letter)
            inside = inside.adjusted(_LETTER, 0, 0, 0)
        painter.restore()
        return inside.adjusted(4 if line.letters else 0, 0, 0, 0)


class LinesView(QListView):
    """Shows lines; headings fold when they are pressed, or by Space and Enter.

    Signals:
        chosen: what the line names that a person went to.
        folded: what the heading names that a person pressed.
        shifted: -1 or 1: the reading before or after is to be highlighted.
    """

    chosen = Signal(object)
    folded = Signal(object)
    shifted = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel(self)
        self._following = False
        self.setModel(self.lines)
        self.setItemDelegate(LinesDelegate(self.lines, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_lines(self, lines: Sequence[Line], current: object) -> None:
        """Show lines, the one of them current that names this."""
        self._following = True
        self.lines.show_lines(lines)
        self._following = False
        self.mark(current)

    def mark(self, names: object) -> None:
        """Make the line current that names this, or none."""
        row = self.lines.row_of(names)
        self._following = True
        index = self.lines.index(row, 0) if row >= 0 else QModelIndex()
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._following = False
        if row >= 0:
            self.scrollTo(index)

    def step(self, by: int) -> object:
        """Return what the next line names that is no heading, `by` lines on; None at the end."""
        row = self.currentIndex().row() + by
        while 0 <= row < len(self.lines.lines):
            if not self.lines.lines[row].is_heading:
                return self.lines.lines[row].names
            row += by
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        line = self._line(self.currentIndex())
        if key in _RIGHT:
            self.shifted.emit(_RIGHT[key])
        elif key == Qt.Key.Key_Space and line is not None and line.is_heading:
            self.folded.emit(line.names)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        line = self._line(self.indexAt(event.position().toPoint()))
        left = event.button() is Qt.MouseButton.LeftButton
        if line is not None and line.is_heading and left:
            self.folded.emit(line.names)

    def _line(self, index: Index) -> Line | None:
        return self.lines.lines[index.row()] if index.isValid() else None

    def _on_current_changed(self, current: QModelIndex) -> None:
        line = self._line(current)
        if line is not None and not line.is_heading and not self._following:
            self.chosen.emit(line.names)


def _remark(painter: QPainter, inside: QRect, remark: str) -> QRect:
    """Draw a remark at the right, and return what room is left beside it."""
    if not remark:
        return inside
    metrics = painter.fontMetrics()
    most = min(metrics.horizontalAdvance(remark) + 2, int(inside.width() * _SHARE))
    words = metrics.elidedText(remark, Qt.TextElideMode.ElideRight, most)
    painter.drawText(inside, int(_ALIGN | Qt.AlignmentFlag.AlignRight), words)
    return inside.adjusted(0, 0, -most - _PAD, 0)


def _draw(painter: QPainter, inside: QRect, words: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, int(_ALIGN), shown)
