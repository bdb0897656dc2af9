"""The panes and pages of the window, arranged for the work of a workspace."""

from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.domain.scores import percent
from annotator.runtime.settings import Settings
from annotator.ui.desk import Desk
from annotator.ui.desk_place import key_of
from annotator.ui.documents.pane import DocumentsPane
from annotator.ui.foot.tabs import Foot
from annotator.ui.pages import Pages
from annotator.ui.panes import enter_first, split
from annotator.ui.record.panel import RecordPanel
from annotator.ui.shell import Shell
from annotator.ui.source_text.column import PLAIN
from annotator.ui.source_text.typography import typography
from annotator.ui.text_pane import TextPane
from annotator.ui.theme import Theme
from annotator.ui.whose_claim import WhoseClaim
from annotator.ui.window_state import Place
from annotator.ui.workspace_page import WorkspacePage
from annotator.ui.workspaces import Workspace

if TYPE_CHECKING:
    from annotator.domain.sampling import SamplePlan
    from annotator.ui.review.order import ReviewOrder
    from annotator.ui.review.panel import ReviewPanel

_COLUMNS: Final = (250, 690, 340)  # left, centre, right at 1280 pixels; the centre grows
_ROWS: Final = (540, 190)
_SIDES: Final = ((264, 340, 19), (372, 460, 26))  # least, most, per cent: left, right
_PLAIN: Final = 1280  # pixels below which the sides give way with the centre


