"""Empty room beside the text."""

from typing import Final

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

RAILS_WIDTH: Final = 54  # the least room left of the text


class Margin(QWidget):
    """A margin of a scrolled text: turning the wheel there scrolls the text."""

    def __init__(self, text: QAbstractScrollArea) -> None:
        super().__init__(text)
        self._text = text

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._text.viewport(), event)
