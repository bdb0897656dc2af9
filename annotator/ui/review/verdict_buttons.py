"""The verdicts as buttons, each with the reason why it cannot be given."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from annotator.ui.icons import dress
from annotator.ui.record.editor_keys import presses_on_return
from annotator.ui.record.notes import Note
from annotator.ui.review.subject import Rights

_NAMED: Final = 3


class VerdictButtons(QWidget):
    """Approve, return, reject, withdraw, and approve with an edit.

    Signals:
        edit_wanted: what is shown is to be edited first.
    """

    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.approve = self._button(self.tr("Approve"), "approve")
        self.return_ = self._button(self.tr("Return…"), "return")
        self.reject = self._button(self.tr("Reject…"), "reject")
        self.withdraw = self._button(self.tr("Withdraw"), "withdraw")
        self.edit = self._button(self.tr("Approve with an edit…"), "source")
        self.reason = Note("warning", self)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 4, 8, 8)
        grid.setSpacing(4)
        grid.addWidget(self.reason, 0, 0, 1, 2)
        for at, button in enumerate((self.approve, self.return_, self.withdraw, self.reject)):
            grid.addWidget(button, 1 + at // 2, at % 2)
        self.approve.setToolTip(self.tr("Approve and go on to the next (Enter)"))
        self.return_.setToolTip(self.tr("Send it back to its annotator, with a reason"))
        self.reject.setToolTip(self.tr("Say that it does not belong in the dataset"))
        self.withdraw.setToolTip(self.tr("Take back your own last verdict or submission"))
        grid.addWidget(self.edit, 3, 0, 1, 2)
        self.edit.setToolTip(self.tr("Edit it; it then waits for another person (Shift+Enter)"))
        self.edit.clicked.connect(self.edit_wanted)
        self.allow(Rights())

    def _button(self, text: str, drawing: str) -> QPushButton:
        button = QPushButton(text, self)
        dress(button, drawing)
        presses_on_return(button)
        return button

    def allow(self, rights: Rights, others: Sequence[str] = (), *, editing: bool = False) -> None:
        """Enable what may be done, and say why approving may not, and who may do it.

        `others` are those who might approve it in the user's place; `editing` tells that the user
        is about to edit it.
        """
        self.approve.setEnabled(rights.approve)
        self.approve.setText(self.tr("Found right") if rights.check else self.tr("Approve"))
        self.return_.setEnabled(rights.return_)
        self.reject.setEnabled(rights.reject)
        self.withdraw.setEnabled(rights.withdraw)
        self.edit.setEnabled(rights.edit)
        self.reason.say(self._told(rights, waits_for(others), editing))

    def _told(self, rights: Rights, whom: str, editing: bool) -> str:
        if rights.waits_for:
            return self.tr("It waits for {0}, to be submitted.").format(rights.waits_for)
        if rights.own:
            return self.tr("You edited this last: somebody else approves it. {0}").format(whom)
        if editing and rights.edit and not rights.solo:
            told = self.tr("What you edit is submitted again, and somebody else approves it. {0}")
            return told.format(whom)
        return ""


def waits_for(others: Sequence[str]) -> str:
    """Return whom something waits for, in a sentence."""
    translate = QCoreApplication.translate
    if not others:
        return translate("Review", "Nobody else works here yet.")
    if len(others) <= _NAMED:
        told = translate("Review", "It waits for {0}.")
        return told.format(translate("Review", " or ").join(others))
    told = translate("Review", "It waits for {0} or one of {1} others.")
    return told.format(", ".join(others[:_NAMED]), len(others) - _NAMED)
