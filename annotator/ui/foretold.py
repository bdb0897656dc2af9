"""The frame of a panel that says what an act would do before it is done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.domain.errors import AnnotatorError
from annotator.ui.icons import dress
from annotator.ui.record.notes import Note


class ForetoldPanel(QFrame):
    """A head, what is asked, what would be done or why not, and the buttons; Esc puts it away.

    Signals:
        closed: the panel is to be put away.
    """

    closed = Signal()

    def __init__(self, deed: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said, self.problem = Note("muted", self), Note("bad", self)
        self.apply = QPushButton(deed, self)
        self.away = QPushButton(self.tr("Close"), self)
        dress(self.apply, icon)
        self.away.clicked.connect(self.closed)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        away = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=context)
        away.activated.connect(self.closed)

    def lay_out(self, head: str, asked: Sequence[QWidget] = ()) -> None:
        """Put `asked` below the head and above what is said."""
        title = Note("text", self, bold=True)
        title.say(head)
        row = QHBoxLayout()
        row.addWidget(self.apply)
        row.addWidget(self.away)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (title, *asked, self.said, self.problem):
            column.addWidget(widget)
        column.addLayout(row)

    def refuse(self, error: AnnotatorError) -> None:
        """Say why not, in place of what would be done."""
        self.said.say("")
        self.problem.say(str(error))
