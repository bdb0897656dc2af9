"""The page on which another project is looked at, its conflicts are settled, and it is merged."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.project_merge import Side
from annotator.runtime.progress import ProgressReport
from annotator.services.merging_report import MergeReport
from annotator.ui.elided import ElidedLabel
from annotator.ui.empty_state import EmptyState
from annotator.ui.merging.busy import Busy
from annotator.ui.merging.conflict_view import ConflictView
from annotator.ui.merging.conflicts import ConflictsPane
from annotator.ui.merging.lists import LostTable, PairsPane, SummaryTable
from annotator.ui.merging.words import Line, kinship, summary
from annotator.ui.panes import split
from annotator.ui.record.editor_keys import presses_on_return
from annotator.ui.record.notes import Note
from annotator.ui.whole_rows import inset
from annotator.ui.workspace_page import WorkspacePage

_SHARES: Final = (380, 900)
_HALVES: Final = (220, 330)
_MARGIN: Final = 12


class MergePage(WorkspacePage):
    """Shows what another project would bring; the person decides, and merges.

    Signals:
        merge_wanted: whose reading of each conflict stands, by its key.
        stop_wanted: the work that goes on is to stop.
        speakers_wanted: the speakers that may be one are to be shown.
        closed: the person is done here, or thought better of it.
    """

    merge_wanted = Signal(object)
    stop_wanted = Signal()
    speakers_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = False
        self._why_not: str | None = None
        self.report: MergeReport | None = None
        self.head, self.path = Note("text", self, bold=True), ElidedLabel(self)
        self.note, self.standing = Note("warning", self), Note("text", self)
        self.busy = Busy(self)
        self.summary = SummaryTable(self)
        self.conflicts, self.view = ConflictsPane(self), ConflictView(self)
        self.pairs, self.lost = PairsPane(self), LostTable(self)
        self.empty = EmptyState(self)
        self.tabs, self._stack = QTabWidget(self), QStackedWidget(self)
        self.close_ = QPushButton(self.tr("Cancel"), self)
        self.speakers = QPushButton(self.tr("Perhaps the same…"), self)
        self.merge = QPushButton(self.tr("Merge"), self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Merge another project"))
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("What to look at before the merge"))
        self.tabs.tabBar().setAccessibleName(self.tabs.accessibleName())
        halves = (self.conflicts, self.view)
        self._halves = split(Qt.Orientation.Vertical, halves, _HALVES, stretch=1)
        self._body = split(
            Qt.Orientation.Horizontal, (inset(self.summary), self.tabs), _SHARES, stretch=1
        )
        for page in (self._halves, self.pairs, self.lost, self.empty):
            self.tabs.addTab(page, "")
        self._stack.addWidget(self.busy)
        self._stack.addWidget(self._body)
        self.merge.setDefault(True)
        presses_on_return(self.close_, self.speakers, self.merge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._heading())
        column.addWidget(self._stack, 1)
        column.addLayout(self._foot())

    def _heading(self) -> QVBoxLayout:
        heading = QVBoxLayout()
        heading.setContentsMargins(_MARGIN, 10, _MARGIN, 8)
        heading.setSpacing(4)
        for part in (self.head, self.path, self.note):
            heading.addWidget(part)
        return heading

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        foot.setSpacing(8)
        foot.addWidget(self.standing, 1)
        foot.addStretch(0)
        for button in (self.speakers, self.close_, self.merge):
            foot.addWidget(button)
        return foot

    def _connect(self) -> None:
        self.conflicts.current_changed.connect(self._on_current_changed)
        self.conflicts.settled.connect(self._on_settled)
        self.view.chosen.connect(self.conflicts.choose)
        self.busy.stop_wanted.connect(self.stop_wanted)
        self.close_.clicked.connect(self.closed)
        self.speakers.clicked.connect(self.speakers_wanted)
        self.merge.clicked.connect(self._on_merge)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._on_escape)

    def panes(self) -> tuple[QWidget, ...]:
        """Return what is to be looked at, then the rest, then the buttons."""
        if self._stack.currentWidget() is self.busy:
            return (self.busy,)
        at_conflicts = self.tabs.currentWidget() is self._halves
        first = (self.conflicts, self.view) if at_conflicts else (self.merge, self.close_)
        return (*first, self.summary, self.tabs, self.merge)

    def show_looking(self, other: Path, project: str, *, merging: bool = False) -> None:
        """Say that the other project is being looked at, or merged."""
        words = self.tr("Merge “{0}” into “{1}”")
        self.head.say(words.format(other.stem, project))
        self.path.setText(str(other))
        doing = self.tr("Merging…") if merging else self.tr("Looking at what would come…")
        self.busy.begin(doing)
        self._stack.setCurrentWidget(self.busy)
        self._show_buttons()

    def show_progress(self, report: ProgressReport) -> None:
        """Show how far the work is."""
        self.busy.go_on(report)

    def show_preview(
        self, report: MergeReport, why_not: str | None, note: str = "", *, keep: bool = False
    ) -> None:
        """Show what would come; `why_not` says why it cannot be merged, `keep` what was decided."""
        self._done, self._why_not, self.report = False, why_not, report
        self.note.say(" ".join(filter(None, (note, kinship(report), why_not or ""))))
        self.conflicts.show_conflicts(report.conflicts, keep=keep)
        self._show_report(report)

    def show_report(self, report: MergeReport) -> None:
        """Show what came."""
        self._done, self.report = True, report
        self.note.say("")
        self._show_report(report)

    def show_again(self, note: str) -> None:
        """Show what would come once more: it was not merged, and why."""
        if self.report is not None:
            self.show_preview(self.report, self._why_not, note, keep=True)

    def say_taken_back(self) -> None:
        """Say that the merge that is shown was undone."""
        self.standing.say(self.tr("The merge was taken back; the project is as it was before."))

    def _show_report(self, report: MergeReport) -> None:
        lines = summary(report) or (Line(self.tr("Nothing"), self.tr("all is here already")),)
        self.summary.model_.show_rows(lines)
        self.pairs.show_pairs(report.alike)
        self.lost.model_.show_rows(report.lost)
        self._show_tabs(report)
        self._stack.setCurrentWidget(self._body)
        self._say_standing()
        self._show_buttons()

    def _show_tabs(self, report: MergeReport) -> None:
        """Show what there is to look at, or say that there is nothing."""
        while self.tabs.count():
            self.tabs.removeTab(0)
        conflicts = 0 if self._done else len(report.conflicts)
        for page, words, count in (
            (self._halves, self.tr("Conflicts {0}"), conflicts),
            (self.pairs, self.tr("Perhaps the same {0}"), len(report.alike)),
            (self.lost, self.tr("Approvals taken back {0}"), len(report.lost)),
        ):
            if count:
                self.tabs.addTab(page, words.format(count))
        self.tabs.tabBar().setVisible(self.tabs.count() > 0)
        if not self.tabs.count():
            self.empty.say(self._nothing_to_see(report))
            self.tabs.addTab(self.empty, "")

    def _nothing_to_see(self, report: MergeReport) -> str:
        if report.nothing:
            return self.tr("Nothing new: everything is here already.")
        if self._done:
            return self.tr("All of it is part of this project now.")
        return self.tr("Nothing was changed on both sides: there is nothing to decide.")

    def _show_buttons(self) -> None:
        working = self._stack.currentWidget() is self.busy
        report = self.report
        nothing = report is None or report.nothing
        self.merge.setVisible(not (self._done or working))
        self.merge.setEnabled(not nothing and self._why_not is None)
        self.close_.setVisible(not working)
        self.close_.setText(self.tr("Done") if self._done or nothing else self.tr("Cancel"))
        self.speakers.setVisible(self._done and report is not None and bool(report.alike))
        self.standing.setVisible(not working and bool(self.standing.text()))

    def _say_standing(self) -> None:
        report = self.report
        if report is None:
            return
        if self._done:
            self.standing.say(self._told(report))
        elif report.nothing:
            self.standing.say(self.tr("Nothing new: everything is here already."))
        elif not report.conflicts:
            self.standing.say(self.tr("Nothing is written before you merge."))
        else:
            self.standing.say(self._counted(len(report.conflicts), self.conflicts.undecided))

    def _counted(self, conflicts: int, left: int) -> str:
        if not left:
            return self.tr("Every conflict is decided. Nothing is written before you merge.")
        words = self.tr("{0} of {1} decided; of the others yours stays, and theirs is kept beside.")
        return words.format(conflicts - left, conflicts)

    def _told(self, report: MergeReport) -> str:
        if report.nothing:
            return self.tr("Nothing new: everything is here already.")
        sides = [conflict.side for conflict in report.conflicts]
        told = self.tr("Merged as one act; Ctrl+Z takes all of it back.")
        if not sides:
            return told
        settled = self.tr("Of {0} conflicts yours stays in {1}, theirs stands in {2}.")
        mine = sides.count(Side.OURS)
        return f"{told} {settled.format(len(sides), mine, len(sides) - mine)}"

    def _on_current_changed(self) -> None:
        conflict = self.conflicts.current()
        side = self.conflicts.model.side(conflict) if conflict else Side.OURS
        self.view.show_conflict(conflict, side)
        if not self._done:
            self._say_standing()

    def _on_settled(self) -> None:
        if self.merge.isEnabled():
            self.merge.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_merge(self) -> None:
        decisions: Mapping[str, Side] = self.conflicts.decisions
        self.merge_wanted.emit(decisions)

    def _on_escape(self) -> None:
        if self._stack.currentWidget() is self.busy:
            self.stop_wanted.emit()
        else:
            self.closed.emit()
