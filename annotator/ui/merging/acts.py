"""Merging another project, behind the window: what is asked for, and what came of it."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from annotator.domain.errors import AnnotatorError, CancelledError, StaleError
from annotator.domain.project_merge import Side
from annotator.runtime.progress import Progress
from annotator.ui.bench import Bench
from annotator.ui.desk import Desk
from annotator.ui.failures import Offer, Tone
from annotator.ui.prompts import PROJECTS
from annotator.ui.shell import Shell

if TYPE_CHECKING:
    from annotator.services.merging_report import MergeReport
    from annotator.ui.merging.page import MergePage


class MergingActs(QObject):
    """Looks at another project, shows it on a page, and merges it when the person wants that."""

    def __init__(self, desk: Desk, shell: Shell, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bench = bench
        self._jobs = shell.jobs
        self._banner = shell.banner
        self._prompts = shell.prompts
        self._speakers: QAction = shell.actions.actions["speakers_same"]
        self._services = desk.services
        self._other = Path()
        self._label: str | None = None
        desk.history_changed.connect(self._on_history_changed)

    @cached_property
    def page(self) -> "MergePage":
        """Return the page, made when it is first asked for."""
        from annotator.ui.merging.page import MergePage  # noqa: PLC0415 - not needed to start

        page = MergePage(self._bench)
        page.hide()
        page.merge_wanted.connect(self.merge)
        page.stop_wanted.connect(self._jobs.cancel)
        page.speakers_wanted.connect(self._speakers.trigger)
        page.closed.connect(self.leave)
        self._jobs.long_progressed.connect(page.show_progress)
        return page

    def choose(self) -> None:
        """Let a person choose the project to merge."""
        path = self._prompts.choose_file(self.tr("Merge another project"), PROJECTS)
        if path is not None:
            self.look(path)

    def look(self, other: Path) -> None:
        """Show what a project would bring; nothing is written."""
        self._other, self._label = other, None
        self._look({}, "", keep=False)

    def merge(self, decisions: Mapping[str, Side]) -> None:
        """Merge the project that was looked at, each conflict as it was decided."""
        other, merge = self._other, self._services.merging_projects.merge

        def work(progress: Progress) -> "MergeReport":
            return merge(other, decisions=decisions, progress=progress)

        def on_error(error: AnnotatorError) -> None:
            self._on_not_merged(error, decisions)

        self.page.show_looking(other, self._project(), merging=True)
        self._jobs.long(self.tr("Merging"), work, self._on_merged, on_error)

    def leave(self) -> None:
        """Go back to where the person was."""
        self._bench.arrange(self._bench.workspace)

    def _look(self, decisions: Mapping[str, Side], note: str, *, keep: bool) -> None:
        other, merging, page = self._other, self._services.merging_projects, self.page

        def work(progress: Progress) -> "tuple[MergeReport, str | None]":
            return merging.preview(other, decisions=decisions, progress=progress), merging.why_not()

        def on_looked(looked: "tuple[MergeReport, str | None]") -> None:
            if other is self._other:
                page.show_preview(*looked, note, keep=keep)
                if page.isVisible():
                    self._bench.focus_pane()

        def on_error(error: AnnotatorError) -> None:
            if other is self._other:
                self._fail(error)

        page.show_looking(other, self._project())
        self._bench.visit(page)
        self._jobs.long(self.tr("Looking at “{0}”").format(other.stem), work, on_looked, on_error)

    def _project(self) -> str:
        return self._desk.services.context.store.title

    def _fail(self, error: AnnotatorError) -> None:
        """Tell why nothing can be merged, and go back."""
        if self.page.isVisible():
            self.leave()
        if isinstance(error, CancelledError):
            self._banner.say(str(error))
        else:
            offer = Offer(self.tr("Choose another…"), self.choose)
            self._banner.say(str(error), Tone.BAD, offer)

    def _on_merged(self, report: "MergeReport") -> None:
        self._label = None if report.nothing else self._desk.undo_label()
        self._desk.catch_up()
        self.page.show_report(report)
        if self.page.isVisible():
            self._bench.focus_pane()
        else:
            self._banner.say(self.tr("“{0}” was merged.").format(self._other.stem))

    def _on_not_merged(self, error: AnnotatorError, decisions: Mapping[str, Side]) -> None:
        if isinstance(error, StaleError):
            self._look(decisions, str(error), keep=True)
        elif isinstance(error, CancelledError) and self.page.report is not None:
            self.page.show_again(str(error))
        else:
            self._fail(error)

    def _on_history_changed(self) -> None:
        if self._label is not None and self._desk.redo_label() == self._label:
            self._label = None
            self.page.say_taken_back()
