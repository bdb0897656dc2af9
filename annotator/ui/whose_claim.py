"""Tells whose claim the selected words would become, before it is made."""

from PySide6.QtCore import QObject, Signal

from annotator.domain.span import Span
from annotator.services.drafting import likely_speaker
from annotator.ui.desk import Desk
from annotator.ui.jobs import JobRunner
from annotator.ui.source_text.reader import Reader
from annotator.ui.speakers.asking import Asking
from annotator.ui.told_keys import key_told


class WhoseClaim(QObject):
    """Looks off the window's thread, since the first look reads what tells names.

    Signals:
        hinted: a sentence for the status bar, while the words are still selected.
    """

    hinted = Signal(str)

    def __init__(self, desk: Desk, reader: Reader, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reader = reader
        self._asking = Asking(jobs, desk.report, self)

    def look(self, span: Span) -> None:
        """Look who would have said these words of the open document."""
        sheet = self._desk.sheet
        if sheet is not None:
            self._asking.ask(lambda: (span, likely_speaker(sheet, span)), self._tell)

    def _tell(self, found: tuple[Span, str | None]) -> None:
        span, name = found
        view = self._reader.view
        if view.selection() == span:
            words = self.tr("{0}: a claim of {1}.  {2}: choose who said it.")
            claim, claim_of = key_told(view, "claim"), key_told(view, "claim_of")
            self.hinted.emit(words.format(claim, name or self.tr("nobody named"), claim_of))
