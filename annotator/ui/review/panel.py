"""The review workspace: what waits, what it says, and the verdicts."""

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QSplitter,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.waiting import QueueItem
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.menus import Actions
from annotator.ui.review.excerpts import Excerpts
from annotator.ui.review.queue_model import QueueModel
from annotator.ui.review.subject import rights, subject_of
from annotator.ui.review.summary import SubjectSummary
from annotator.ui.review.verdict_buttons import VerdictButtons
from annotator.ui.review.verdict_form import VerdictForm

_HALF: Final = 1000  # of whatever height there is


class ReviewPanel(QWidget):
    """Shows two queues over one desk, and the verdicts on what is current there."""

    def __init__(
        self, desk: Desk, actions: Actions = MappingProxyType({}), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self._user = desk.services.context.user
        self._subject: tuple[RecordKind, int] | None = None
        self._following = False
        self._excerpts = Excerpts(desk)
        self.model = QueueModel(self._excerpts.of, theme_keeper().current, self._user.id, self)
        self.waiting = _queue_button(self.tr("Submitted claims and records"), self)
        self.returned = _queue_button(self.tr("What a reviewer sent back to you"), self)
        self.hide_mine = QCheckBox(self.tr("Not those I edited last"), self)
        self.tree = _tree(self.model, self)
        self.empty = EmptyState(self)
        self.summary = SubjectSummary(desk.codebook, self)
        self.buttons = VerdictButtons(self)
        self.form = VerdictForm(desk.codebook.return_reasons, self)
        self.waiting.setChecked(True)
        self.hide_mine.setChecked(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        queues = FlowLayout()
        queues.addWidget(self.waiting)
        queues.addWidget(self.returned)
        upper, lower = QWidget(), QWidget()
        top, bottom = QVBoxLayout(upper), QVBoxLayout(lower)
        top.addLayout(queues)
        above: tuple[QWidget, ...] = (self.hide_mine, self.empty, self.tree)
        below: tuple[QWidget, ...] = (self.summary, self.form, self.buttons)
        for box, widgets in ((top, above), (bottom, below)):
            for widget in widgets:
                box.addWidget(widget)
        top.setContentsMargins(6, 6, 6, 0)
        bottom.setContentsMargins(0, 0, 0, 0)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([_HALF, _HALF])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)

    def _connect(self) -> None:
        self._desk.history_changed.connect(self._on_something_changed)
        self._desk.current_changed.connect(self._show_subject)
        self._desk.codebook_changed.connect(self._on_codebook_changed)
        self.tree.selectionModel().currentChanged.connect(self._on_row_changed)
        for button in (self.waiting, self.returned, self.hide_mine):
            button.toggled.connect(self._read_queue)
        self.buttons.approve.clicked.connect(self._desk.approve)
        self.buttons.withdraw.clicked.connect(self._desk.withdraw)
        self.buttons.return_.clicked.connect(self.ask_return)
        self.buttons.reject.clicked.connect(self.ask_reject)
        self.form.given.connect(self._on_given)
        self.form.closed.connect(self._on_form_closed)
        theme_keeper().changed.connect(self.model.set_theme)
        theme_keeper().changed.connect(self._show_subject)

    def _on_codebook_changed(self) -> None:
        self.summary.set_codebook(self._desk.codebook)
        self.form.offer(self._desk.codebook.return_reasons)

    def ask_return(self) -> None:
        """Ask why what is shown is returned, if it can be."""
        if self.buttons.return_.isEnabled():
            self._ask(ReviewVerb.RETURN)

    def ask_reject(self) -> None:
        """Ask why what is shown is rejected, if it can be."""
        if self.buttons.reject.isEnabled():
            self._ask(ReviewVerb.REJECT)

    def _ask(self, verb: ReviewVerb) -> None:
        self.form.ask(verb)
        self.buttons.hide()

    def _stop_asking(self) -> None:
        self.form.hide()
        self.buttons.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_something_changed()
        self._show_subject()

    def _on_something_changed(self) -> None:
        self._excerpts.forget()
        if self.isVisible():
            self._read_queue()

    def _read_queue(self) -> None:
        queue = self._desk.services.querying.queue
        submitted, returned = queue(), queue(ReviewStatus.RETURNED)
        waiting = submitted
        if self.hide_mine.isChecked():
            waiting = tuple(item for item in submitted if self._desk.may_approve(item))
        mine = tuple(item for item in returned if item.editor == self._user.id)
        self.waiting.setText(self.tr("To review {0}").format(len(waiting)))
        self.returned.setText(self.tr("Returned to me {0}").format(len(mine)))
        self._say_empty(len(submitted))
        self._show_queue(waiting if self.waiting.isChecked() else mine)

    def _show_queue(self, items: tuple[QueueItem, ...]) -> None:
        self.hide_mine.setVisible(self.waiting.isChecked())
        self._following = True
        if self.model.show_items(items):
            self.tree.expandAll()
        self._following = False
        self.empty.setVisible(not items)
        self.tree.setVisible(bool(items))
        self._mark_current()

    def _say_empty(self, submitted: int) -> None:
        """Say why nothing waits, and what would change that."""
        if not self.waiting.isChecked():
            words, act = self.tr("Nothing was returned to you."), "workspace_1"
        elif submitted:
            words = self.tr("What waits was edited by you last; a second person has to approve it.")
            act = "switch_user"
        else:
            words = self.tr("Nothing waits for review. What is submitted comes here.")
            act = "workspace_1"
        self.empty.say(words, [self._actions[act]] if act in self._actions else [])

    def _mark_current(self) -> None:
        index = self.model.index_of(self._desk.subject)
        self._following = True
        self.tree.setCurrentIndex(index)
        self._following = False
        if index.isValid():
            self.tree.scrollTo(index)

    def _show_subject(self) -> None:
        if not self.isVisible():
            return
        subject = subject_of(self._desk)
        if subject is None or self._desk.sheet is None:
            waits = self.model.rowCount() > 0
            self.summary.show_nothing(self.tr("Choose a claim or a record.") if waits else "")
        else:
            self.summary.show_subject(self._desk.sheet, subject)
        key = subject.key if subject else None
        if key != self._subject:
            self._subject = key
            self.form.forget()
            self._stop_asking()
        self.buttons.allow(rights(self._desk, subject))
        self._mark_current()

    def _on_row_changed(self, current: QModelIndex) -> None:
        item = self.model.item(current)
        if self._following or item is None:
            return
        if (item.kind, item.id) != self._desk.subject:
            self._desk.review(item)

    def _on_given(self, verb: ReviewVerb, reason: str, words: str) -> None:
        if self._desk.give(verb, reason or None, words or None):
            self.form.forget()
            self._stop_asking()
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_form_closed(self) -> None:
        self._stop_asking()
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)


def _queue_button(tip: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setCheckable(True)
    button.setAutoExclusive(True)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _tree(model: QueueModel, parent: QWidget) -> QTreeView:
    tree = QTreeView(parent)
    tree.setModel(model)
    tree.setHeaderHidden(True)
    tree.setUniformRowHeights(True)
    tree.setIndentation(14)
    tree.setStyleSheet("QTreeView::item { padding: 2px 0; }")
    tree.setAccessibleName(tree.tr("What waits for review"))
    return tree
