"""Cells of the comparison: rich text that wraps, and how each stands out."""

from typing import Final, NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPalette,
    QPen,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from annotator.ui.claims.colours import theme_keeper
from annotator.ui.source_text.by_reading import colour_of, style_of
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_LEFT: Final = 10
_ROOM: Final = 4
_BAR: Final = 3.0
_TICK: Final = 16


class Look(NamedTuple):
    """How a cell is drawn: of which reading it is, and what is said of it."""

    number: int
    there: bool
    differs: bool
    highlighted: bool
    picked: bool


class CellsDelegate(QStyledItemDelegate):
    """Draws what readings say; `look` and `html` are the roles that tell what and how."""

    def __init__(self, look: int, html: int, table: QTableView) -> None:
        super().__init__(table)
        self._look, self._html, self._table = look, html, table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._width(index)
        document = self._document(option, index, width)
        return QSize(width, int(document.size().height()) + 2 * _ROOM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, look = theme_keeper().current, index.data(self._look)
        painter.save()
        painter.setClipRect(option.rect)
        self._ground(painter, theme, option.rect, look)
        colour = theme.text if look.differs else theme.muted
        document = self._document(option, index, option.rect.width())
        painter.translate(QPointF(option.rect.left() + _LEFT, option.rect.top() + _ROOM))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(colour))
        document.documentLayout().draw(painter, context)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._focus(painter, theme, option.rect)

    def _ground(self, painter: QPainter, theme: Theme, rect: QRect, look: Look) -> None:
        if look.differs and look.there:
            tint = QColor(theme.speaker(look.number).fill)
            painter.fillRect(rect.adjusted(1, 1, -1, -1), tint)
        if look.picked or (look.highlighted and look.differs):
            painter.fillRect(rect.adjusted(1, 1, -1, -1), QColor(theme.speaker(look.number).strong))
        if (look.highlighted or look.picked) and look.there and look.differs:
            edge = QPen(QColor(colour_of(theme, look.number)), _BAR, style_of(look.number))
            painter.setPen(edge)
            painter.drawLine(rect.left() + 3, rect.top() + 2, rect.left() + 3, rect.bottom() - 2)
        if look.picked:
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(rect.right() - _TICK, rect.top() + 2, _TICK, _TICK + 4), "✓")

    @staticmethod
    def _focus(painter: QPainter, theme: Theme, rect: QRect) -> None:
        painter.save()
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        painter.restore()

    def _width(self, index: Index) -> int:
        """Return how wide a cell is, those too that lie over several columns."""
        span = self._table.columnSpan(index.row(), index.column())
        columns = range(index.column(), index.column() + span)
        return sum(self._table.columnWidth(column) for column in columns)

    def _document(self, option: QStyleOptionViewItem, index: Index, width: int) -> QTextDocument:
        document = QTextDocument()
        document.setDefaultFont(option.font)
        document.setDocumentMargin(0)
        wrapped = QTextOption()
        wrapped.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(wrapped)
        document.setHtml(index.data(self._html) or "")
        document.setTextWidth(max(40, width - _LEFT - _TICK))
        return document
