"""The remarks on a claim as a thread, and a line for another one."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from annotator.domain.comment import Comment
from annotator.ui.icons import dress
from annotator.ui.record.editor_keys import EditorKeys
from annotator.ui.record.notes import Note
from annotator.ui.record.remark import Remark


class CommentThread(QWidget):
    """Shows remarks, answers below what they answer; what is half typed is kept for each claim.

    Up and Down walk from remark to remark, Return answers one, Delete takes one's own away.

    Signals:
        remarked: the words of a new remark, and the id of what it answers, or None.
        deleted: the `Comment` that is to be taken away.
        settled: nothing more is to be typed.
    """

    remarked = Signal(str, object)
    deleted = Signal(object)
    settled = Signal()

    def __init__(self, user: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._user = user
        self._subject = ""
        self._drafts: dict[str, tuple[str, int | None]] = {}
        self._shown: tuple[Comment, ...] = ()
        self._answered: int | None = None
        self.remarks: list[Remark] = []
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("New comment"))
        self.send = QToolButton(self)
        self.send.setText(self.tr("Add"))
        self.send.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.send.setToolTip(self.tr("Add the comment (Enter)"))
        self.send.setAccessibleName(self.tr("Add the comment"))
        dress(self.send, "comment")
        self.answering = Note("muted", self)
        self._keys = EditorKeys(self.line)
        self._lay_out()
        self._answer(None)
        self._keys.returned.connect(self._on_sent)
        self._keys.escaped.connect(self._on_escaped)
        self.send.clicked.connect(self._on_sent)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._list = QVBoxLayout()
        self._list.setSpacing(5)
        column.addLayout(self._list)
        column.addWidget(self.answering)
        row = QHBoxLayout()
        row.addWidget(self.line)
        row.addWidget(self.send)
        column.addLayout(row)

    def show_comments(self, subject: str, comments: tuple[Comment, ...]) -> None:
        """Show the remarks on a subject, which any name may stand for."""
        if subject != self._subject:
            self._drafts[self._subject] = (self.line.text(), self._answered)
            text, answered = self._drafts.pop(subject, ("", None))
            self.line.setText(text)
            self._answered = answered
            self._subject = subject
        if comments != self._shown:
            self._shown = comments
            self._fill()
        self._answer(self._answered)

    def half_typed(self) -> dict[str, str]:
        """Return what is written and not sent, by subject."""
        drafts = {subject: text for subject, (text, _answered) in self._drafts.items() if text}
        return {**drafts, **({self._subject: self.line.text()} if self.line.text() else {})}

    def resume(self, drafts: Mapping[str, str]) -> None:
        """Take up again what was half written in an earlier session."""
        self._drafts.update({subject: (text, None) for subject, text in drafts.items()})
        if self._subject in drafts:
            text, _answered = self._drafts.pop(self._subject)
            self.line.setText(text)

    def _fill(self) -> None:
        here = next((at for at, item in enumerate(self.remarks) if item.hasFocus()), None)
        while self.remarks:
            old = self.remarks.pop()
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        for comment, depth in threaded(self._shown):
            remark = Remark(comment, depth, own=comment.user == self._user, parent=self)
            remark.answered.connect(self._on_answered)
            remark.deleted.connect(self.deleted)
            remark.walked.connect(self._on_walked)
            self.remarks.append(remark)
            self._list.addWidget(remark)
        if here is not None:
            rest = [*self.remarks[here:], *reversed(self.remarks[:here])]
            (rest[0] if rest else self.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, comment_id: int | None) -> None:
        living = {item.id: item for item in self._shown if not item.deleted}
        answered = living.get(comment_id or 0)
        self._answered = answered.id if answered else None
        self.answering.say(
            self.tr("Answer to {0} (Escape: no answer)").format(answered.user) if answered else ""
        )
        self.line.setPlaceholderText(
            self.tr("Write an answer…") if answered else self.tr("Add a comment…")
        )

    def _on_answered(self, comment: Comment) -> None:
        self._answer(comment.id)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_walked(self, by: int) -> None:
        here = next((at for at, item in enumerate(self.remarks) if item.hasFocus()), None)
        if here is not None and 0 <= here + by < len(self.remarks):
            self.remarks[here + by].setFocus(Qt.FocusReason.OtherFocusReason)
        elif here is not None and by > 0:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sent(self) -> None:
        text, answered = self.line.text().strip(), self._answered
        if text:
            self.line.clear()
            self._answer(None)
            self.remarked.emit(text, answered)
        self.settled.emit()

    def _on_escaped(self) -> None:
        if self._answered is not None:
            self._answer(None)
            return
        self.line.clear()
        self.settled.emit()


def threaded(comments: Sequence[Comment]) -> Iterator[tuple[Comment, int]]:
    """Yield comments, each with how deep it stands, answers after what they answer.

    An answer to what is not among them stands by itself.
    """
    known = {comment.id for comment in comments}
    below: dict[int | None, list[Comment]] = {}
    for comment in comments:
        above = comment.reply_to if comment.reply_to in known else None
        below.setdefault(above, []).append(comment)
    waiting = [(comment, 0) for comment in reversed(below.get(None, []))]
    while waiting:
        comment, depth = waiting.pop()
        yield comment, depth
        waiting += [(answer, depth + 1) for answer in reversed(below.get(comment.id, []))]
