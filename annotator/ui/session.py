"""One user at work on one open project, from opening to closing."""

from PySide6.QtCore import QObject

from annotator.services.bootstrap import Services
from annotator.ui.actions import Need
from annotator.ui.adjudication_acts import AdjudicationActs
from annotator.ui.ask_line import ask_line
from annotator.ui.bench import Bench
from annotator.ui.by_score.acts import ScoreActs
from annotator.ui.deciding import Deciding
from annotator.ui.desk import Desk
from annotator.ui.document_acts import DocumentActs
from annotator.ui.document_strip import DocumentStrip
from annotator.ui.event_bridge import EventBridge
from annotator.ui.history_acts import HistoryActs
from annotator.ui.learning.acts import LearningActs
from annotator.ui.merging.acts import MergingActs
from annotator.ui.origin_acts import OriginActs
from annotator.ui.project_acts import ProjectActs
from annotator.ui.returned import Returned
from annotator.ui.shell import Shell
from annotator.ui.speaker_acts import SpeakerActs
from annotator.ui.window_state import WindowState
from annotator.ui.workspaces import Workspace

NAMES = (
    *("desk", "text", "bench", "record", "foot", "document", "origin", "returned"),
    *("project", "score", "history", "learning", "merging", "speakers"),
    "adjudication",
)


class Session(QObject):
    """Makes the desk and the bench, and keeps menus and status bar true to them."""

    def __init__(self, services: Services, bridge: EventBridge, shell: Shell) -> None:
        super().__init__(shell.window)
        self.services = services
        self._actions = shell.actions
        self._status = shell.status
        self._labels: tuple[str | None, str | None] = (None, None)
        self.desk = Desk(services, bridge, shell.banner.report, self)
        self.bench = Bench(self.desk, shell)
        self.document = DocumentActs(self.desk, ask_line(shell.window), self)
        self.origin = OriginActs(self.desk, self)
        self.returned = Returned(self.desk, shell.jobs, self._show_annotate, self)
        self.bench.text.add_noted(DocumentStrip(self.desk, shell))
        self.project = ProjectActs(self.desk, shell, self)
        self.score = ScoreActs(self.desk, shell, self)
        self.history = HistoryActs(self.desk, shell, self)
        self.learning = LearningActs(self.desk, shell, self.project.warm_up, self)
        self.merging = MergingActs(self.desk, shell, self.bench, self)
        submit = shell.actions.actions["submit"]
        deciding = Deciding(self.desk, shell.banner, submit, self.score.refuse, self)
        self.score.told.connect(deciding.after)
        self._connect()
        self._bind()
        self._show_standing()

    def _connect(self) -> None:
        for source in (self.bench, self.document, self.origin, self.returned, self.project):
            source.hinted.connect(self._on_hinted)
        self.document.settled.connect(self._on_place_changed)
        self.returned.counted.connect(self.bench.documents.show_returned)
        self.bench.documents.listed.connect(self._on_listed)
        self.desk.sheet_changed.connect(self._on_place_changed)
        self.desk.current_changed.connect(self._allow)
        self.desk.history_changed.connect(self._on_history_changed)

    def _bind(self) -> None:
        self._actions.bind(
            desk=self.desk,
            text=self.bench.text.acts,
            bench=self.bench,
            record=self.bench.record,
            foot=self.bench.foot,
            document=self.document,
            origin=self.origin,
            returned=self.returned,
            project=self.project,
            score=self.score,
            history=self.history,
            learning=self.learning,
            merging=self.merging,
            speakers=SpeakerActs(self.bench, self),
            adjudication=AdjudicationActs(self.bench, self),
        )

    def arrive(self, state: WindowState) -> None:
        """Go where the person was, with what was half typed; the window has to be in sight."""
        path = self.services.context.store.path
        self.bench.go_to(state.place(path))
        self.bench.record.resume(state.drafts(path))

    def keep_place(self, state: WindowState) -> None:
        """Write down where the person is and what is half typed."""
        path = self.services.context.store.path
        state.keep_place(path, self.bench.place())
        state.keep_drafts(path, self.bench.record.half_typed())
        state.write()

    def close(self) -> None:
        """Take the desk away; the project stays open."""
        self.score.close()
        self._actions.unbind(*NAMES)
        self._actions.name("undo", None)
        self._actions.name("redo", None)
        self._actions.allow({Need.NOTHING})
        self._status.clear()
        self.bench.setParent(None)
        self.bench.deleteLater()
        self.deleteLater()

    def _show_annotate(self) -> None:
        if self.bench.workspace is not Workspace.ANNOTATE:
            self.bench.arrange(Workspace.ANNOTATE)

    def _show_standing(self) -> None:
        self._actions.check("show_refused", on=False)
        context = self.services.context
        store = context.store
        self._status.show_project(
            store.path, self.desk.policy, context.user.name, writable=not store.read_only
        )
        self._on_history_changed()
        self._on_place_changed()

    def _met(self) -> set[Need]:
        desk = self.desk
        met = {
            Need.NOTHING: True,
            Need.PROJECT: True,
            Need.WRITABLE: not self.services.context.store.read_only,
            Need.DOCUMENT: desk.sheet is not None,
            Need.ITEM: desk.current is not None,
            Need.UNDO: self._labels[0] is not None,
            Need.REDO: self._labels[1] is not None,
        }
        return {need for need, holds in met.items() if holds}

    def _allow(self) -> None:
        self._actions.allow(self._met())

    def _on_history_changed(self) -> None:
        self._labels = self.services.undoing.labels()
        for act_id, label in zip(("undo", "redo"), self._labels, strict=True):
            self._actions.name(act_id, label.lower() if label else None)
        self._allow()

    def _on_place_changed(self) -> None:
        sheet, listed = self.desk.sheet, self.bench.documents.model
        row = listed.row_of(sheet.document.id) if sheet else None
        self._status.show_place(None if row is None else row + 1, listed.rowCount())
        self._status.show_counts(
            (len(sheet.claims), len(sheet.proposals), len(self.desk.hidden)) if sheet else None
        )
        for act_id, on in self.document.states().items():
            self._actions.check(act_id, on=on)
        self._allow()

    def _on_listed(self, count: int) -> None:
        self._on_place_changed()
        self.bench.say_empty(any_documents=count > 0)

    def _on_hinted(self, sentence: str) -> None:
        self._status.showMessage(sentence, 6_000)
