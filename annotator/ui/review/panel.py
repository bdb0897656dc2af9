"""The pane, to come."""

from PySide6.QtWidgets import QWidget

from annotator.ui.desk import Desk


class ReviewPanel(QWidget):
    """Shows nothing yet."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
