"""The reason and the words of a verdict, asked for in place."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.review import ReviewVerb
from annotator.ui.record.editor_keys import EditorKeys, presses_on_return
from annotator.ui.record.notes import Note

_Modifier = Qt.KeyboardModifier


class ReasonList(QListView):
    """Letters typed here look for a reason; they are no shortcuts of the window."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            plain = event.modifiers() in {_Modifier.NoModifier, _Modifier.ShiftModifier}
            if plain and event.text().isprintable():
                event.accept()
                return True
        return super().event(event)


class VerdictForm(QWidget):
    """Asks why something is returned or rejected; Return gives the verdict, Escape closes.

    What is written stays until the verdict is given.

    Signals:
        given: the `ReviewVerb`, the reason or "", and the words or "".
        closed: the person thought better of it.
    """

    given = Signal(object, str, str)
    closed = Signal()

    def __init__(self, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verb = ReviewVerb.RETURN
        self.title = Note("text", self, bold=True)
        self.reasons = ReasonList(self)
        self._offered = QStringListModel(self)
        self.words = QLineEdit(self)
        self.give = QPushButton(self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.message = Note("bad", self)
        self._keys = [EditorKeys(self.reasons), EditorKeys(self.words)]
        presses_on_return(self.give, self.cancel)
        self._build()
        self.offer(reasons)
        self._lay_out()
        self._connect()
        self.hide()

    def offer(self, reasons: Sequence[str]) -> None:
        """Let one of these reasons be chosen."""
        self._offered.setStringList(list(reasons))
        self.reasons.setFixedHeight(len(reasons) * self.reasons.sizeHintForRow(0) + 6)

    def _build(self) -> None:
        self.reasons.setModel(self._offered)
        self.reasons.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.reasons.setAccessibleName(self.tr("Reason"))
        self.reasons.setUniformItemSizes(True)
        self.reasons.setStyleSheet("QListView::item { padding: 2px 6px; }")
        self.words.setPlaceholderText(self.tr("In words, if need be"))
        self.words.setAccessibleName(self.tr("Words of the verdict"))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.give, 1)
        buttons.addWidget(self.cancel, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for widget in (self.title, self.reasons, self.words, self.message):
            column.addWidget(widget)
        column.addLayout(buttons)

    def _connect(self) -> None:
        for keys in self._keys:
            keys.returned.connect(self._on_given)
            keys.escaped.connect(self.closed)
        self.reasons.doubleClicked.connect(self._on_given)
        self.give.clicked.connect(self._on_given)
        self.cancel.clicked.connect(self.closed)

    def ask(self, verb: ReviewVerb) -> None:
        """Ask for the reason of a verdict."""
        self._verb = verb
        returning = verb is ReviewVerb.RETURN
        self.title.say(self.tr("Return: why?") if returning else self.tr("Reject: why?"))
        self.give.setText(self.tr("Return it") if returning else self.tr("Reject it"))
        self.message.say("")
        self.show()
        self.reasons.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self) -> None:
        """Start afresh: the verdict was given, or is on something else."""
        self.reasons.clearSelection()
        self.reasons.setCurrentIndex(self.reasons.model().index(-1, 0))
        self.words.clear()

    def _on_given(self) -> None:
        reason = self.reasons.currentIndex().data() or ""
        if self._verb is ReviewVerb.RETURN and not reason:
            self.message.say(self.tr("Pick a reason."))
            return
        self.given.emit(self._verb, reason, self.words.text().strip())
