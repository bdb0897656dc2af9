"""The table of a queue: headings in bold, each item in a line."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.ui.claims.colours import theme_keeper
from annotator.ui.icons import icon
from annotator.ui.review.queue_model import Heading, QueueModel
from annotator.ui.whole_rows import lay_rows

Index = QModelIndex | QPersistentModelIndex
_PAD: Final = 6
_ICON: Final = 16
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ELIDED: Final = Qt.TextElideMode.ElideRight


class QueueDelegate(QStyledItemDelegate):
    """Paints a heading or an item at once, in the theme's colours."""

    def __init__(self, model: QueueModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        key = self._model.key(index)
        painter.save()
        if isinstance(key, Heading):
            self._paint_heading(painter, option, self._model.heading(key))
        else:
            self._paint_item(painter, option, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
        theme = theme_keeper().current
        painter.fillRect(option.rect, QColor(theme.alternate))
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        _draw(painter, option.rect.adjusted(_PAD, 0, -_PAD, 0), words)

    def _paint_item(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, item = theme_keeper().current, self._model.item(index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, QColor(theme.selection))
        line, inside = self._model.line(index.row()), option.rect.adjusted(2 * _PAD, 0, -_PAD, 0)
        if line is None or item is None:
            painter.setPen(QColor(theme.muted))
            painter.drawText(inside, _LEFT, "…")
            return
        drawing = icon(self._model.icon_name(item))
        drawing.paint(painter, inside.left(), inside.top(), _ICON, inside.height())
        inside = inside.adjusted(_ICON + 4, 0, 0, 0)
        plain = theme.muted if self._model.is_mine(item) else theme.text
        remark = self._model.remark(line)
        if remark:
            painter.setPen(QColor(theme.on_selection if selected else theme.warning))
            painter.drawText(inside, _RIGHT, remark)
            inside = inside.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(remark) - 4, 0)
        painter.setPen(QColor(theme.on_selection if selected else plain))
        _draw(painter, inside, self._model.words(line))


class QueueTable(QTableView):
    """Shows a queue; its keys are those of the window."""

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(QueueDelegate(model, self))
        self.setAccessibleName(self.tr("What waits for review"))
        lay_rows(self, striped=False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


def _draw(painter: QPainter, inside: QRect, words: str) -> None:
    painter.drawText(
        inside, _LEFT, painter.fontMetrics().elidedText(words, _ELIDED, inside.width())
    )
