"""What a scroll area shows when its height follows from its width."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


class Scrolled(QWidget):
    """Is as high as its words are where they wrap now, not where they would at its least width.

    Else the area would scroll though all of it is in sight.
    """

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least
