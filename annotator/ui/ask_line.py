"""A line that asks for words over the window, while the work goes on beneath it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from annotator.ui.record.editor_keys import EditorKeys

_WIDTH: Final = 560  # pixels
_TOP: Final = 72
_EDGE: Final = 24
_POPUP: Final = Qt.FocusReason.PopupFocusReason  # so that editors take it for no leaving

Answer = Callable[[str], None]


class AskLine(QFrame):
    """One question at a time; Return answers, Escape lets it be, and the keyboard goes back."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._lender: QWidget | None = None
        self._then: Answer | None = None
        self._left: Callable[[], None] | None = None
        self.question = QLabel(self)
        self.line = QLineEdit(self)
        self.keep = QPushButton(self.tr("Keep"), self)
        self.leave = QPushButton(self.tr("Cancel"), self)
        self._build()
        keys = EditorKeys(self.line)
        keys.returned.connect(self._on_answered)
        keys.escaped.connect(self.put_away)
        self.keep.clicked.connect(self._on_answered)
        self.leave.clicked.connect(self.put_away)
        window.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        self.setObjectName("askLine")
        self.question.setBuddy(self.line)
        self.question.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(self.question)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.keep)
        row.addWidget(self.leave)
        column.addLayout(row)

    def ask(self, question: str, text: str, then: Answer, left: Callable[[], None]) -> None:
        """Ask for words, with some filled in; `left` is called where none are given."""
        self.put_away()
        self._then, self._left = then, left
        self._lender = QApplication.focusWidget()
        self.question.setText(question)
        self.line.setAccessibleName(question)
        self.line.setText(text)
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(_POPUP)
        self.line.selectAll()

    def put_away(self) -> None:
        """Let the question be, if one is asked."""
        left = self._left
        self._close()
        if left is not None:
            left()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        width = min(_WIDTH, self._window.width() - 2 * _EDGE)
        self.resize(width, self.sizeHint().height())
        self.move(QPoint((self._window.width() - width) // 2, _TOP))

    def _on_answered(self) -> None:
        then, words = self._then, self.line.text().strip()
        self._close()
        if then is not None:
            then(words)

    def _close(self) -> None:
        """Go out of sight; give the keyboard back if it is here still."""
        lender, self._lender = self._lender, None
        self._then = self._left = None
        focus = QApplication.focusWidget()
        here = focus is not None and self.isAncestorOf(focus)
        if here and lender is not None and isValid(lender) and lender.isVisible():
            lender.setFocus(_POPUP)
        self.hide()


def ask_line(window: QWidget) -> AskLine:
    """Return the one line that asks in a window."""
    return window.findChild(AskLine) or AskLine(window)
