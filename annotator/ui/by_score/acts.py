"""What is done to many proposals at once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from shiboken6 import isValid

from annotator.runtime.progress import Progress
from annotator.services.deciding import DecidedReport
from annotator.ui.desk import Desk
from annotator.ui.failures import Offer, Tone
from annotator.ui.shell import Shell

if TYPE_CHECKING:
    from annotator.ui.by_score.dialog import ScoreDialog


class ScoreActs(QObject):
    """Opens the dialog, and decides as it says, behind the window.

    Signals:
        told: the sentence that stands in the banner when all of it was done.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = shell.jobs
        self._banner = shell.banner
        self._window = shell.window
        self._undo: QAction = shell.actions.actions["undo"]
        self._dialog: ScoreDialog | None = None
        self._said: tuple[str, str | None] = ("", None)
        desk.history_changed.connect(self._on_history_changed)

    def accept_above(self) -> None:
        """Show what would be accepted from a score on."""
        self._opened().least.setFocus()

    def hide_below(self) -> None:
        """Show what would be hidden, or refused, below a score."""
        self._opened().hide_below.setFocus()

    def accept(self, at_least: float, everywhere: bool) -> None:
        """Accept what scores as much, in the open document or in all."""
        document = None if everywhere else self._desk.document_id
        accept = self._desk.services.deciding.accept

        def work(progress: Progress) -> DecidedReport:
            return accept(at_least, document, progress)

        self._jobs.long(self.tr("Accepting"), work, self._on_accepted, self._banner.report)

    def refuse(self, below: float, everywhere: bool) -> None:
        """Refuse what scores less, in the open document or in all."""
        document = None if everywhere else self._desk.document_id
        refuse = self._desk.services.deciding.refuse

        def work(progress: Progress) -> DecidedReport:
            return refuse(below, document, progress)

        self._jobs.long(self.tr("Refusing"), work, self._on_refused, self._banner.report)

    def close(self) -> None:
        """Put the dialog away."""
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.close()
        self._dialog = None

    def _opened(self) -> "ScoreDialog":
        from annotator.ui.by_score.dialog import ScoreDialog  # noqa: PLC0415 - when asked

        if self._dialog is None or not isValid(self._dialog):
            self._dialog = ScoreDialog(self._desk, self._jobs, self._window)
            self._dialog.accept_wanted.connect(self.accept)
            self._dialog.refuse_wanted.connect(self.refuse)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        return self._dialog

    def _on_accepted(self, report: DecidedReport) -> None:
        words = self.tr("{0} accepted in {1}.").format(
            report.decided, self._documents(report.documents)
        )
        if report.known:
            words += self.tr(" {0} left open: they are claims already.").format(report.known)
        self._tell(words, report)

    def _on_refused(self, report: DecidedReport) -> None:
        words = self.tr("{0} refused in {1}.").format(
            report.decided, self._documents(report.documents)
        )
        self._tell(words, report)

    def _documents(self, count: int) -> str:
        return self.tr("1 document") if count == 1 else self.tr("{0} documents").format(count)

    def _tell(self, words: str, report: DecidedReport) -> None:
        if report.cancelled:
            words += self.tr(" Stopped before the end; {0} were meant.").format(report.meant)
        self._desk.catch_up()
        offer = Offer(self.tr("Undo"), self._undo.trigger) if report.decided else None
        self._banner.say(words, Tone.WARNING if report.cancelled else Tone.GOOD, offer)
        self._said = (words, self._desk.undo_label()) if report.decided else ("", None)
        if report.decided and not report.cancelled:
            self.told.emit(words)

    def _on_history_changed(self) -> None:
        """Offer to undo no longer once it would take something else back."""
        words, label = self._said
        if words and words == self._banner.words and self._desk.undo_label() != label:
            self._said = ("", None)
            self._banner.hide()
