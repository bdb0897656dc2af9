"""Accept what scores high enough, hide or refuse what does not: all of it seen before."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QWidget,
)

from annotator.domain.proposal import Glimpse, Scored
from annotator.domain.scores import Scores
from annotator.ui.asking import Asking
from annotator.ui.by_score.glimpses import GlimpseTable
from annotator.ui.by_score.limit import Limit
from annotator.ui.by_score.sentences import Sentences
from annotator.ui.desk import Desk
from annotator.ui.dialogs.frame import Dialog
from annotator.ui.jobs import JobRunner

PAUSE_MS: Final = 60
SEEN: Final = 100  # of those taken, the least sure are listed


class ScoreDialog(Dialog):
    """Stays open beside the work; the numbers follow every change of the project.

    Signals:
        accept_wanted: the least score that is to be accepted, and whether in all documents.
        refuse_wanted: the score below which all is to be refused, and whether in all documents.
    """

    accept_wanted = Signal(float, bool)
    refuse_wanted = Signal(float, bool)

    def __init__(self, desk: Desk, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._desk = desk
        self._reading, self._looking = (Asking(jobs, desk.report, self) for _each in range(2))
        self._scored: tuple[Scored, ...] = ()
        self._scores = Scores(())
        self._say = Sentences(self)
        self.here = QRadioButton(self.tr("This &document"), self)
        self.everywhere = QRadioButton(self.tr("&All documents"), self)
        takes = self.tr("The least score that is accepted")
        hides = self.tr("The score below which proposals are hidden")
        self.least = Limit(takes, round(desk.accept_from * 100), self)
        self.hide_below = Limit(hides, round(desk.hide_below * 100), self)
        self.taken = QLabel(self)
        self.left = QLabel(self)
        self.hidden = QLabel(self)
        self.table = GlimpseTable(self)
        self.accept_them = QPushButton(self._say.accept(0), self)
        self.refuse_them = QPushButton(self._say.refuse(0), self)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._hiding = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._build()
        self._connect()
        self.read()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Proposals by score"))
        self.setModal(False)
        self.setMinimumSize(520, 520)
        self.accept_them.setObjectName("acceptAbove")
        self.refuse_them.setObjectName("refuseBelow")
        self.table.setAccessibleName(self.tr("The least sure of those that would be accepted"))
        self._group = QButtonGroup(self)
        for button in (self.here, self.everywhere):
            self._group.addButton(button)
        self.here.setEnabled(self._desk.sheet is not None)
        (self.here if self._desk.sheet is not None else self.everywhere).setChecked(True)
        for label in (self.taken, self.left, self.hidden):
            label.setWordWrap(True)
        self._lay_out()
        self.close_button().setDefault(False)
        self.accept_them.setDefault(True)
        self.least.setFocus()

    def _lay_out(self) -> None:
        scope = QHBoxLayout()
        scope.addWidget(self.here)
        scope.addWidget(self.everywhere)
        scope.addStretch(1)
        self.body.addLayout(scope)
        self.body.addWidget(_heading(self.tr("Accept all from"), self))
        self.body.addWidget(self.least)
        self.body.addLayout(_row(self.taken, self.accept_them))
        self.body.addWidget(self.left)
        self.body.addWidget(self.table, 1)
        self.body.addSpacing(8)
        self.body.addWidget(_heading(self.tr("Do not show below"), self))
        self.body.addWidget(self.hide_below)
        self.body.addLayout(_row(self.hidden, self.refuse_them))

    def _connect(self) -> None:
        self._group.buttonClicked.connect(self.read)
        self.least.changed.connect(self._on_least_changed)
        self.hide_below.changed.connect(self._on_hiding_changed)
        self._pause.timeout.connect(self._look)
        self._hiding.timeout.connect(self._hide)
        self.accept_them.clicked.connect(self._on_accepted)
        self.refuse_them.clicked.connect(self._on_refused)
        self.table.wanted.connect(self._on_wanted)
        self._desk.sheet_changed.connect(self._on_sheet_changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.least.setFocus()

    @property
    def in_all(self) -> bool:
        """Return whether all documents are meant."""
        return self.everywhere.isChecked()

    def read(self) -> None:
        """Read the open proposals again, without stopping the window."""
        document = None if self.in_all else self._desk.document_id
        scored = self._desk.services.deciding.scored
        self._reading.ask(lambda: scored(document), self._on_read)

    def _on_read(self, found: tuple[Scored, ...]) -> None:
        self._scored = found
        scores = [item.score for item in found]
        self._scores = Scores(scores)
        for limit in (self.least, self.hide_below):
            limit.strip.show_scores(scores)
        self._show()
        self._look()

    def _show(self) -> None:
        taken, rest = (
            self._scores.at_least(self.least.score),
            self._scores.below(self.least.score),
        )
        hidden = self._scores.below(self.hide_below.score)
        shown = self._scores.at_least(self.hide_below.score)
        self.taken.setText(self._say.taken(taken, self._scores.all))
        self.left.setText(self._say.left(taken, rest))
        self.hidden.setText(self._say.hidden(hidden, shown))
        self.accept_them.setText(self._say.accept(taken.count))
        self.refuse_them.setText(self._say.refuse(hidden.count))
        writable = not self._desk.services.context.store.read_only
        self.accept_them.setEnabled(bool(taken.count) and writable)
        self.refuse_them.setEnabled(bool(hidden.count) and writable)

    def _look(self) -> None:
        """List the least sure of those that would be taken."""
        first = self._scores.place(self.least.score)
        wanted = [item.proposal_id for item in self._scored[first : first + SEEN]]
        glimpses = self._desk.services.deciding.glimpses
        self._looking.ask(lambda: glimpses(wanted), self._on_looked)

    def _on_looked(self, rows: Sequence[Glimpse]) -> None:
        self.table.show_rows([row for row in rows if row.score >= self.least.score])

    def _on_least_changed(self, _per_cent: int) -> None:
        self._desk.accept_from = self.least.score
        self._show()
        self._pause.start()

    def _on_hiding_changed(self, _per_cent: int) -> None:
        self._show()
        self._hiding.start()

    def _hide(self) -> None:
        self._desk.hide_below = self.hide_below.score

    def _on_sheet_changed(self) -> None:
        self.here.setEnabled(self._desk.sheet is not None)
        shown = round(self._desk.hide_below * 100)
        if not self._hiding.isActive() and shown != self.hide_below.per_cent:
            self.hide_below.box.setValue(shown)
        self.read()

    def _on_accepted(self) -> None:
        self.accept_wanted.emit(self.least.score, self.in_all)
        self.close()

    def _on_refused(self) -> None:
        self.refuse_wanted.emit(self.hide_below.score, self.in_all)
        self.close()

    def _on_wanted(self, glimpse: Glimpse) -> None:
        if glimpse.document_id != self._desk.document_id:
            self._desk.open(glimpse.document_id)
        self._desk.select(f"proposal:{glimpse.proposal_id}")


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _row(words: QLabel, button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(words, 1)
    row.addWidget(button)
    return row
