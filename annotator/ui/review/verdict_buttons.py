"""The verdicts as buttons, each with the reason why it cannot be given."""

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from annotator.ui.icons import dress
from annotator.ui.record.editor_keys import presses_on_return
from annotator.ui.record.notes import Note
from annotator.ui.review.subject import Rights


class VerdictButtons(QWidget):
    """Approve, return, reject and withdraw."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.approve = self._button(self.tr("Approve"), "approve")
        self.return_ = self._button(self.tr("Return…"), "return")
        self.reject = self._button(self.tr("Reject…"), "reject")
        self.withdraw = self._button(self.tr("Withdraw"), "withdraw")
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
        self.allow(Rights())

    def _button(self, text: str, drawing: str) -> QPushButton:
        button = QPushButton(text, self)
        dress(button, drawing)
        presses_on_return(button)
        return button

    def allow(self, rights: Rights) -> None:
        """Enable what may be done, and say why approving may not."""
        self.approve.setEnabled(rights.approve)
        self.return_.setEnabled(rights.return_)
        self.reject.setEnabled(rights.reject)
        self.withdraw.setEnabled(rights.withdraw)
        own = self.tr("You edited this last: somebody else approves it.")
        self.reason.say(own if rights.own else "")
