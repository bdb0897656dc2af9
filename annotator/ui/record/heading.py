"""The head of the current item: what it is, how far it has come, and what was said of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.domain.claim import Claim
from annotator.domain.proposal import ProposalState
from annotator.domain.review import ReviewStatus
from annotator.domain.verdict import Review
from annotator.services.drafting import Item
from annotator.ui.claims.standing import standing
from annotator.ui.icons import dress
from annotator.ui.record.moments import moment
from annotator.ui.record.notes import Note
from annotator.ui.record.pill import Pill
from annotator.ui.scores import in_per_cent, in_words, in_words_once

_ALERT = frozenset({ReviewStatus.RETURNED, ReviewStatus.REJECTED})


class VerdictNote(QFrame):
    """The latest verdict in words; it stands out while the annotator has to act on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = Note("text", self, bold=True)
        self.words = Note("text", self)
        self._column = column = QVBoxLayout(self)
        column.setSpacing(2)
        column.addWidget(self.head)
        column.addWidget(self.words)
        self.setAccessibleName(self.tr("Latest verdict"))
        self.hide()

    def show_review(self, review: Review | None, status: ReviewStatus) -> None:
        """Show a verdict, or nothing."""
        self.setVisible(review is not None)
        if review is None:
            return
        alert = status in _ALERT and review.standing
        self.setFrameShape(QFrame.Shape.Box if alert else QFrame.Shape.NoFrame)
        side = 8 if alert else 0
        self._column.setContentsMargins(side, side // 2, side, side // 2)
        self.head.say(self._headline(review), "warning" if alert else "muted")
        self.words.say(review.words or "")

    def _headline(self, review: Review) -> str:
        verb = {
            "approve": self.tr("Approved by {0}"),
            "return": self.tr("Returned by {0}"),
            "reject": self.tr("Rejected by {0}"),
        }[review.verb.value].format(review.user)
        reason = f": {review.reason}" if review.reason else ""
        stale = "" if review.standing else self.tr(" (no longer stands)")
        return f"{verb}, {moment(review.at)}{reason}{stale}"


class ItemHeading(QWidget):
    """What the current item is.

    Signals:
        accepted: the proposal is right.
        refused: the proposal is wrong.
    """

    accepted = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pill = Pill(self)
        self.facts = Note("muted", self)
        self.verdict = VerdictNote(self)
        self.accept = QPushButton(self.tr("Accept"), self)
        self.refuse = QPushButton(self.tr("Refuse"), self)
        dress(self.accept, "accept")
        dress(self.refuse, "refuse")
        self.accept.setToolTip(self.tr("Make a claim of this proposal and go on (Enter)"))
        self.refuse.setToolTip(self.tr("Say that this proposal is wrong and go on (Delete)"))
        self._lay_out()
        self.accept.clicked.connect(self.accepted)
        self.refuse.clicked.connect(self.refused)

    def add(self, button: QWidget) -> None:
        """Put another button at the end of the first line."""
        self._top.addWidget(button)

    def _lay_out(self) -> None:
        self._top = top = QHBoxLayout()
        top.addWidget(self.pill)
        top.addWidget(self.facts, 1)
        acts = QHBoxLayout()
        for button in (self.accept, self.refuse):
            acts.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.verdict)
        column.addLayout(acts)

    def show_item(self, item: Item, editor: str, review: Review | None) -> None:
        """Show an item, the name of who edited it last, and the latest verdict on it."""
        self.pill.show_standing(standing(item))
        claim = isinstance(item, Claim)
        if isinstance(item, Claim):
            self.facts.say(self.tr("by {0}").format(editor))
            self.facts.setToolTip(self._told(editor, item.score))
            self.verdict.show_review(review, item.status)
        else:
            self.facts.say(self.tr("{0} likely right").format(in_per_cent(item.body.score)))
            self.facts.setToolTip(in_words(item.body.score))
            self.verdict.show_review(None, ReviewStatus.DRAFT)
        opened = not isinstance(item, Claim) and item.state is ProposalState.OPEN
        for button in (self.accept, self.refuse):
            button.setVisible(not claim)
            button.setEnabled(opened)

    def _told(self, editor: str, score: float | None) -> str:
        edited = self.tr("Last edited by {0}").format(editor)
        return edited if score is None else f"{edited}\n{in_words_once(score)}"
