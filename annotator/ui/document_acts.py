"""What is done to the open document as a whole."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject, Signal

from annotator.domain.document import DocumentMarks
from annotator.domain.errors import UsageError
from annotator.ui.ask_line import AskLine
from annotator.ui.desk import Desk
from annotator.ui.desk_place import is_open
from annotator.ui.scores import in_per_cent


class DocumentActs(QObject):
    """Marks and submits the open document.

    Signals:
        hinted: a sentence for the status bar.
        settled: a mark was set, or left as it was.
    """

    hinted = Signal(str)
    settled = Signal()

    def __init__(self, desk: Desk, asking: AskLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking = asking
        desk.document_opened.connect(asking.put_away)

    def submit(self) -> None:
        """Submit the document and open the next with work left."""
        hidden = len(self._desk.hidden)
        if hidden and not any(map(is_open, self._desk.items)):
            below = in_per_cent(self._desk.hide_below)
            words = self.tr("{0} proposals below {1} are hidden and still open: see “{2}”.")
            self._desk.report(UsageError(words.format(hidden, below, self._where())))
            return
        before, sheet = self._desk.document_id, self._desk.sheet
        if not self._desk.submit():
            return
        words = self.tr("Submitted for review.")
        if sheet is not None and sheet.alone:
            words = self.tr("Submitted; nobody else sees it before it is adjudicated.")
        elif self._desk.document_id == before:
            words = self.tr("Submitted. No document is left to work on; review comes next.")
        self.hinted.emit(words)

    def _where(self) -> str:
        return QCoreApplication.translate("Actions", "&Hide or refuse below…").replace("&", "")

    def show_refused(self, wanted: bool) -> None:
        """Show refused proposals among the others, or not."""
        self._desk.show_refused = wanted

    def flag(self, _wanted: bool = True) -> None:
        """Flag the document for later, or take the flag off."""
        self._mark("Flag document", flagged=not self._marks().flagged)

    def no_claims(self, _wanted: bool = True) -> None:
        """Say that the document holds no claims, or take that back."""
        self._mark("Mark as without claims", no_claims=not self._marks().no_claims)

    def exclude(self, _wanted: bool = True) -> None:
        """Leave the document out for a reason, or take it in again."""
        if self._marks().excluded is not None:
            self._mark("Take document in again", excluded=None)
            return
        self.settled.emit()
        question = self.tr("Why is this document left out?")
        self._asking.ask(question, "", self._on_reason_given, self.settled.emit)

    def note(self) -> None:
        """Write a note on the document; no words take it away."""
        known = self._marks().note or ""
        question = self.tr("Note on this document (empty for none):")
        self._asking.ask(question, known, self._on_note_given, self.settled.emit)

    def states(self) -> Mapping[str, bool]:
        """Return which acts of this kind are on, by act id."""
        marks = self._marks()
        return {
            "flag": marks.flagged,
            "no_claims": marks.no_claims,
            "exclude": marks.excluded is not None,
        }

    def _on_reason_given(self, reason: str) -> None:
        if reason:
            self._mark("Exclude document", excluded=reason)

    def _on_note_given(self, note: str) -> None:
        if note != (self._marks().note or ""):
            self._mark("Note on document", note=note or None)

    def _marks(self) -> DocumentMarks:
        sheet = self._desk.sheet
        return sheet.document.marks if sheet else DocumentMarks()

    def _mark(self, label: str, **changes: object) -> None:
        self._desk.mark(label, **changes)
        self.settled.emit()
