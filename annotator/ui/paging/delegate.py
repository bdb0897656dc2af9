"""The rows of a long list, painted from their lines at once instead of cell by cell."""

from functools import lru_cache
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from annotator.ui.claims.colours import theme_keeper
from annotator.ui.icons import icon
from annotator.ui.paging.model import PagedColumn, PagedModel

Index = QModelIndex | QPersistentModelIndex
_PAD: Final = 6
_ICON: Final = 16
_GAP: Final = 4
_UNKNOWN: Final = "…"
_KEPT: Final = 4096
_ROOT: Final = QModelIndex()


class LineDelegate(QStyledItemDelegate):
    """Tells how much room the cells of a `PagedModel` want."""

    def __init__(self, model: PagedModel[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        column, line = self._model.columns[index.column()], self._model.line(index.row())
        text = column.text(line) if line is not None else _UNKNOWN
        drawn = _ICON + _GAP if line is not None and column.icon(line) else 0
        width = option.fontMetrics.horizontalAdvance(text) + drawn + 2 * _PAD + 2
        return QSize(width, option.fontMetrics.height() + 8)


class _Cell(NamedTuple):
    """A column in sight: from where it reaches, how far, and what it shows."""

    left: int
    width: int
    first: bool
    column: PagedColumn[Any]


class RowPainter:
    """Paints the rows of a table in sight, in the theme's colours."""

    def __init__(self, model: PagedModel[Any], table: QTableView) -> None:
        self._model = model
        self._table = table
        self._themes = theme_keeper()
        self._fonts: tuple[QFont, ...] = ()  # plain, strong
        self._metrics: list[QFontMetrics] = []
        self._elided = lru_cache(maxsize=_KEPT)(self._elide)

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint the rows that share something with an area of the viewport."""
        self._take_fonts()
        cells, rows = self._cells(area), self._table.verticalHeader()
        first, last = rows.visualIndexAt(area.top()), rows.visualIndexAt(area.bottom())
        if first < 0:
            return
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        for row in range(first, (last if last >= 0 else self._model.rowCount() - 1) + 1):
            place = QRect(area.left(), rows.sectionViewportPosition(row), area.width(),
                          rows.sectionSize(row))  # fmt: skip
            self._row(painter, row, place, cells)

    def _row(self, painter: QPainter, row: int, place: QRect, cells: list[_Cell]) -> None:
        theme, line = self._themes.current, self._model.line(row)
        selected = self._table.selectionModel().isRowSelected(row, _ROOT)
        if selected or row % 2:
            painter.fillRect(place, QColor(theme.selection if selected else theme.alternate))
        ink = theme.muted if line is None else theme.on_selection if selected else theme.text
        painter.setPen(QColor(ink))
        for cell in cells:
            if line is not None:
                self._cell(painter, cell, line, place)
            elif cell.first:
                painter.drawText(cell.left + _PAD, self._base(place, 0), _UNKNOWN)

    def _cell(self, painter: QPainter, cell: _Cell, line: Any, place: QRect) -> None:
        column, left, room = cell.column, cell.left + _PAD, cell.width - 2 * _PAD
        drawing = column.icon(line)
        if drawing is not None:
            top = place.top() + (place.height() - _ICON) // 2
            theme, ratio = self._themes.current, self._table.devicePixelRatioF()
            painter.drawPixmap(left, top, _picture(drawing, theme.text, ratio))
            left, room = left + _ICON + _GAP, room - _ICON - _GAP
        words, wide = self._elided(column.text(line), room, column.strong, column.right)
        if column.right:
            left += room - wide
        painter.setFont(self._fonts[column.strong])
        painter.drawText(left, self._base(place, column.strong), words)

    def _base(self, place: QRect, strong: int) -> int:
        """Return the height of the line that letters in a row stand on."""
        metrics = self._metrics[strong]
        return place.top() + (place.height() + metrics.ascent() - metrics.descent()) // 2

    def _elide(self, text: str, room: int, strong: bool, right: bool) -> tuple[str, int]:
        """Return what of some words there is room for, and how wide that is."""
        metrics = self._metrics[strong]
        mode = Qt.TextElideMode.ElideLeft if right else Qt.TextElideMode.ElideRight
        words = metrics.elidedText(text.replace("\n", " "), mode, room)
        return words, metrics.horizontalAdvance(words) if right else 0

    def _cells(self, area: QRect) -> list[_Cell]:
        header = self._table.horizontalHeader()
        every = enumerate(self._model.columns)
        cells = [
            _Cell(header.sectionViewportPosition(at), header.sectionSize(at), at == 0, column)
            for at, column in every
            if not header.isSectionHidden(at)
        ]
        return [
            cell
            for cell in cells
            if cell.left <= area.right() and area.left() <= cell.left + cell.width
        ]

    def _take_fonts(self) -> None:
        plain = self._table.font()
        if not self._fonts or plain != self._fonts[0]:
            strong = QFont(plain)
            strong.setBold(True)
            self._fonts = (QFont(plain), strong)
            self._metrics = [QFontMetrics(font) for font in self._fonts]
            self._elided.cache_clear()


@lru_cache(maxsize=64)
def _picture(name: str, _colour: str, ratio: float) -> QPixmap:
    """Return a drawing as pixels, in the theme's colours: drawn anew it costs more than a row."""
    return icon(name).pixmap(QSize(_ICON, _ICON), ratio)
