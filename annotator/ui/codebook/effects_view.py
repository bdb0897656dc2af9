"""What a change would do, before it is made; with no change, what uses the chosen item."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.services.codebooks import Effects
from annotator.ui.codebook.touched_table import TouchedTable
from annotator.ui.record.notes import Note


class EffectsView(QWidget):
    """Shows sentences, and the claims behind them.

    Signals:
        chosen: the `Touched` claim or document to go to.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Note("text", self, bold=True)
        self.said = Note("text", self)
        self.problems = Note("bad", self)
        self.table = TouchedTable(self)
        self.more = Note("muted", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(6)
        for widget in (self.title, self.problems, self.said):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self.more)
        column.addStretch(0)
        self.table.chosen.connect(self.chosen)

    def wait(self, title: str) -> None:
        """Say what is looked into."""
        self.title.say(title)
        self.said.say(self.tr("Looking at what it would touch…"))
        self.problems.say("")

    def show_effects(self, title: str, effects: Effects) -> None:
        """Show what comes of a change, or what uses an item."""
        self.title.say(title)
        self.said.say("\n".join(effects.sentences))
        self.problems.say("\n".join(effects.problems))
        self.table.rows.show_rows(effects.touched)
        self.table.setVisible(bool(effects.touched))
        left = effects.count - len(effects.touched)
        self.more.say(self.tr("and {0} more").format(left) if left > 0 else "")
