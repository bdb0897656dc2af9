"""One user's work on one project: the panes, the workspaces, and what acts on a document."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from annotator.domain.span import Span
from annotator.ui import menus
from annotator.ui.bench_panes import BenchPanes
from annotator.ui.desk import Desk
from annotator.ui.panes import go_round
from annotator.ui.shell import Shell
from annotator.ui.workspace_page import WorkspacePage
from annotator.ui.workspaces import Workspace

if TYPE_CHECKING:
    from annotator.ui.explore.panel import ExplorePanel


class Bench(BenchPanes):
    """What the window does with its panes; the panes share nothing but the desk."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(desk, shell, parent)
        self.text.acts.speaker_wanted.connect(self._on_speaker_wanted)
        self.documents.menu_wanted.connect(self._on_menu_wanted)
        self.documents.left.connect(self.focus_pane)
        self.page_made.connect(self._on_page)
        self.foot.place_wanted.connect(self.show_place)
        self.foot.progress.person_wanted.connect(self._on_person_wanted)

    def show_workspace(self, number: int) -> None:
        """Arrange the window for other work; Review begins with what the user may approve."""
        self.arrange(number)
        if self.workspace is Workspace.REVIEW:
            self.order.begin()

    def show_place(self, document_id: int, key: str = "", span: Span | None = None) -> None:
        """Go to a document in Annotate, to one of its items, and point out words of its text."""
        self.arrange(Workspace.ANNOTATE)
        if document_id != self.desk.document_id:
            self.desk.open(document_id)
        if key:
            self.desk.select(key)
        if span is not None:
            self.text.view.select(span)
            self.text.view.flash(span)

    def change_many(self) -> None:
        """Let a person change the claims that are chosen in Explore, in one act."""
        self.show_workspace(Workspace.EXPLORE)
        cast("ExplorePanel", self.pages[Workspace.EXPLORE]).change_many()

    def assign(self) -> None:
        """Ask who is to read the open document, or those that are listed."""
        self.arrange(Workspace.ANNOTATE)
        self.documents.assign()

    def submit_listed(self) -> None:
        """Show what submitting all listed documents would do."""
        self.arrange(Workspace.ANNOTATE)
        self.documents.submit_listed()

    def _on_page(self, page: WorkspacePage) -> None:
        page.place_wanted.connect(self.show_place)

    def _on_person_wanted(self, user_id: int) -> None:
        self.arrange(Workspace.ANNOTATE)
        self.documents.whose.choose(user_id)

    def search(self) -> None:
        """Let a person type words to search for."""
        self.show_workspace(Workspace.ANNOTATE)
        self.documents.go_to_search()

    def find_here(self) -> None:
        """Let a person type words to find in the open document's text."""
        self._to_text()
        self.text.find_bar.ask()

    def find_next(self, by: int) -> None:
        """Go to another place of the text where the words stand that were typed last."""
        self._to_text()
        self.text.find_bar.go(by)

    def zoom(self, steps: int) -> None:
        """Make the text larger or smaller; 0 brings it back to its plain size."""
        page = self.pages.get(self.workspace)
        view = (page.text_view() if page else None) or self.text.view
        if steps:
            view.zoom_by(steps)
        else:
            view.zoom_reset()

    def next_pane(self) -> None:
        """Put the focus into the next pane."""
        go_round(self.panes(), 1)

    def previous_pane(self) -> None:
        """Put the focus into the pane before."""
        go_round(self.panes(), -1)

    def accept(self) -> None:
        """Accept the proposal and go on; in Review: approve and go on."""
        if self.workspace is Workspace.REVIEW:
            self.approve()
        else:
            self.desk.accept()

    def approve(self) -> None:
        """Approve what is shown and go on."""
        if self.order.begun():
            self.review.approve()
        else:
            self._next_in_review()

    def refuse(self) -> None:
        """Refuse the proposal, or delete the claim; in Review: reject, with words."""
        if self.workspace is Workspace.REVIEW:
            self.review.ask_reject()
        else:
            self.desk.refuse()

    def ask_return(self) -> None:
        """Ask why what is shown is to be returned."""
        self._to_review()
        self.review.ask_return()

    def edit_in_review(self) -> None:
        """Edit what is under review, which then waits for somebody else."""
        self._to_review()
        self.review.edit()

    def show_evidence(self, number: int) -> None:
        """Show where a part of what is current stands in the text; 0 for the next one."""
        summary = self.review.summary
        self.review.catch_up()
        shown = summary.show_evidence(number) if number else summary.show_next_evidence()
        if not shown:
            self.hinted.emit(self.tr("Nothing in the text has that number here."))

    def ask_reject(self) -> None:
        """Ask why what is shown is to be rejected."""
        self._to_review()
        self.review.ask_reject()

    def _to_text(self) -> None:
        if self.in_page:
            self.arrange(Workspace.ANNOTATE)

    def _to_review(self) -> None:
        if self.workspace is not Workspace.REVIEW or self.in_page:
            self.arrange(Workspace.REVIEW)

    def next_open(self) -> None:
        """Go to the next item that wants a decision, in this document or another."""
        if self.workspace is Workspace.REVIEW:
            self._next_in_review()
        elif not self.desk.next_open():
            self.hinted.emit(self.tr("Nothing is left to decide in any document."))

    def digit(self, number: int) -> None:
        """Set the tag with this digit; in Review show that evidence, unless one edits."""
        if self.workspace is Workspace.REVIEW and not self.review.editing:
            self.show_evidence(number)
            return
        key = next(
            (tag.key for tag in self.desk.codebook.all_tags() if tag.shortcut == str(number)), None
        )
        if key is None:
            self.hinted.emit(self.tr("No tag has the key {0}.").format(number))
        else:
            self.desk.toggle_tag(key)

    def say_empty(self, *, any_documents: bool) -> None:
        """Say what to do next where no document is open."""
        actions = self.acts.actions
        if any_documents:
            self.text.empty.say(
                self.tr("Open a document in the list on the left."), [actions["next_open"]]
            )
            return
        self.text.empty.say(
            self.tr("No documents yet. Import files, drop them here, or paste a text."),
            [actions["import"], actions["paste"]],
        )

    def _next_in_review(self) -> None:
        if not self.order.go_on():
            self.hinted.emit(self.tr("Nothing waits for your review."))

    def _on_menu_wanted(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menus.fill(menu, self.acts.actions, menus.DOCUMENT_MENU)
        menu.popup(place)

    def _on_speaker_wanted(self) -> None:
        self.record.open_speaker()
