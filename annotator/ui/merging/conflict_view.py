"""One conflict: both readings beside each other, and a button for each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from annotator.domain.project_merge import Side
from annotator.services.merging_conflicts import Conflict
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.merging.emphasis import told
from annotator.ui.record.editor_keys import presses_on_return
from annotator.ui.record.notes import Note


class ConflictView(QWidget):
    """Shows what both projects changed, as each has it.

    Signals:
        chosen: the `Side` whose reading is to stand.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conflict: Conflict | None = None
        self._side = Side.OURS
        self.text = QTextBrowser(self)
        self.mine = QPushButton(self.tr("Keep mine   M"), self)
        self.theirs = QPushButton(self.tr("Take theirs   T"), self)
        self.why = Note("warning", self)
        self._build()
        self.mine.clicked.connect(lambda: self.chosen.emit(Side.OURS))
        self.theirs.clicked.connect(lambda: self.chosen.emit(Side.THEIRS))
        theme_keeper().changed.connect(self._show)

    def _build(self) -> None:
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Both readings side by side"))
        for button in (self.mine, self.theirs):
            button.setCheckable(True)
        self.mine.setAccessibleName(self.tr("Keep mine"))
        self.theirs.setAccessibleName(self.tr("Take theirs"))
        self.mine.setToolTip(self.tr("The reading of this project stays"))
        self.theirs.setToolTip(self.tr("The reading of the other project stands"))
        presses_on_return(self.mine, self.theirs)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 6)
        foot.setSpacing(8)
        foot.addWidget(self.why, 1)
        foot.addStretch(0)
        foot.addWidget(self.mine)
        foot.addWidget(self.theirs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text, 1)
        column.addLayout(foot)

    def show_conflict(self, conflict: Conflict | None, side: Side) -> None:
        """Show a conflict and whose reading stands so far; None for nothing."""
        self._conflict, self._side = conflict, side
        self._show()

    def _show(self) -> None:
        conflict = self._conflict
        for button, side in ((self.mine, Side.OURS), (self.theirs, Side.THEIRS)):
            button.setEnabled(conflict is not None and not conflict.bound)
            button.setChecked(conflict is not None and self._side is side)
        if conflict is None:
            self.text.clear()
            self.why.say("")
            return
        place = self.text.verticalScrollBar().value()
        self.text.setHtml(told(conflict, self._side, theme_keeper().current))
        self.text.verticalScrollBar().setValue(place)
        self.why.say(self._caveat(conflict))

    def _caveat(self, conflict: Conflict) -> str:
        if conflict.bound:
            return self.tr("Here and there they were merged into each other: yours stays.")
        if not conflict.rows:
            return self.tr("Another person reads this alone: its words are not shown.")
        return ""
