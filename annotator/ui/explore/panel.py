"""The explore workspace: one question, and what claims, documents and places answer it."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.bulk_edit import Sample
from annotator.domain.errors import CancelledError
from annotator.domain.filter import (
    ClaimFilter,
    ClaimLine,
    ClaimOrder,
    ConcordanceLine,
    ConcordanceOrder,
    DocumentFilter,
    DocumentLine,
    DocumentOrder,
    Facets,
    Hit,
    Where,
)
from annotator.domain.span import Span
from annotator.runtime.progress import Cancel, Progress, Silent
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.explore.bulk_panel import BulkPanel
from annotator.ui.explore.facets import FacetTree
from annotator.ui.explore.lists import made_lists
from annotator.ui.explore.more import MoreFilters
from annotator.ui.explore.saved import SavedFilters
from annotator.ui.list_names import name_list
from annotator.ui.panes import split
from annotator.ui.shell import Shell
from annotator.ui.workspace_page import WorkspacePage

_PAUSE_MS: Final = 150
_SHARES: Final = (230, 1050)
_ROWS: Final = (480, 240)
_CLAIMS, _DOCUMENTS, _PLACES, _COUNTS = range(4)
_OF_DOCUMENTS: Final = ("outlets", "published_from", "published_to", "flagged")
"""The parts of a filter, beside words, that documents are narrowed by."""


class ExplorePanel(WorkspacePage):
    """Asks as a person types and ticks; only the list in sight is filled."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._search = desk.services.searching
        self._banner = shell.banner
        self._stale = {_CLAIMS, _DOCUMENTS, _PLACES, _COUNTS}
        self._orders: list[tuple[Any, bool]] = [
            (ClaimOrder.PLACE, False),
            (DocumentOrder.PLACE, False),
            (ConcordanceOrder.PLACE, False),
        ]
        self._counting, self._cancel = Asking(shell.jobs, desk.report, self), Cancel()
        self.words, self.where = QLineEdit(self), QComboBox(self)
        self.saved = SavedFilters(desk, shell.jobs, self)
        self.facets, self.more = FacetTree(self), MoreFilters(self)
        self.lists = made_lists(desk, shell, self)
        self.tabs = QTabWidget(self)
        self.bulk = BulkPanel(desk, shell, self._claims, self)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._build()
        self._lay_out()
        self._connect()

    @property
    def wanted(self) -> ClaimFilter:
        """Return what is asked for now."""
        where = Where(self.where.currentData())
        chosen = self.facets.chosen().amended(words=self.words.text(), where=where)
        return self.more.amend(chosen)

    def choose(self, wanted: ClaimFilter) -> None:
        """Ask for this instead."""
        self.words.setText(wanted.words)
        self.where.setCurrentIndex(self.where.findData(wanted.where.value))
        self.facets.choose(wanted)
        self.more.choose(wanted)
        self._ask_anew()

    def panes(self) -> tuple[QWidget, ...]:
        shown = (self.bulk,) if self.bulk.isVisible() else ()
        return (self.words, self.lists[self.tabs.currentIndex()], *shown, self.facets)

    def change_many(self) -> None:
        """Let a person change the chosen claims, or all that are listed, in one act."""
        self.tabs.setCurrentIndex(_CLAIMS)
        self.bulk.show()
        self.bulk.begin()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()
        self.saved.read()

    def _build(self) -> None:
        self.words.setPlaceholderText(
            self.tr("Search everything: words, “a phrase”, begin*, this OR that, -without")
        )
        self.words.setAccessibleName(self.tr("Search everything"))
        self.words.setClearButtonEnabled(True)
        self.where.addItem(self.tr("Anywhere in a claim"), Where.ANYWHERE.value)
        self.where.addItem(self.tr("In what was said"), Where.CONTENT.value)
        name_list(self.where, self.tr("Where in a claim"))
        for found, title in zip(self.lists, self._titles(), strict=True):
            self.tabs.addTab(found, title)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("What was found"))
        for at, (order, descending) in enumerate(self._orders):
            self.lists[at].table.show_order(order, descending=descending)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 8, 8, 4)
        head.setSpacing(6)
        head.addWidget(self.words, 3)
        head.addWidget(self.where)
        head.addWidget(self.saved, 2)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.facets, 1)
        column.addWidget(self.more)
        self.bulk.hide()
        right = split(Qt.Orientation.Vertical, (self.tabs, self.bulk), _ROWS, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(split(Qt.Orientation.Horizontal, (left, right), _SHARES, 1), 1)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._pause.start)
        self.words.returnPressed.connect(self._on_entered)
        self.where.currentIndexChanged.connect(self._ask_anew)
        self._pause.timeout.connect(self._ask_anew)
        self.facets.changed.connect(self._ask_anew)
        self.more.changed.connect(self._ask_anew)
        self.saved.opened.connect(self._on_opened)
        self.saved.save_wanted.connect(lambda _name: self.saved.save(self.wanted))
        self.tabs.currentChanged.connect(self._on_turned)
        self.bulk.closed.connect(self._put_bulk_away)
        self.bulk.followed.connect(self._go_to_sample)
        self.lists[_CLAIMS].chosen_changed.connect(self.bulk.look)
        self.lists[_CLAIMS].counted.connect(self.bulk.look)
        bridge = self._desk.bridge
        for signal in (bridge.documents_changed, bridge.speakers_changed, bridge.codebook_changed):
            signal.connect(self._on_changed)
        bridge.document_changed.connect(self._on_changed)
        for at, found in enumerate(self.lists):
            found.followed.connect(self._go_to)
            found.sorted.connect(partial(self._on_sorted, at))
            found.counted.connect(partial(self._on_counted, at))

    def _on_turned(self, at: int) -> None:
        """Offer what narrows the list in sight."""
        parts = None if at == _CLAIMS else _OF_DOCUMENTS
        self.facets.hold(parts)
        self.more.hold(parts)
        self.where.setEnabled(at == _CLAIMS)
        self._ask()

    def _ask_anew(self) -> None:
        self._stale = {_CLAIMS, _DOCUMENTS, _PLACES, _COUNTS}
        self._ask()

    def _ask(self) -> None:
        """Fill the list in sight first, then count, for both wait for the same threads."""
        at = self.tabs.currentIndex()
        if not self.isVisible():
            return
        if at in self._stale:
            (self._ask_claims, self._ask_documents, self._ask_places)[at]()
        if _COUNTS in self._stale:
            self._count(self.wanted)
        self._stale -= {at, _COUNTS}

    def _ask_claims(self) -> None:
        wanted, (order, descending) = self.wanted, self._orders[_CLAIMS]

        def ids(first: int | None, progress: Progress) -> Sequence[int]:
            return self._search.claim_ids(
                wanted, order, descending=descending, first=first, progress=progress
            )

        none = self.tr("No claims yet.") if wanted == ClaimFilter() else ""
        self.lists[_CLAIMS].ask(ids, none or self.tr("No claim is like this."))

    def _ask_documents(self) -> None:
        wanted, (order, descending) = _of_documents(self.wanted), self._orders[_DOCUMENTS]

        def ids(first: int | None, progress: Progress) -> Sequence[int]:
            return self._search.document_ids(
                wanted, order, descending=descending, first=first, progress=progress
            )

        none = self.tr("No documents yet.") if wanted == DocumentFilter() else ""
        self.lists[_DOCUMENTS].ask(ids, none or self.tr("No document is like this."))

    def _ask_places(self) -> None:
        wanted, (order, _descending) = _of_documents(self.wanted), self._orders[_PLACES]
        if not wanted.words.strip():
            self.lists[_PLACES].clear(self.tr("Type words to see every place where they stand."))
            return

        def hits(_first: int | None, progress: Progress) -> Sequence[Hit]:
            return self._search.concordance(wanted, order, progress=progress)

        self.lists[_PLACES].ask(hits, self.tr("These words stand nowhere."), page_first=False)

    def _count(self, wanted: ClaimFilter) -> None:
        self._cancel.ask()
        cancel = self._cancel = Cancel()

        def counted() -> Facets | None:
            try:
                return self._search.facets(wanted, Silent(cancel))
            except CancelledError:
                return None

        self._counting.ask(counted, self._on_facets)

    def _on_facets(self, facets: Facets | None) -> None:
        if facets is not None:
            self.facets.show_facets(facets)

    def _on_entered(self) -> None:
        self._pause.stop()
        self._ask_anew()
        self.lists[self.tabs.currentIndex()].setFocus()

    def _on_opened(self, wanted: object, gone: Sequence[str]) -> None:
        if isinstance(wanted, ClaimFilter):
            self.choose(wanted)
        if gone:
            self._banner.say(" ".join(gone))

    def _on_changed(self, *_what: object) -> None:
        self._stale = {_CLAIMS, _DOCUMENTS, _PLACES, _COUNTS}
        if self.isVisible():
            self._pause.start()

    def _on_sorted(self, at: int, order: object, descending: bool) -> None:
        self._orders[at] = (order, descending)
        self._stale.add(at)
        self._ask()

    def _on_counted(self, at: int, rows: int) -> None:
        self.tabs.setTabText(at, f"{self._titles()[at]}  {rows:n}")

    def _claims(self, every: bool) -> Sequence[int]:
        found = self.lists[_CLAIMS]
        return found.model.keys if every else found.table.chosen_keys()

    def _put_bulk_away(self) -> None:
        self.bulk.hide()
        self.lists[_CLAIMS].setFocus()

    def _go_to_sample(self, sample: Sample) -> None:
        self.place_wanted.emit(sample.document_id, f"claim:{sample.claim_id}", None)

    def _titles(self) -> tuple[str, str, str]:
        return (self.tr("Claims"), self.tr("Documents"), self.tr("In context"))

    def _go_to(self, line: ClaimLine | DocumentLine | ConcordanceLine) -> None:
        match line:
            case ClaimLine():
                kind = "claim" if line.id > 0 else "proposal"
                self.place_wanted.emit(line.document_id, f"{kind}:{abs(line.id)}", None)
            case ConcordanceLine():
                span = Span(start=line.start, end=line.end)
                self.place_wanted.emit(line.document_id, "", span)
            case _:
                self.place_wanted.emit(line.id, "", None)


def _of_documents(wanted: ClaimFilter) -> DocumentFilter:
    """Return what a filter of claims asks of their documents."""
    parts = {part: getattr(wanted, part) for part in _OF_DOCUMENTS}
    return DocumentFilter(words=wanted.words, **parts)
