"""The links of the current claim, or of the whole project, and what may be linked."""

from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.domain.claim import Claim
from annotator.domain.claim_link import LinkKind, Related, Said
from annotator.domain.errors import AnnotatorError
from annotator.runtime.progress import Progress
from annotator.services.linking import forward
from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.jobs import JobRunner
from annotator.ui.links.buttons import LinkButtons
from annotator.ui.links.compare import Compare
from annotator.ui.links.model import LinksModel, LinksTable

_SOON_MS: Final = 120  # typing and deciding come first
_SHARES: Final = (300, 390)

Found = tuple[Related, ...]


class LinksPanel(QWidget):
    """Lists what a claim is linked to and may be, with both claims side by side.

    Signals:
        place_wanted: go to a document (its id), there to the item of this key, and to no span.
        hinted: a sentence on what was done, or cannot be.
    """

    place_wanted = Signal(int, str, object)
    hinted = Signal(str)

    def __init__(self, desk: Desk, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._stale = True
        self._asked = 0
        self._about: int | None = None
        self._marked: Said | None = None
        self._everywhere: Found | None = None
        self.model = LinksModel(parent=self)
        self.table = LinksTable(self.model, self)
        self.compare = Compare(self)
        self.buttons = LinkButtons(self)
        self.empty = EmptyState(self)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        halves = self.halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.table)
        halves.addWidget(self.compare)
        halves.setSizes(list(_SHARES))
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = QStackedWidget(self)
        self._rows.addWidget(self.empty)
        self._rows.addWidget(halves)
        column.addWidget(self._rows, 1)
        column.addWidget(self.buttons)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._read)
        for signal in (self._desk.sheet_changed, self._desk.current_changed):
            signal.connect(self._on_changed)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.activated.connect(self._on_activated)
        self.compare.place_wanted.connect(self._go_to)
        self.buttons.linked.connect(self.link_as)
        self.buttons.parted.connect(self.part)
        self.buttons.searched.connect(self.look_everywhere)
        self.buttons.returned.connect(self.back_to_claim)

    @property
    def current(self) -> Related | None:
        """Return the row that is chosen."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def link_as(self, kind: str) -> None:
        """Link the two claims of the chosen row; the later one is what the kind says."""
        item = self.current
        if item is None:
            self.hinted.emit(self.tr("Choose a claim to link to first."))
            return
        ahead = item.forward
        if item.link is not None or kind != item.kind or item.there.id == self.model.marked:
            ahead = forward(item.here, item.there)
        ends = (item.here.id, item.there.id) if ahead else (item.there.id, item.here.id)
        link = self._desk.services.linking.link
        at = self._desk.document_id
        if self._desk.guard(lambda: link(*ends, LinkKind(kind), at)) is not None:
            self._done(item)
            self.hinted.emit(self.tr("Linked; undo takes it back."))

    def part(self) -> None:
        """Remove the chosen link, or suggest these two no more while the project is open."""
        item = self.current
        if item is None:
            self.hinted.emit(self.tr("Choose a link or a suggestion first."))
        elif item.link is not None:
            link, unlink = item.link, self._desk.services.linking.unlink
            self._desk.guard(lambda: unlink(link.id, self._desk.document_id))
        else:
            self._desk.services.linking.not_related(item.here.id, item.there.id)
            self._done(item)
            self._on_changed()
            self.hinted.emit(self.tr("Not suggested again until the project is opened anew."))

    def mark(self) -> None:
        """Remember the current claim, to link another one to it; once more forgets it."""
        claim = self._claim()
        if claim is None:
            self.hinted.emit(self.tr("Choose a claim first; a proposal has to be accepted."))
            return
        was = self._marked
        same = was is not None and was.id == claim.id
        self._marked = None if same else self._desk.services.linking.said(claim.id)
        self.model.marked = self._marked.id if self._marked else None
        self._on_changed()
        self.hinted.emit(
            self.tr("No claim is kept to be linked any more.")
            if same
            else self.tr("Kept to be linked: go to another claim and say there what it is to it.")
        )

    def look_everywhere(self) -> None:
        """Look for links in the whole project, and list them."""
        find = self._desk.services.linking.all_suggestions

        def work(progress: Progress) -> Found:
            return find(progress)

        self._jobs.long(self.tr("Looking for links"), work, self._on_found, self._on_stopped)

    def back_to_claim(self) -> None:
        """List what the current claim is linked to again."""
        self._everywhere = None
        self._on_changed()

    def go_there(self) -> None:
        """Go to the other claim of the chosen row."""
        if self.current is not None:
            self._go_to(self.current.there)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._soon.start(0)

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._soon.start(_SOON_MS)

    def _claim(self) -> Claim | None:
        current = self._desk.current
        wanted = isinstance(current, Claim) and not self._desk.record_selected
        return current if wanted and isinstance(current, Claim) else None

    def _read(self) -> None:
        self._stale = False
        self._asked += 1
        claim = self._claim()
        about = claim.id if claim is not None and self._everywhere is None else None
        if about != self._about:
            self._about = about
            self.model.show_rows(())
        if self._everywhere is not None:
            self._show(self._everywhere)
            return
        if claim is None:
            self._show(())
            return
        linking, asked = self._desk.services.linking, self._asked

        def find() -> Found:
            return linking.links(claim.id) + linking.suggestions(claim.id)

        def show(found: Found) -> None:
            if asked == self._asked:
                self._show((*self._marked_row(claim.id, found), *found))

        self._jobs.quick(find, show, self._on_failed)

    def _marked_row(self, claim_id: int, found: Found) -> Found:
        """Return the claim that was kept to be linked, unless it is here or linked already."""
        marked = self._marked
        linked = {item.there.id for item in found if item.link is not None}
        if marked is None or marked.id in {claim_id, *linked}:
            return ()
        here = self._desk.services.linking.said(claim_id)
        if here is None:
            return ()
        reasons = (self.tr("you kept it to be linked"),)
        return (Related(here, marked, LinkKind.SAME, forward(here, marked), reasons),)

    def _on_failed(self, error: AnnotatorError) -> None:
        self._show(())
        self._desk.report(error)

    def _on_found(self, found: Found) -> None:
        self._everywhere = found
        self._read()
        self.hinted.emit(self._counted(len(found)))

    def _counted(self, pairs: int) -> str:
        if not pairs:
            return self.tr("No two claims look alike enough to be linked.")
        if pairs == 1:
            return self.tr("One pair of claims may be linked.")
        return self.tr("{0} pairs of claims may be linked.").format(pairs)

    def _on_stopped(self, error: AnnotatorError) -> None:
        self._on_row_changed()
        self._desk.report(error)

    def _done(self, item: Related) -> None:
        """Take a pair off the list of the project, and forget who was kept once linked."""
        if self._marked is not None and self._marked.id in {item.here.id, item.there.id}:
            self._marked = self.model.marked = None
        if self._everywhere is not None:
            self._everywhere = tuple(other for other in self._everywhere if other is not item)
            self._read()

    def _show(self, found: Found) -> None:
        row, before = self.table.currentIndex().row(), self.current
        pairs = [(item.here.id, item.there.id) for item in found]
        self.table.show_everywhere(on=self._everywhere is not None)
        self.model.show_rows(found)
        self._rows.setCurrentIndex(int(bool(found)))
        self.empty.say(self._why_empty())
        if found:
            kept = (before.here.id, before.there.id) if before else None
            at = pairs.index(kept) if kept in pairs else max(0, min(row, len(found) - 1))
            self.table.setCurrentIndex(self.model.index(at, 0))
        self._on_row_changed()

    def _why_empty(self) -> str:
        if self._everywhere is not None:
            return self.tr("Nothing in the project looks as if it should be linked.")
        if self._claim() is None:
            return self.tr("Links are between claims: choose one, or accept the proposal.")
        return self.tr("Nothing in other documents looks like this claim, and it has no links.")

    def _on_row_changed(self, *_rows: QModelIndex) -> None:
        item = self.current
        self.compare.show_pair(item)
        writable = not self._desk.services.context.store.read_only
        marked = item is not None and item.there.id == self.model.marked
        everywhere = self._everywhere is not None
        self.buttons.show_row(item, writable=writable, marked=marked, everywhere=everywhere)

    def _on_activated(self, _index: QModelIndex) -> None:
        item = self.current
        if item is not None:
            self._go_to(item.here if self._everywhere is not None else item.there)

    def _go_to(self, said: Said) -> None:
        self.place_wanted.emit(said.document_id, f"claim:{said.id}", None)
        QTimer.singleShot(0, self, partial(self.table.setFocus))
