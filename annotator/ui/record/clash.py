"""Two versions of one value: what somebody else stored, and what is typed here meanwhile."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.ui.record.notes import Note


class Clash(QWidget):
    """Says who changed a value while it was typed over, and asks which is to stand.

    It is empty until it asks: most never do.

    Signals:
        mine: what is typed is to be stored.
        theirs: what is typed is to be dropped.
    """

    mine = Signal()
    theirs = Signal()

    def __init__(self, field: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self.hide()

    def _build(self) -> None:
        self.said = Note("warning", self)
        self.keep = QPushButton(self.tr("Keep mine"), self)
        self.take = QPushButton(self.tr("Take theirs"), self)
        self.keep.setToolTip(self.tr("Enter in the field does the same"))
        self.take.setToolTip(self.tr("Esc in the field does the same"))
        for button, words in ((self.keep, self.keep.text()), (self.take, self.take.text())):
            button.setAccessibleName(f"{self._field}: {words}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(self.take)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.said)
        column.addLayout(row)
        self.keep.clicked.connect(self.mine)
        self.take.clicked.connect(self.theirs)

    @property
    def open(self) -> bool:
        """Tell whether it is still to be decided."""
        return not self.isHidden()

    def ask(self, who: str, theirs: str) -> None:
        """Say who stored what; the value may have been cleared."""
        if self.layout() is None:
            self._build()
        who = who or self.tr("Somebody")
        if theirs:
            words = self.tr("{0} changed this to “{1}” while you were editing.")
        else:
            words = self.tr("{0} cleared this while you were editing.")
        self.said.say(words.format(who, theirs))
        self.show()

    def settle(self) -> None:
        """Ask no more."""
        self.hide()
