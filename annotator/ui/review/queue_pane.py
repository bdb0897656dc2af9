"""The queues of the review: what waits, what came back, and a sample that is checked."""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from annotator.domain.review import ReviewStatus
from annotator.domain.waiting import QueueFilter, QueueItem, QueueOrder
from annotator.services.sampling import Outcome, SampleStanding
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.jobs import JobRunner
from annotator.ui.menus import Actions
from annotator.ui.record.notes import Note
from annotator.ui.review.queue_asked import QueueAsked
from annotator.ui.review.queue_model import QueueModel, QueueRows, Subject, rows_of
from annotator.ui.review.queue_table import QueueTable
from annotator.ui.review.sample_strip import SampleStrip

_SOON_MS: Final = 1500  # a long queue is read once nothing has changed for so long


class Queue(Enum):
    """Which queue is shown."""

    WAITING = "waiting"
    RETURNED = "returned"
    SAMPLE = "sample"


class _Read(NamedTuple):
    """What was read of the queues at once."""

    rows: QueueRows
    waiting: int
    others: int
    returned: int
    sample: SampleStanding | None


class QueuePane(QWidget):
    """Shows one of the queues; a long one is read off the window's thread.

    Signals:
        chosen: the `QueueItem` that a person went to.
        read: the queue was read anew.
    """

    chosen = Signal(object)
    read = Signal()

    def __init__(
        self, desk: Desk, jobs: JobRunner | None, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._jobs, self._actions = desk, jobs, actions
        self._me = desk.services.context.user.id
        self._following = self._stale = True
        self._asked = 0
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.read_again)
        self.model = QueueModel(self._me, self)
        self.waiting = _queue_button(self.tr("Submitted claims and records"), self)
        self.returned = _queue_button(self.tr("What a reviewer sent back to you"), self)
        self.sampled = _queue_button(self.tr("Check a random sample, and how often it errs"), self)
        self.sampled.setText(self.tr("Sample"))
        self.waiting.setChecked(True)
        self.asked, self.strip = QueueAsked(self), SampleStrip(desk, self)
        self.others = Note("muted", self)
        self.empty, self.table = EmptyState(self), QueueTable(self.model, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        queues = FlowLayout()
        for button in (self.waiting, self.returned, self.sampled):
            queues.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 0)
        column.setSpacing(4)
        column.addLayout(queues)
        for widget in (self.asked, self.strip, self.others, self.empty, self.table):
            column.addWidget(widget)
        column.setStretchFactor(self.table, 1)
        self.strip.hide()

    def _connect(self) -> None:
        for button in (self.waiting, self.returned, self.sampled):
            button.toggled.connect(self._on_queue_chosen)
        self.asked.changed.connect(self.read_again)
        self.strip.drawn.connect(self.read_again)
        self.model.wanted.connect(self._on_lines_wanted)
        self.table.selectionModel().currentChanged.connect(self._on_row_changed)

    @property
    def queue(self) -> Queue:
        """Return which queue is shown."""
        if self.sampled.isChecked():
            return Queue.SAMPLE
        return Queue.RETURNED if self.returned.isChecked() else Queue.WAITING

    @property
    def standing(self) -> SampleStanding | None:
        """Return the sample that is checked, None while another queue is shown."""
        return self.strip.standing if self.queue is Queue.SAMPLE else None

    def mark_stale(self) -> None:
        """Read the queue anew as soon as it is looked at."""
        self._stale = True
        if not self.isVisible():
            return
        if self._jobs is not None and self._is_long():
            self._soon.start()
        else:
            self.read_again()

    def catch_up(self) -> None:
        """Read the queue anew if something changed since, a long one soon enough."""
        if self._stale and not self._soon.isActive():
            self.read_again()

    def read_again(self) -> None:
        """Read the queue that is asked for."""
        self._stale = False
        self._asked += 1
        number, work = self._asked, self._reading()
        if self._jobs is None or not self._is_long():
            found = self._desk.guard(work)
            if found is not None:
                self._take(found)
            return

        def arrive(found: _Read) -> None:
            if number == self._asked:
                self._take(found)

        self._jobs.quick(work, arrive, self._desk.report)

    def ahead(self, subject: Subject | None) -> Iterator[QueueItem]:
        """Return what may be judged after a subject, as the queue stands, then from the start."""
        self.catch_up()
        keys, outcomes = self.model.rows.keys, self.model.rows.outcomes
        here = self.model.rows.places.get(subject, -1) + 1 if subject else 0
        return (
            key
            for place in range(len(keys))
            if isinstance(key := keys[(here + place) % len(keys)], QueueItem)
            and self.may_judge(key, outcomes)
        )

    def may_judge(self, item: QueueItem, outcomes: Mapping[Subject, Outcome]) -> bool:
        """Tell whether the user may find an item right, and it waits for that."""
        waits = item.status is ReviewStatus.SUBMITTED
        if outcomes:
            waits = outcomes.get(item.subject) is Outcome.OPEN
        return waits and item.subject != self._desk.subject and self._desk.may_approve(item)

    def mark(self, subject: Subject | None) -> None:
        """Mark the row of a subject."""
        index = self.model.index_of(subject)
        self._following = True
        self.table.setCurrentIndex(index)
        self._following = False
        if index.isValid():
            self.table.scrollTo(index)

    def go_to_queue(self, queue: Queue) -> None:
        """Show a queue."""
        buttons = {Queue.WAITING: self.waiting, Queue.RETURNED: self.returned}
        buttons.get(queue, self.sampled).setChecked(True)

    def _is_long(self) -> bool:
        return self.queue is Queue.SAMPLE or self._desk.services.queueing.is_long()

    def _reading(self) -> Callable[[], _Read]:
        services, me, queue, plan = self._desk.services, self._me, self.queue, self.strip.plan
        wanted, order = self.asked.filter(me, self._desk.document_id), self.asked.order_wanted()

        def work() -> _Read:
            read = services.queueing.items
            items = read(wanted, order)
            back = read(QueueFilter(status=ReviewStatus.RETURNED, editor=me))
            mine = sum(not self._desk.may_approve(item) for item in items)
            found = _Read(QueueRows(), len(items) - mine, mine, len(back), None)
            if queue is Queue.SAMPLE:
                sample = services.sampling.standing(plan) if plan else None
                return found._replace(rows=_rows_of_sample(sample), sample=sample)
            return found._replace(rows=rows_of(items if queue is Queue.WAITING else back, {}))

        return work

    def _take(self, found: _Read) -> None:
        queue = self.queue
        self.asked.offer(self._desk.services.querying.users())
        self.waiting.setText(self.tr("To review {0}").format(f"{found.waiting:n}"))
        self.returned.setText(self.tr("Returned {0}").format(f"{found.returned:n}"))
        self.strip.show_standing(found.sample)
        told = self.tr("{0} more you edited last: they wait for somebody else.")
        shown = queue is Queue.WAITING and bool(found.others)
        self.others.say(told.format(f"{found.others:n}") if shown else "")
        order = self.asked.order_wanted() if queue is Queue.WAITING else QueueOrder.DOCUMENT
        self._following = True
        self.model.show_rows(found.rows, order)
        self._following = False
        self._say_empty(queue, found)
        self.mark(self._desk.subject)
        self.read.emit()

    def _say_empty(self, queue: Queue, found: _Read) -> None:
        empty = not found.rows.keys
        self.empty.setVisible(empty)
        self.table.setVisible(not empty)
        if empty:
            words, act = self._why_empty(queue)
            self.empty.say(words, [self._actions[act]] if act in self._actions else [])

    def _why_empty(self, queue: Queue) -> tuple[str, str]:
        """Return why nothing is listed, and the act that would change that."""
        if queue is Queue.SAMPLE:
            drawn = self.tr("Nothing is submitted or approved: there is nothing to draw from.")
            wanted = self.tr("Say how much to check, and draw the sample.")
            return (drawn if self.strip.plan else wanted), ""
        if queue is Queue.RETURNED:
            return self.tr("Nothing was returned to you."), "workspace_1"
        everything = self._desk.services.queueing.is_empty()
        if not everything and self.asked.hide_mine.isChecked():
            told = self.tr("What waits was edited by you last; a second person has to approve it.")
            return told, "switch_user"
        if not everything:
            return self.tr("Nothing that waits is like that; ask for more above."), ""
        return self.tr("Nothing waits for review. What is submitted comes here."), "workspace_1"

    def _on_queue_chosen(self, checked: bool) -> None:
        if checked:
            self.asked.setVisible(self.queue is Queue.WAITING)
            self.strip.setVisible(self.queue is Queue.SAMPLE)
            self.read_again()

    def _on_lines_wanted(self, page: int) -> None:
        asked = [key for key in self.model.keys_of(page) if isinstance(key, QueueItem)]
        read = self._desk.services.queueing.lines

        def take(lines: Any) -> None:
            self.model.take(page, asked, lines)

        if self._jobs is None or not self._is_long():
            lines = self._desk.guard(lambda: read(asked))
            self.model.take(page, asked, lines or ())
        else:
            self._jobs.prompt(lambda: read(asked), take, self._desk.report)

    def _on_row_changed(self, current: QModelIndex) -> None:
        item = self.model.item(current)
        if not self._following and item is not None and item.subject != self._desk.subject:
            self.chosen.emit(item)


def _rows_of_sample(sample: SampleStanding | None) -> QueueRows:
    if sample is None:
        return QueueRows()
    outcomes = {claim.item.subject: claim.outcome for claim in sample.claims}
    return rows_of((claim.item for claim in sample.claims), outcomes)


def _queue_button(tip: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setCheckable(True)
    button.setAutoExclusive(True)
    button.setProperty("narrow", True)
    button.setToolTip(tip)
    return button
