"""One user's work on one project: the panes, the workspaces, and what acts on a document."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotator.domain.scores import percent
from annotator.domain.span import Span
from annotator.runtime.settings import Settings
from annotator.ui import menus
from annotator.ui.desk import Desk
from annotator.ui.desk_place import key_of
from annotator.ui.documents.pane import DocumentsPane
from annotator.ui.foot.tabs import Foot
from annotator.ui.panes import enter_first, go_round, split
from annotator.ui.record.panel import RecordPanel
from annotator.ui.review.order import ReviewOrder
from annotator.ui.review.panel import ReviewPanel
from annotator.ui.shell import Shell
from annotator.ui.source_text.column import PLAIN
from annotator.ui.source_text.typography import typography
from annotator.ui.text_pane import TextPane
from annotator.ui.theme import Theme
from annotator.ui.window_state import Place
from annotator.ui.workspaces import PAGES, Workspace

_COLUMNS: Final = (250, 690, 340)  # left, centre, right at 1280 pixels; the centre grows
_ROWS: Final = (540, 190)
_SIDES: Final = ((240, 340, 19), (372, 460, 26))  # least, most, per cent: left, right


class Bench(QWidget):
    """Arranges the panes around a desk; the panes share nothing but the desk.

    Signals:
        hinted: a sentence on what to do first, for the status bar.
        workspace_changed: the `Workspace` shown now.
    """

    hinted = Signal(str)
    workspace_changed = Signal(int)

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._actions = shell.actions
        self.workspace = Workspace.ANNOTATE
        theme, actions = shell.theme(), shell.actions.actions
        self.documents = DocumentsPane(desk, shell.jobs, theme)
        self.review = ReviewPanel(desk, actions)
        self._order = ReviewOrder(desk)
        self.text = TextPane(desk, theme, actions)
        self.foot = Foot(desk, shell.jobs)
        self.claims = self.foot.claims
        self.record = RecordPanel(desk)
        self.pages = {workspace: make(desk, shell) for workspace, make in PAGES.items()}
        self.set_settings(shell.settings())
        self._lay_out()
        self._connect()
        shell.actions.hold_in(self.documents.list, self.text, self.claims, self.review.tree)

    def _lay_out(self) -> None:
        self.left = QStackedWidget()
        self.left.addWidget(self.documents)
        self.left.addWidget(self.review)
        self.rows = split(Qt.Orientation.Vertical, (self.text, self.foot), _ROWS, stretch=0)
        self.columns = split(
            Qt.Orientation.Horizontal, (self.left, self.rows, self.record), _COLUMNS, stretch=1
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.columns)
        for page in self.pages.values():
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _connect(self) -> None:
        self.text.acts.hinted.connect(self.hinted)
        self.record.evidence_requested.connect(self.text.flash)
        self.text.acts.speaker_wanted.connect(self._on_speaker_wanted)
        self.documents.menu_wanted.connect(self._on_menu_wanted)
        self.foot.hinted.connect(self.hinted)
        self.foot.doubts.words_wanted.connect(self.text.flash)
        self.foot.doubts.field_wanted.connect(self.record.open_field)
        self.desk.leaving.connect(self.settle)
        for page in self.pages.values():
            page.place_wanted.connect(self.show_place)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.text.set_theme(theme)
        self.documents.set_theme(theme)
        for page in self.pages.values():
            page.set_theme(theme)

    def set_settings(self, settings: Settings) -> None:
        """Set the text as a person wants it now."""
        self.text.set_typography(typography(settings))

    def show_workspace(self, number: int) -> None:
        """Arrange the window for other work; Review begins with what the user may approve."""
        self._arrange(number)
        if self.workspace is Workspace.REVIEW:
            self._order.begin()

    def _arrange(self, number: int) -> None:
        self.workspace = Workspace(number)
        page = self.pages.get(self.workspace)
        self._pages.setCurrentWidget(page or self.columns)
        if page is None:
            self.left.setCurrentIndex(number)
        self._actions.check(f"workspace_{number + 1}")
        self.focus_pane()
        self.workspace_changed.emit(number)

    def show_place(self, document_id: int, key: str = "", span: Span | None = None) -> None:
        """Go to a document in Annotate, to one of its items, and point out words of its text."""
        self._arrange(Workspace.ANNOTATE)
        if document_id != self.desk.document_id:
            self.desk.open(document_id)
        if key:
            self.desk.select(key)
        if span is not None:
            self.text.view.flash(span)

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
        if steps:
            self.text.view.zoom_by(steps)
        else:
            self.text.view.zoom_reset()

    def next_pane(self) -> None:
        """Put the focus into the next pane."""
        go_round(self._panes(), 1)

    def previous_pane(self) -> None:
        """Put the focus into the pane before."""
        go_round(self._panes(), -1)

    def accept(self) -> None:
        """Accept the proposal and go on; in Review: approve and go on."""
        if self.workspace is Workspace.REVIEW:
            self.approve()
        else:
            self.desk.accept()

    def approve(self) -> None:
        """Approve what is shown and go on."""
        if self._order.begun():
            self.desk.approve()
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

    def ask_reject(self) -> None:
        """Ask why what is shown is to be rejected."""
        self._to_review()
        self.review.ask_reject()

    def _to_text(self) -> None:
        if self.workspace in self.pages:
            self._arrange(Workspace.ANNOTATE)

    def _to_review(self) -> None:
        if self.workspace is not Workspace.REVIEW:
            self._arrange(Workspace.REVIEW)

    def next_open(self) -> None:
        """Go to the next item that wants a decision, in this document or another."""
        if self.workspace is Workspace.REVIEW:
            self._next_in_review()
        elif not self.desk.next_open():
            self.hinted.emit(self.tr("Nothing is left to decide in any document."))

    def digit(self, number: int) -> None:
        """Set the tag with this digit; while the speaker is open take that candidate."""
        key = next(
            (tag.key for tag in self.desk.codebook.all_tags() if tag.shortcut == str(number)), None
        )
        if key is None:
            self.hinted.emit(self.tr("No tag has the key {0}.").format(number))
        else:
            self.desk.toggle_tag(key)

    def say_empty(self, *, any_documents: bool) -> None:
        """Say what to do next where no document is open."""
        actions = self._actions.actions
        if any_documents:
            self.text.empty.say(self.tr("Open a document in the list on the left."))
            return
        self.text.empty.say(
            self.tr("No documents yet. Import files, drop them here, or paste a text."),
            [actions["import"], actions["paste"]],
        )

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
        )

    def go_to(self, place: Place) -> None:
        """Go where a person was; to the first work left where that is no more."""
        self.text.view.zoom = place.zoom or PLAIN
        for splitter, sizes in ((self.columns, place.columns), (self.rows, place.rows)):
            if len(sizes) == splitter.count():
                splitter.setSizes(list(sizes))
        if not place.columns:
            self._share_out()
        self._arrange(place.workspace)
        self.claims.sort_by(place.sorted_by, descending=place.descending)
        self.desk.hide_below = place.hide_below / 100
        self.desk.accept_from = place.accept_from / 100
        known = {line.id for line in self.desk.services.querying.documents()}
        if place.document in known:
            self.desk.open(place.document)
            self.desk.select(place.item or None)
            view = self.text.view
            QTimer.singleShot(0, view, partial(view.bring_to_top, place.scroll))  # once laid out
        elif not self.desk.next_document() and known:
            self.desk.open(min(known))
        if self.workspace is Workspace.REVIEW:
            self._order.begin()

    def settle(self) -> None:
        """Store what is half typed and right; what is wrong stays as it was typed."""
        if not self.desk.services.context.store.read_only:
            self.record.settle()
            for page in self.pages.values():
                page.settle()

    def _share_out(self) -> None:
        """Give the sides their share of the width, within what reads well."""
        width = self.width()
        left, right = (max(least, min(most, width * share // 100)) for least, most, share in _SIDES)
        self.columns.setSizes([left, width - left - right, right])

    def focus_pane(self) -> None:
        """Put the focus where the work of the workspace is done."""
        panes = self._panes()
        start = 0 if self.workspace in self.pages else 1
        enter_first((*panes[start:], *panes[:start]))

    def _next_in_review(self) -> None:
        if not self._order.go_on():
            self.hinted.emit(self.tr("Nothing waits for your review."))

    def _panes(self) -> tuple[QWidget, ...]:
        page = self.pages.get(self.workspace)
        if page is not None:
            return page.panes()
        left = self.documents.list if self.workspace is Workspace.ANNOTATE else self.review.tree
        text = self.text.view if self.desk.sheet else self.text.empty
        return (left, text, self.record, self.foot.currentWidget())

    def _on_menu_wanted(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menus.fill(menu, self._actions.actions, menus.DOCUMENT_MENU)
        menu.popup(place)

    def _on_speaker_wanted(self) -> None:
        self.record.open_speaker()
