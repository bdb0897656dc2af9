"""Tells whose claim the selected words would become, and reads who may be meant beforehand."""

from PySide6.QtCore import QObject, Signal

from annotator.domain.span import Span
from annotator.services.drafting import candidates, likely_speaker
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.desk_place import key_of
from annotator.ui.jobs import JobRunner
from annotator.ui.source_text.reader import Reader
from annotator.ui.told_keys import key_told

Place = tuple[int | None, Span]
"""Words of a document, told by its id."""


class WhoseClaim(QObject):
    """Looks off the window's thread, since the first look reads what tells names.

    Whom a document names is read once somebody selects words in it or goes from one claim to
    another, before a key asks for it.

    Signals:
        hinted: a sentence for the status bar, while the words are still selected.
    """

    hinted = Signal(str)

    def __init__(self, desk: Desk, reader: Reader, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reader = reader
        self._asking = Asking(jobs, desk.report, self)
        self._reading = Asking(jobs, desk.report, self)
        self._read: int | None = None
        self._at: tuple[int | None, str] = (None, "")
        desk.current_changed.connect(self._on_current_changed)
        reader.each(lambda view: view.selection_changed.connect(self._on_selected))

    def look(self, span: Span) -> None:
        """Look who would have said these words of the open document."""
        sheet = self._desk.sheet
        if sheet is not None:
            place = self._desk.document_id, span
            self._asking.ask(lambda: (place, likely_speaker(sheet, span)), self._tell)

    def _tell(self, found: tuple[Place, str | None]) -> None:
        place, name = found
        view = self._reader.view
        if (self._desk.document_id, view.selection()) == place:
            words = self.tr("{0}: a claim of {1}.  {2}: choose who said it.")
            claim, claim_of = key_told(view, "claim"), key_told(view, "claim_of")
            self.hinted.emit(words.format(claim, name or self.tr("nobody named"), claim_of))

    def _on_selected(self, span: Span | None) -> None:
        if span is not None:
            self._read_beside(span.start)

    def _on_current_changed(self) -> None:
        """Read once a person has gone on: what opens with a document is nobody's act yet."""
        item = self._desk.current
        before, self._at = self._at, (self._desk.document_id, key_of(item) if item else "")
        if item is not None and before[0] == self._at[0] and before != self._at:
            self._read_beside(item.body.content[0].start)

    def _read_beside(self, near: int) -> None:
        sheet = self._desk.sheet
        if sheet is not None and sheet.document.id != self._read:
            self._read = sheet.document.id
            self._reading.ask(lambda: candidates(sheet, near), bool)
