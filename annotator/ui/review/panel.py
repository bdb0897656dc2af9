"""The review workspace: what waits, what it says, and the verdicts."""

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.domain.claim import Claim
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewVerb
from annotator.domain.waiting import QueueItem
from annotator.services.reviewed_since import Since
from annotator.services.sampling import Outcome
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.desk import Desk
from annotator.ui.jobs import JobRunner
from annotator.ui.menus import Actions
from annotator.ui.review.queue_pane import QueuePane
from annotator.ui.review.subject import Rights, Subject, rights, subject_of
from annotator.ui.review.summary import SubjectSummary
from annotator.ui.review.verdict_buttons import VerdictButtons
from annotator.ui.review.verdict_form import VerdictForm

_PARTS: Final = (500, 500)  # of whatever height there is


class ReviewPanel(QWidget):
    """Shows the queues over one desk, and the verdicts on what is current there.

    Signals:
        evidence_wanted: the `Span` to be shown in the text.
        edit_wanted: the current item is to be edited first.
    """

    evidence_wanted = Signal(object)
    edit_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        actions: Actions = MappingProxyType({}),
        jobs: JobRunner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._subject: tuple[RecordKind, int] | None = None
        self.editing = False
        self.pane = QueuePane(desk, jobs, actions, self)
        self.summary = SubjectSummary(desk.codebook, self)
        self.buttons = VerdictButtons(self)
        self.form = VerdictForm(desk.codebook.return_reasons, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        lower = QWidget()
        bottom = QVBoxLayout(lower)
        bottom.setContentsMargins(0, 0, 0, 0)
        bottom.setSpacing(0)
        for widget in (self.summary, self.form, self.buttons):
            bottom.addWidget(widget)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(self.pane)
        splitter.addWidget(lower)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes(list(_PARTS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)

    def _connect(self) -> None:
        self._desk.history_changed.connect(self._on_something_changed)
        self._desk.document_opened.connect(self._on_document_opened)
        self._desk.current_changed.connect(self._show_subject)
        self._desk.codebook_changed.connect(self._on_codebook_changed)
        self.pane.chosen.connect(self._on_chosen)
        self.pane.read.connect(self._show_subject)
        self.summary.evidence_wanted.connect(self.evidence_wanted)
        self.buttons.approve.clicked.connect(self.approve)
        self.buttons.withdraw.clicked.connect(self._desk.withdraw)
        self.buttons.return_.clicked.connect(self.ask_return)
        self.buttons.reject.clicked.connect(self.ask_reject)
        self.buttons.edit_wanted.connect(self.edit)
        self.form.given.connect(self._on_given)
        self.form.closed.connect(self._on_form_closed)
        theme_keeper().changed.connect(self._show_subject)

    @property
    def table(self) -> QWidget:
        """Return the list of what waits."""
        return self.pane.table

    def catch_up(self) -> None:
        """Know what is current, in sight or not."""
        if not self.isVisible():
            self._read_subject()

    def rights(self) -> Rights:
        """Return what the user may do to what is current."""
        subject, standing = subject_of(self._desk), self.pane.standing
        found = self.pane.model.rows.outcomes.get(subject.key) if subject else None
        checked = standing is not None and found in {Outcome.OPEN, Outcome.WRONG}
        return rights(self._desk, subject, checked=checked)

    def approve(self) -> None:
        """Approve what is current, or find it right once more, and go on."""
        standing = self.pane.standing
        if not self.rights().check or standing is None:
            self._desk.approve()
            return
        claim = self._desk.current
        if isinstance(claim, Claim):
            ahead = self.pane.ahead(self._desk.subject)
            find = self._desk.services.sampling.find_right
            self._desk.guard(lambda: find(standing.plan, claim))
            self._desk.go_on(ahead)

    def edit(self) -> None:
        """Say what an edit means, and let a person edit what is current."""
        if self.rights().edit:
            self.editing = True
            self._show_rights()
            self.edit_wanted.emit()

    def ask_return(self) -> None:
        """Ask why what is shown is returned, if it can be."""
        if self.buttons.return_.isEnabled():
            self._ask(ReviewVerb.RETURN)

    def ask_reject(self) -> None:
        """Ask why what is shown is rejected, if it can be."""
        if self.buttons.reject.isEnabled():
            self._ask(ReviewVerb.REJECT)

    def _on_codebook_changed(self) -> None:
        self.summary.set_codebook(self._desk.codebook)
        self.form.offer(self._desk.codebook.return_reasons)

    def _ask(self, verb: ReviewVerb) -> None:
        self.form.ask(verb)
        self.buttons.hide()

    def _stop_asking(self) -> None:
        self.form.hide()
        self.buttons.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pane.catch_up()
        self._show_subject()

    def _on_something_changed(self) -> None:
        self.pane.mark_stale()

    def _on_document_opened(self) -> None:
        if self.pane.asked.here.isChecked():
            self.pane.mark_stale()

    def _show_subject(self) -> None:
        if not self.isVisible():
            return
        subject = self._read_subject()
        key = subject.key if subject else None
        if key != self._subject:
            self._subject, self.editing = key, False
            self.form.forget()
            self._stop_asking()
        self._show_rights()
        self.pane.mark(self._desk.subject)

    def _read_subject(self) -> Subject | None:
        subject = subject_of(self._desk)
        if subject is None or self._desk.sheet is None:
            waits = self.pane.model.rowCount() > 0
            self.summary.show_nothing(self.tr("Choose a claim or a record.") if waits else "")
        else:
            since = self._desk.guard(lambda: self._since(subject))
            self.summary.show_subject(self._desk.sheet, subject, since)
        return subject

    def _since(self, subject: Subject) -> Since:
        sheet, since = self._desk.opened(), self._desk.services.since
        body = subject.body
        return since.of_claim(sheet, body) if isinstance(body, Claim) else since.of_record(sheet)

    def _show_rights(self) -> None:
        subject, may = subject_of(self._desk), self.rights()
        me = self._desk.services.context.user.id
        wanted = may.own or (self.editing and may.edit)
        others = self._desk.services.queueing.approvers(me) if wanted else ()
        self.buttons.allow(may, others, editing=self.editing and subject is not None)

    def _on_chosen(self, item: QueueItem) -> None:
        self._desk.review(item)

    def _on_given(self, verb: ReviewVerb, reason: str, words: str) -> None:
        if self._desk.give(verb, reason or None, words or None):
            self.form.forget()
            self._stop_asking()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_form_closed(self) -> None:
        self._stop_asking()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
