"""What typed text may mean in its written form, offered to be taken."""

from functools import cached_property, partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.ui.claims.flow_layout import FlowLayout

_TIGHT: Final = "QToolButton { padding: 1px 6px; border: 1px solid palette(mid); }"


class ReadingOffer(QWidget):
    """Buttons with readings; out of sight while there are none.

    Signals:
        taken: the reading that is meant.
    """

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.readings: tuple[str, ...] = ()
        self.buttons: list[QToolButton] = []
        self.hide()

    @cached_property
    def _flow(self) -> FlowLayout:
        self.setStyleSheet(_TIGHT)
        return FlowLayout(self)

    def offer(self, readings: tuple[str, ...]) -> None:
        """Offer these readings, the likeliest first, or none."""
        self.setVisible(bool(readings))
        if readings == self.readings:
            return
        self.readings = readings
        while self.buttons:
            button = self.buttons.pop()
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        for reading in readings:
            self.buttons.append(self._button(reading))

    def _button(self, reading: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(reading)
        button.setAccessibleName(self.tr("Take {0}").format(reading))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self.taken.emit, reading))
        self._flow.addWidget(button)
        button.show()
        return button