class BenchPanes(QWidget):
    """Arranges the panes around a desk; the panes share nothing but the desk.

    What Review needs is made when it is first asked for.

    Signals:
        hinted: a sentence on what to do first, for the status bar.
        workspace_changed: the `Workspace` shown now.
        page_made: a `WorkspacePage` that is about to be shown for the first time.
        review_made: the `ReviewPanel`, likewise.
    """

    hinted = Signal(str)
    workspace_changed = Signal(int)
    page_made = Signal(object)
    review_made = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.acts = shell.actions
        self._jobs = shell.jobs
        self._sample: SamplePlan | None = None
        self.workspace = Workspace.ANNOTATE
        theme, actions = shell.theme(), shell.actions.actions
        self.documents = DocumentsPane(desk, shell.jobs, theme)
        self.text = TextPane(desk, theme, actions)
        self._whose = WhoseClaim(desk, self.text.reader, shell.jobs, self)
        self.foot = Foot(desk, shell.jobs)
        self.claims = self.foot.claims
        self.record = RecordPanel(desk)
        self.pages = Pages(desk, shell, self._on_page_made)
        self.set_settings(shell.settings())
        self._lay_out()
        self._connect()
        shell.actions.hold_in(self.documents.list, self.text, self.claims)

    def _lay_out(self) -> None:
        self.left = QStackedWidget()
        self.left.addWidget(self.documents)
        self.rows = split(Qt.Orientation.Vertical, (self.text, self.foot), _ROWS, stretch=0)
        self.columns = split(
            Qt.Orientation.Horizontal, (self.left, self.rows, self.record), _COLUMNS, stretch=1
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _connect(self) -> None:
        self.text.acts.hinted.connect(self.hinted)
        self.text.acts.unit_selected.connect(self._whose.look)
        self._whose.hinted.connect(self.hinted)
        self.record.evidence_requested.connect(self.text.flash)
        self.foot.hinted.connect(self.hinted)
        self.foot.doubts.words_wanted.connect(self.text.flash)
        self.foot.doubts.field_wanted.connect(self.record.open_field)
        self.desk.leaving.connect(self.settle)

    @property
    def review(self) -> "ReviewPanel":
        """Return the panel of the review."""
        return self.order.panel

    @cached_property
    def order(self) -> "ReviewOrder":
        """Return who leads through the review."""
        from annotator.ui.review.order import ReviewOrder  # noqa: PLC0415 - when it is asked for
        from annotator.ui.review.panel import ReviewPanel  # noqa: PLC0415 - as above

        panel = ReviewPanel(self.desk, self.acts.actions, self._jobs)
        panel.evidence_wanted.connect(self.text.flash)
        panel.edit_wanted.connect(self._on_edit_wanted)
        panel.pane.strip.take_up(self._sample)
        self.left.addWidget(panel)
        self.acts.hold_in(panel.table)
        self.review_made.emit(panel)
        return ReviewOrder(self.desk, panel)

    def _on_page_made(self, page: WorkspacePage) -> None:
        self._pages.addWidget(page)
        self.page_made.emit(page)

    def _on_edit_wanted(self) -> None:
        enter_first((self.record,))

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.text.set_theme(theme)
        self.documents.set_theme(theme)
        for page in self.pages.made():
            page.set_theme(theme)

    def set_settings(self, settings: Settings) -> None:
        """Set the text as a person wants it now."""
        self.text.set_typography(typography(settings))
        for page in self.pages.made():
            page.set_settings(settings)

    def arrange(self, number: int) -> None:
        """Put the panes of a workspace in sight."""
        self.workspace = Workspace(number)
        page = self.pages.get(self.workspace)
        self._pages.setCurrentWidget(page or self.columns)
        if page is None:
            in_review = self.workspace is Workspace.REVIEW
            self.left.setCurrentWidget(self.review if in_review else self.documents)
        self.acts.check(f"workspace_{number + 1}")
        self.focus_pane()
        self.workspace_changed.emit(number)

    @property
    def in_page(self) -> bool:
        """Tell whether a page fills the window, in place of the panes around the desk."""
        return self._pages.currentWidget() is not self.columns

    def visit(self, page: WorkspacePage) -> None:
        """Fill the window with a page in passing; `arrange` leaves it again."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.focus_pane()

    def place(self) -> Place:
        """Return where the person is."""
        return Place(
            document=self.desk.document_id or 0,
            item=key_of(self.desk.current) if self.desk.current else "",
            scroll=self.text.view.top_offset(),
            workspace=int(self.workspace),
            zoom=self.text.view.zoom,
            columns=tuple(self.columns.sizes()),
            rows=tuple(self.rows.sizes()),
            sorted_by=self.claims.sorted_by[0],
            descending=self.claims.sorted_by[1],
            hide_below=percent(self.desk.hide_below),
            accept_from=percent(self.desk.accept_from),
            sample=self._plan(),
        )

    def go_to(self, place: Place) -> None:
        """Go where a person was; to the first work left where that is no more."""
        self.text.view.zoom = place.zoom or PLAIN
        for splitter, sizes in ((self.columns, place.columns), (self.rows, place.rows)):
            if len(sizes) == splitter.count():
                splitter.setSizes(list(sizes))
        if not place.columns:
            self._share_out()
        self._take_up(place.sample)
        self.arrange(place.workspace)
        self.claims.sort_by(place.sorted_by, descending=place.descending)
        self.desk.hide_below = place.hide_below / 100
        self.desk.accept_from = place.accept_from / 100
        querying = self.desk.services.querying
        if querying.has_document(place.document):
            self.desk.open(place.document)
            self.desk.select(place.item or None)
            view = self.text.view
            QTimer.singleShot(0, view, partial(view.bring_to_top, place.scroll))  # once laid out
        elif not self.desk.next_document():
            self.desk.open(querying.first_document())
        if self.workspace is Workspace.REVIEW:
            self.order.begin()

    def _plan(self) -> "SamplePlan | None":
        return self.review.pane.strip.plan if "order" in vars(self) else self._sample

    def _take_up(self, sample: "SamplePlan | None") -> None:
        self._sample = sample
        if "order" in vars(self):
            self.review.pane.strip.take_up(sample)

    def settle(self) -> None:
        """Store what is half typed and right; what is wrong stays as it was typed."""
        if not self.desk.services.context.store.read_only:
            self.record.settle()
            for page in self.pages.made():
                page.settle()

    def _share_out(self) -> None:
        """Give the sides their share of the width, within what reads well."""
        width = self.width()
        left, right = (
            max(min(least, least * width // _PLAIN), min(most, width * share // 100))
            for least, most, share in _SIDES
        )
        self.columns.setSizes([left, width - left - right, right])

    def focus_pane(self) -> None:
        """Put the focus where the work of the workspace is done."""
        panes = self.panes()
        start = 0 if self.in_page else 1
        enter_first((*panes[start:], *panes[:start]))

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through in the workspace."""
        page = self._pages.currentWidget()
        if isinstance(page, WorkspacePage):
            return page.panes()
        left = self.documents.list if self.workspace is Workspace.ANNOTATE else self.review.table
        text = self.text.view if self.desk.sheet else self.text.empty
        return (left, text, self.record, self.foot.currentWidget())
