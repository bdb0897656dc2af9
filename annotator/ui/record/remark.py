"""One remark of a thread: who, when, and what one can do about it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.domain.comment import Comment
from annotator.ui.keys import RETURN
from annotator.ui.record.moments import moment
from annotator.ui.record.notes import Note

_STEP: Final = 14  # pixels an answer is set in
_DEEPEST: Final = 4
_TIGHT: Final = "QToolButton { padding: 0 4px; }"


class Remark(QWidget):
    """Shows one remark; a deleted one only says so.

    Signals:
        answered: the `Comment` that is to be answered.
        deleted: the `Comment` that is to be taken away.
        walked: to a neighbour, -1 up or 1 down.
    """

    answered = Signal(object)
    deleted = Signal(object)
    walked = Signal(int)

    def __init__(self, comment: Comment, depth: int, *, own: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.comment = comment
        self._own = own and not comment.deleted
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head = Note("muted", self)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.answer = self._button(self.tr("Reply"), self.tr("Answer this comment (Enter)"))
        self.delete = self._button(self.tr("Delete"), self.tr("Delete your comment (Delete)"))
        self.answer.setVisible(not comment.deleted)
        self.delete.setVisible(self._own)
        self.answer.clicked.connect(self._on_answer)
        self.delete.clicked.connect(self._on_delete)
        self._lay_out(min(depth, _DEEPEST))
        self._say()

    def _button(self, words: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        button.setStyleSheet(_TIGHT)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _lay_out(self, depth: int) -> None:
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.head, 1)
        top.addWidget(self.answer)
        top.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 + depth * _STEP, 1, 2, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.words)

    def _say(self) -> None:
        comment = self.comment
        head = f"{comment.user} · {moment(comment.at)}"
        words = self.tr("This comment was deleted.") if comment.deleted else comment.text
        self.head.say("↳ " * (comment.reply_to is not None) + head)
        self.words.setText(words)
        self.words.setEnabled(not comment.deleted)
        self.setAccessibleName(f"{head}: {words}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in RETURN:
            self._on_answer()
        elif key == Qt.Key.Key_Delete:
            self._on_delete()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.walked.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            with QPainter(self) as painter:
                painter.setPen(QPen(self.palette().link().color(), 1))
                painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 3, 3)

    def _on_answer(self) -> None:
        if not self.comment.deleted:
            self.answered.emit(self.comment)

    def _on_delete(self) -> None:
        if self._own:
            self.deleted.emit(self.comment)
