"""The agreement workspace: figures, plots of them, and the claims behind each."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.domain.agreement_report import AgreementLine
from annotator.domain.errors import AnnotatorError
from annotator.services.agreeing import AgreementRequest, Comparable, comparable
from annotator.services.disagreeing import Disagreement, Disagreements, disagreements
from annotator.ui.agreement.asked import AskedBar
from annotator.ui.agreement.comparing import Comparing
from annotator.ui.agreement.found import FoundView
from annotator.ui.agreement.keeping import keep_table
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.panes import enter_first
from annotator.ui.record.notes import Note
from annotator.ui.shell import Shell
from annotator.ui.workspace_page import WorkspacePage

_TWO: Final = 2
_SOON_MS: Final = 150  # so that walking through the table asks for nothing on the way


class AgreementPanel(WorkspacePage):
    """Asks whom to compare, and shows what comes of it; computes only when told to."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shell = shell
        self._layers: tuple[Comparable, ...] | None = None  # until they were looked for
        self._listed: dict[AgreementLine, Disagreements] = {}
        self._refused = ""
        self.comparing = Comparing(desk, shell.jobs, self)
        self._looking = Asking(shell.jobs, desk.report, self)
        self._listing = Asking(shell.jobs, desk.report, self)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self.asked = AskedBar(self)
        self.said, self.stale = Note("muted", self), Note("warning", self)
        self.empty = EmptyState(self)
        self.found = FoundView(desk.codebook, self)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QWidget(self)
        lines = QVBoxLayout(head)
        lines.setContentsMargins(12, 10, 12, 6)
        lines.setSpacing(6)
        for part in (self.asked, self.said, self.stale):
            lines.addWidget(part)
        self._head = head
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.asked.wanted.connect(self._begin)
        self.asked.stop_wanted.connect(self.comparing.stop)
        self.comparing.progressed.connect(self.asked.show_progress)
        self.comparing.changed.connect(self._on_comparing_changed)
        self.comparing.refused.connect(self._on_refused)
        self.found.figure_chosen.connect(self._on_figure_chosen)
        self.found.followed.connect(self._on_followed)
        self.found.save_wanted.connect(self._save)
        self._soon.timeout.connect(self._list_behind)
        self._desk.codebook_changed.connect(self._on_codebook_changed)
        for told in (self._desk.bridge.documents_changed, self._desk.bridge.document_changed):
            told.connect(self._look)

    def panes(self) -> tuple[QWidget, ...]:
        if self._pages.currentWidget() is self.empty:
            return (self.asked, self.empty)
        return (*self.found.panes(), self.asked)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.asked.offer_scales(self._desk.codebook)
        self._show()
        self._look()

    def _look(self, *_what: object) -> None:
        """Ask which layers there are."""
        if self.isVisible():
            context = self._desk.services.context
            self._looking.ask(lambda: comparable(context), self._on_layers)

    def _on_layers(self, layers: tuple[Comparable, ...]) -> None:
        if layers != self._layers or not layers:
            self._layers = layers
            self.asked.offer_layers(layers)
        self._show()
        if self.hasFocus():  # there was nothing yet to enter
            enter_first(self.panes())

    def _begin(self, request: AgreementRequest) -> None:
        self._refused = ""
        self.comparing.begin(request)

    def _on_comparing_changed(self) -> None:
        self.asked.show_busy(self.comparing.busy)
        self._listed.clear()
        self._show()

    def _on_refused(self, error: AnnotatorError) -> None:
        self._refused = str(error)
        self._show()

    def _on_codebook_changed(self) -> None:
        self.asked.offer_scales(self._desk.codebook)
        self.found.show_codebook(self._desk.codebook)

    def _show(self) -> None:
        report = self.comparing.report
        self._head.setVisible(len(self._layers or ()) >= _TWO)
        self.stale.say(self._warning())
        self.said.say("")
        if report is None:
            self._pages.setCurrentWidget(self.empty)
            self.empty.say(*self._next_step())
            return
        self.said.say(self.found.show_report(report))
        if self._pages.currentWidget() is self.empty:
            self._pages.setCurrentWidget(self.found)
            self.found.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _warning(self) -> str:
        if self.comparing.report is not None and self._refused:
            return self._refused
        if self.comparing.stale and not self.comparing.busy:
            return self.tr("Out of date: the project has changed since. Compare again.")
        return ""

    def _next_step(self) -> tuple[str, tuple[str, ...]]:
        """Return what is needed before there can be figures, and the acts that lead there."""
        if self.comparing.busy:
            return self.tr("Comparing; the window stays free meanwhile."), ()
        if self._refused:
            return self._refused, ()
        if self._layers is None:
            return self.tr("Looking for readings to compare…"), ()
        if len(self._layers) >= _TWO:
            return self.tr("Tick whose readings to compare above, then press Compare."), ()
        return (
            self.tr(
                "Agreement needs two readings of the same document. Assign a document to two "
                "people, to be read independently: neither sees the other's claims. Once both "
                "have submitted it, how far they agree is told here, field by field."
            ),
            ("assign", "workspace_1"),
        )

    def _on_figure_chosen(self, line: AgreementLine | None) -> None:
        self._listing.forget()
        if line is None or line in self._listed:
            self._list_behind()
        else:
            self.found.say_listing()
            self._soon.start()

    def _list_behind(self) -> None:
        self._soon.stop()
        line, context = self.found.table.current, self._desk.services.context
        if line is None or line in self._listed:
            self._on_listed((line, self._listed.get(line) if line else None))
            return
        wanted = line
        self._listing.ask(lambda: (wanted, disagreements(context, wanted)), self._on_listed)

    def _on_listed(self, found: tuple[AgreementLine | None, Disagreements | None]) -> None:
        line, behind = found
        if line is not None and behind is not None:
            self._listed[line] = behind
        self.found.show_behind(line, behind)

    def _on_followed(self, item: Disagreement) -> None:
        self.place_wanted.emit(item.document_id, item.item, item.span)

    def _save(self) -> None:
        report = self.comparing.report
        if report is not None:
            keep_table(report, self._desk, self._shell)
