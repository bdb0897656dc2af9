"""Cells of a long list, painted from their line at once instead of role by role."""

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.claims.colours import theme_keeper
from annotator.ui.icons import icon
from annotator.ui.paging.model import PagedColumn, PagedModel

Index = QModelIndex | QPersistentModelIndex
_PAD: Final = 6
_ICON: Final = 16
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LineDelegate(QStyledItemDelegate):
    """Paints a `PagedModel`: the drawing and the text of each cell, in the theme's colours."""

    def __init__(self, model: PagedModel[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._themes = theme_keeper()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        column, line = self._model.columns[index.column()], self._model.line(index.row())
        text = column.text(line) if line is not None else "…"
        drawn = _ICON + 4 if line is not None and column.icon(line) else 0
        width = option.fontMetrics.horizontalAdvance(text) + drawn + 2 * _PAD + 2
        return QSize(width, option.fontMetrics.height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._themes.current
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, QColor(theme.selection))
        elif index.row() % 2:
            painter.fillRect(option.rect, QColor(theme.alternate))
        line, column = self._model.line(index.row()), self._model.columns[index.column()]
        inside = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        if line is None:
            painter.setPen(QColor(theme.muted))
            painter.drawText(inside, _LEFT, "…" if index.column() == 0 else "")
            return
        painter.setPen(QColor(theme.on_selection if selected else theme.text))
        if column.strong:
            font = QFont(option.font)
            font.setBold(True)
            painter.setFont(font)
        self._draw(painter, inside, column, line)
        if column.strong:
            painter.setFont(option.font)

    def _draw(
        self, painter: QPainter, inside: QRect, column: PagedColumn[Any], line: object
    ) -> None:
        drawing = column.icon(line)
        if drawing:
            icon(drawing).paint(painter, inside.left(), inside.top(), _ICON, inside.height())
            inside = inside.adjusted(_ICON + 4, 0, 0, 0)
        mode = Qt.TextElideMode.ElideLeft if column.right else Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(column.text(line), mode, inside.width())
        painter.drawText(inside, _RIGHT if column.right else _LEFT, words)
