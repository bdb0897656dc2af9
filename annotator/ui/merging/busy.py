"""Work on another project that goes on: what it is, how far it is, and a way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from annotator.runtime.progress import ProgressReport
from annotator.ui.record.editor_keys import presses_on_return

_WIDTH = 360


class Busy(QWidget):
    """Stands in the page while somebody waits.

    Signals:
        stop_wanted: the work is to stop.
    """

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel(self)
        self.bar = QProgressBar(self)
        self.stop = QPushButton(self.tr("Stop   Esc"), self)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar.setFixedWidth(_WIDTH)
        self.bar.setTextVisible(False)
        self.stop.setAccessibleName(self.tr("Stop; nothing is merged then"))
        presses_on_return(self.stop)
        self.stop.clicked.connect(self.stop_wanted)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for part in (self.words, self.bar, self.stop):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(part)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(3)

    def begin(self, words: str) -> None:
        """Say what goes on now."""
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, 0)

    def go_on(self, report: ProgressReport) -> None:
        """Show how far it is."""
        self.bar.setRange(0, report.total or 0)
        self.bar.setValue(report.done)
