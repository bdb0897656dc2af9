"""Figures one below the other, each a dot with its interval as a line: a forest plot."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.domain.agreement_report import AgreementLine
from annotator.ui.agreement.scale import Scale, scale_of, tick_words
from annotator.ui.agreement.words import interval_words
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.keys import RETURN
from annotator.ui.theme import Theme

_ROOM: Final = 8  # pixels that a row is higher than its words
_PAD: Final = 10
_DOT: Final = 4.0
_CAP: Final = 3.0
_LABELS: Final = 0.46  # of the width at most
_KEYS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ELIDED: Final = Qt.TextElideMode.ElideRight
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class IntervalPlot(QAbstractScrollArea):
    """Draws the rows of the table; the one that is current there stands out here.

    Signals:
        row_chosen: a row was clicked, or gone to with the arrows.
        entered: what is behind the current row is wanted.
    """

    row_chosen = Signal(int)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[AgreementLine] = ()
        self._labels: Sequence[str] = ()
        self._current = -1
        self._scale = Scale(0.0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Figures with their intervals"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme_keeper().changed.connect(self.viewport().update)

    def show_figures(self, lines: Sequence[AgreementLine], labels: Sequence[str]) -> None:
        """Draw these figures under these labels; `labels` also tell them to a screen reader."""
        self._lines, self._labels = lines, labels
        self._scale = scale_of(lines)
        self._current = min(self._current, len(lines) - 1)
        self.setAccessibleDescription("; ".join(labels))
        self._measure()
        self.viewport().update()

    def show_current(self, row: int) -> None:
        """Let this row stand out, and be in sight."""
        self._current = row
        top, bar = row * self._row, self.verticalScrollBar()
        room = self.viewport().height() - self._head
        if not bar.value() <= top <= bar.value() + room - self._row:
            bar.setValue(max(0, top - room // 2))
        self.viewport().update()

    @property
    def _row(self) -> int:
        return self.fontMetrics().height() + _ROOM

    @property
    def _head(self) -> int:
        return self.fontMetrics().height() + 2 * _ROOM

    def _measure(self) -> None:
        room = self.viewport().height() - self._head
        bar = self.verticalScrollBar()
        bar.setPageStep(max(1, room))
        bar.setSingleStep(self._row)
        bar.setRange(0, max(0, len(self._lines) * self._row + _ROOM - room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if row is not None:
            self.row_chosen.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._row_at(event.position().y()) is not None:
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = self._current + _KEYS.get(Qt.Key(event.key()), 0)
        if event.key() in RETURN and self._current >= 0:
            self.entered.emit()
        elif event.key() in _KEYS and 0 <= wanted < len(self._lines):
            self.row_chosen.emit(wanted)
        elif event.key() not in _KEYS:
            super().keyPressEvent(event)

    def _row_at(self, y: float) -> int | None:
        row = int(y - self._head + self.verticalScrollBar().value()) // self._row
        return row if y >= self._head and row < len(self._lines) else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = theme_keeper().current
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.viewport().rect(), QColor(theme.base))
            if not self._lines:
                return
            line = self._line()
            painter.save()
            painter.setClipRect(self.viewport().rect().adjusted(0, self._head, 0, 0))
            self._paint_grid(painter, theme, line)
            for row in self._in_sight():
                self._paint_row(painter, theme, row, line)
            painter.restore()
            self._paint_axis(painter, theme, line)

    def _line(self) -> tuple[float, float]:
        """Return where the scale begins, and how long it is."""
        widths = (self.fontMetrics().horizontalAdvance(words) for words in self._labels)
        width = self.viewport().width()
        start = min(max(widths) + 2 * _PAD, round(width * _LABELS)) + _PAD
        return float(start), float(width - start - 2 * _PAD)

    def _in_sight(self) -> range:
        top = self.verticalScrollBar().value()
        rows = (self.viewport().height() - self._head) // self._row + 2
        first = top // self._row
        return range(first, min(len(self._lines), first + rows))

    def _paint_grid(self, painter: QPainter, theme: Theme, line: tuple[float, float]) -> None:
        bottom = min(
            self.viewport().height(),
            self._head + len(self._lines) * self._row - self.verticalScrollBar().value(),
        )
        for tick in self._scale.ticks():
            strong = tick in {0.0, 1.0}
            painter.setPen(QPen(QColor(theme.outline if strong else theme.border), 1))
            x = round(self._scale.at(tick, *line)) + 0.5
            painter.drawLine(QPointF(x, self._head), QPointF(x, bottom))

    def _paint_axis(self, painter: QPainter, theme: Theme, line: tuple[float, float]) -> None:
        painter.setPen(QColor(theme.muted))
        wide = self.fontMetrics().horizontalAdvance("−0.00")
        for tick in self._scale.named(line[1], wide + _PAD):
            x = self._scale.at(tick, *line)
            box = QRectF(x - wide / 2, 0, wide, self._head)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tick_words(tick))

    def _paint_row(
        self, painter: QPainter, theme: Theme, row: int, line: tuple[float, float]
    ) -> None:
        top = self._head + row * self._row - self.verticalScrollBar().value()
        inside = QRect(0, top, self.viewport().width(), self._row)
        if row == self._current:
            fill = QColor(theme.selection)
            if not self.hasFocus():
                fill.setAlpha(110)
            painter.fillRect(inside, fill)
        label = QRect(_PAD, top, round(line[0]) - 2 * _PAD, self._row)
        words = self.fontMetrics().elidedText(self._labels[row], _ELIDED, label.width())
        painter.setPen(QColor(theme.on_selection if row == self._current else theme.text))
        painter.drawText(label, _LEFT, words)
        self._paint_figure(painter, theme, row, inside, line)

    def _paint_figure(
        self,
        painter: QPainter,
        theme: Theme,
        row: int,
        inside: QRect,
        line: tuple[float, float],
    ) -> None:
        figure = self._lines[row]
        middle = inside.top() + inside.height() / 2
        if figure.value is None:
            painter.setPen(QColor(theme.muted))
            words = interval_words(figure)
            x = round(self._scale.at(0.0, *line)) + _ROOM
            wide = self.fontMetrics().horizontalAdvance(words)
            beside = QRect(x, inside.top() + 1, wide + _ROOM, inside.height() - 2)
            if row != self._current:
                painter.fillRect(beside, QColor(theme.base))
            painter.drawText(beside, _LEFT, words)
            return
        colour = QColor(theme.accent)
        painter.setPen(QPen(colour, 2))
        if figure.interval is not None:
            low, high = (self._scale.at(end, *line) for end in figure.interval)
            painter.drawLine(QPointF(low, middle), QPointF(high, middle))
            for end in (low, high):
                painter.drawLine(QPointF(end, middle - _CAP), QPointF(end, middle + _CAP))
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(self._scale.at(figure.value, *line), middle), _DOT, _DOT)
