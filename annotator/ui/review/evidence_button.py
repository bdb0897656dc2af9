"""A small button that shows a numbered place in the text."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.ui.record.editor_keys import presses_on_return
from annotator.ui.review.evidence import NUMBERED, Shown


class EvidenceButton(QToolButton):
    """Says which key shows a place: its number."""

    def __init__(self, number: int, shown: Shown, parent: QWidget, *, named: bool) -> None:
        super().__init__(parent)
        self.shown = shown
        mark = str(number) if number <= NUMBERED else "•"
        self.setText(f"{mark} {shown.label}" if named else mark)
        tip = QCoreApplication.translate("Review", "Show the words for “{0}” in the text")
        key = f" ({number})" if number <= NUMBERED else ""
        self.setToolTip(tip.format(shown.label) + key)
        self.setAccessibleName(tip.format(shown.label))
        self.setAutoRaise(not named)
        presses_on_return(self)
