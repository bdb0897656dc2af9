"""The remarks on a claim, and a line for another one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from annotator.domain.comment import Comment
from annotator.ui.icons import dress
from annotator.ui.record.editor_keys import EditorKeys
from annotator.ui.record.moments import moment
from annotator.ui.record.notes import Note


class CommentThread(QWidget):
    """Shows remarks, the oldest first; what is half typed is kept for each claim.

    Signals:
        remarked: the words of a new remark.
        settled: nothing more is to be typed.
    """

    remarked = Signal(str)
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject = ""
        self._drafts: dict[str, str] = {}
        self._shown: tuple[Comment, ...] = ()
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Add a comment…"))
        self.line.setAccessibleName(self.tr("New comment"))
        self.send = QToolButton(self)
        self.send.setToolTip(self.tr("Add the comment (Return)"))
        self.send.setAccessibleName(self.tr("Add the comment"))
        dress(self.send, "comment")
        self._keys = EditorKeys(self.line)
        self._lay_out()
        self._keys.returned.connect(self._on_sent)
        self._keys.escaped.connect(self._on_escaped)
        self.send.clicked.connect(self._on_sent)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column.addLayout(self._list)
        row = QHBoxLayout()
        row.addWidget(self.line)
        row.addWidget(self.send)
        column.addLayout(row)

    def show_comments(self, subject: str, comments: tuple[Comment, ...]) -> None:
        """Show the remarks on a subject, which any name may stand for."""
        if subject != self._subject:
            self._drafts[self._subject] = self.line.text()
            self.line.setText(self._drafts.pop(subject, ""))
            self._subject = subject
        if comments != self._shown:
            self._shown = comments
            self._fill()

    def _fill(self) -> None:
        while item := self._list.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for comment in self._shown:
            self._list.addWidget(_remark(comment, self))

    def _on_sent(self) -> None:
        text = self.line.text().strip()
        if text:
            self.line.clear()
            self.remarked.emit(text)
        self.settled.emit()

    def _on_escaped(self) -> None:
        self.line.clear()
        self.settled.emit()


def _remark(comment: Comment, parent: QWidget) -> QWidget:
    box = QWidget(parent)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    head = Note("muted", box)
    head.say(f"{comment.user} · {moment(comment.at)}")
    words = QLabel(comment.text, box)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(head)
    column.addWidget(words)
    return box
