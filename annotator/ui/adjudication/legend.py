"""Whose lines are whose in the text: each reading's letter and name beside a piece of its line."""

from typing import Final

from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from annotator.ui.adjudication.case import Case
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.source_text.by_reading import colour_of, style_of

_LINE: Final = 26  # pixels


class _Reader(QLabel):
    """One reading's name over a piece of its line."""

    def __init__(self, number: int, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._number = number
        self.setContentsMargins(_LINE + 6, 0, 10, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = theme_keeper().current
        with QPainter(self) as painter:
            colour = QColor(colour_of(theme, self._number))
            painter.setPen(QPen(colour, 2.2, style_of(self._number)))
            height = self.height() / 2
            painter.drawLine(QLineF(2, height, _LINE, height))


class Legend(QWidget):
    """One entry a reading."""

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case = case
        self._entries: list[_Reader] = []
        self._row = FlowLayout(self, gap=2)
        self._row.setContentsMargins(12, 0, 12, 4)
        case.opened.connect(self._show)

    def _show(self) -> None:
        for entry in self._entries:
            self._row.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        count = len(self._case.now.readings) if self._case.now else 0
        self._entries = [_Reader(at, self._case.reader(at), self) for at in range(count)]
        for entry in self._entries:
            self._row.addWidget(entry)
            entry.show()
        self.updateGeometry()
