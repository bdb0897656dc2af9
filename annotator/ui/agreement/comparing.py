"""Compares layers behind the window, and knows whether what it found is still so."""

from PySide6.QtCore import QObject, Signal

from annotator.domain.agreement_report import AgreementReport
from annotator.domain.errors import AnnotatorError
from annotator.runtime.progress import Cancel, Progress, ProgressReport
from annotator.services.agreeing import AgreementRequest, agreement
from annotator.ui.desk import Desk
from annotator.ui.jobs import JobRunner


class Comparing(QObject):
    """One comparison at a time, as long work; what it found is kept until another is made.

    Signals:
        progressed: a `ProgressReport` of the comparison that runs.
        changed: it began, ended, or what it found is out of date now.
        refused: the `AnnotatorError` that it ended with.
    """

    progressed = Signal(object)
    changed = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._context = desk.services.context
        self._jobs = jobs
        self._cancel: Cancel | None = None
        self._mine = False
        self._changes = 0
        self._read_at = 0
        self.report: AgreementReport | None = None
        jobs.long_started.connect(self._on_started)
        jobs.long_progressed.connect(self._on_progressed)
        bridge = desk.bridge
        bridge.document_changed.connect(self._on_data_changed)
        for told in (bridge.documents_changed, bridge.speakers_changed, bridge.codebook_changed):
            told.connect(self._on_data_changed)

    @property
    def busy(self) -> bool:
        """Tell whether a comparison runs or waits."""
        return self._cancel is not None

    @property
    def stale(self) -> bool:
        """Tell whether the project has changed since what was found was read."""
        return self.report is not None and self._read_at != self._changes

    def begin(self, request: AgreementRequest) -> None:
        """Compare; whatever was found before stays until that is done."""
        if self.busy:
            return
        cancel, context = Cancel(), self._context
        self._cancel, at = cancel, self._changes

        def work(progress: Progress) -> tuple[int, AgreementReport]:
            return at, agreement(context, request, _Stoppable(progress, cancel))

        self._jobs.long(self._name, work, self._on_found, self._on_refused)
        self.changed.emit()

    def stop(self) -> None:
        """Ask the comparison to stop; other work goes on."""
        if self._cancel is not None:
            self._cancel.ask()

    @property
    def _name(self) -> str:
        return self.tr("Comparing")

    def _on_started(self, name: str) -> None:
        self._mine = name == self._name

    def _on_progressed(self, report: ProgressReport) -> None:
        if self._mine and self.busy:
            self.progressed.emit(report)

    def _on_found(self, found: tuple[int, AgreementReport]) -> None:
        self._cancel = None
        self._read_at, self.report = found
        self.changed.emit()

    def _on_refused(self, error: AnnotatorError) -> None:
        self._cancel = None
        self.changed.emit()
        self.refused.emit(error)

    def _on_data_changed(self, *_what: object) -> None:
        self._changes += 1
        self.changed.emit()


class _Stoppable:
    """A progress that a cancel of its own stops too."""

    def __init__(self, inner: Progress, cancel: Cancel) -> None:
        self._inner = inner
        self._cancel = cancel

    def step(self, done: int, total: int | None, label: str, /) -> None:
        """Tell where the work is.

        Raises:
            CancelledError: somebody has asked to stop.
        """
        self._cancel.check()
        self._inner.step(done, total, label)
