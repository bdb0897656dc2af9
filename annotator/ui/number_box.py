"""A box for a whole number with room before it, which a style sheet cannot give."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSpinBox, QWidget

_ROOM: Final = 6  # pixels, as before the words of a line


class NumberBox(QSpinBox):
    """A spin box whose number stands as far from the edge as other words do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_ROOM, 0, 0, 0)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(_ROOM, 0)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() + QSize(_ROOM, 0)
