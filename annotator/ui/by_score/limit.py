"""A limit in per cent, to be dragged or typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSlider, QWidget

from annotator.ui.by_score.strip import ScoreStrip
from annotator.ui.number_box import NumberBox


class Limit(QWidget):
    """A slider under the bars of the scores, and a box for the number; the two are one.

    Signals:
        changed: the limit in per cent.
    """

    changed = Signal(int)

    def __init__(self, name: str, per_cent: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = ScoreStrip(self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.box = NumberBox(self)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(5)
        self.box.setRange(0, 100)
        self.box.setSuffix(" %")
        self.box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self.slider, self.box, self.box.lineEdit()):
            part.setAccessibleName(name)
            part.setToolTip(name)
        for part in (self.slider, self.box):
            part.setValue(per_cent)
        self.strip.show_limit(per_cent)
        self.strip.setAccessibleName(self.tr("How many proposals have which score"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.strip, 0, 0)
        grid.addWidget(self.slider, 1, 0)
        grid.addWidget(self.box, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self.slider.valueChanged.connect(self.box.setValue)
        self.box.valueChanged.connect(self._on_changed)
        self.setFocusProxy(self.slider)

    @property
    def per_cent(self) -> int:
        """Return the limit in per cent."""
        return self.box.value()

    @property
    def score(self) -> float:
        """Return the limit as a score, 0.0 to 1.0."""
        return self.per_cent / 100

    def _on_changed(self, per_cent: int) -> None:
        self.slider.setValue(per_cent)
        self.strip.show_limit(per_cent)
        self.changed.emit(per_cent)
