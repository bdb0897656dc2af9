"""How many required fields wait for somebody, and the way to the first of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.ui.claims.colours import theme_keeper


class WantingButton(QPushButton):
    """Says so in words; out of sight where nothing waits."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFlat(True)
        self.setToolTip(self.tr("Go to the first of them"))
        self.hide()
        theme_keeper().changed.connect(self._dress)
        self._dress()

    def show_count(self, count: int) -> None:
        """Say how many wait."""
        self.setVisible(count > 0)
        self.setText(
            self.tr("A required field is open")
            if count == 1
            else self.tr("{0} required fields are open").format(count)
        )

    def _dress(self) -> None:
        colour = theme_keeper().current.bad
        self.setStyleSheet(
            f"QPushButton {{ color: {colour}; border: none; padding: 1px; text-align: left; "
            "text-decoration: underline; }"
            f"QPushButton:focus {{ border: 1px solid {colour}; padding: 0; }}"
        )
