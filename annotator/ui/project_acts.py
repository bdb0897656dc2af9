"""What is done to the project as a whole: import, propose, export, copy, paste."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from annotator.domain.errors import AnnotatorError, DuplicateDocumentError
from annotator.runtime.progress import Progress
from annotator.ui.desk import Desk
from annotator.ui.desk_place import is_open
from annotator.ui.failures import Offer, Tone
from annotator.ui.prompts import PROJECTS
from annotator.ui.reading import reading
from annotator.ui.shell import Shell

if TYPE_CHECKING:
    from annotator.services.exporting import ExportReport
    from annotator.services.importing import ImportReport
    from annotator.services.proposing import ProposeReport
    from annotator.ui.dialogs.export_dialog import ExportWish

WARM_AFTER_MS: Final = 800  # when the window stands, so that opening it is not held up


class ProjectActs(QObject):
    """Starts long work on the project and tells how it ended.

    Signals:
        project_wanted: the path of a project to open in place of this one.
        hinted: a sentence for the status bar.
    """

    hinted = Signal(str)
    project_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = shell.jobs
        self._prompts = shell.prompts
        self._banner = shell.banner
        self._settings = shell.settings
        self._window = shell.window
        self._services = desk.services
        self._standby = shell.standby
        self._then_propose = True
        self._report: ImportReport | None = None
        self._told: tuple[str, Tone, Offer | None] = ("", Tone.GOOD, None)
        if not self._services.context.store.read_only:
            QTimer.singleShot(WARM_AFTER_MS, self, self.warm_up)

    def warm_up(self) -> None:
        """Let the process that reads load its engine before it is needed."""
        services, standby = self._services, self._standby
        asked = reading(self._settings()).asked()

        def work() -> None:
            services.proposing.warm_up(standby, **asked)  # read there, not in the window's thread

        self._jobs.quick(work, _nothing, self._banner.report)

    def import_files(self) -> None:
        """Let a person choose what to import."""
        from annotator.ui.dialogs.import_dialog import ImportDialog  # noqa: PLC0415 - when asked

        dialog = ImportDialog(self._prompts, self._window)
        dialog.wanted.connect(self.import_paths)
        dialog.open()

    def import_paths(self, paths: Sequence[Path], propose: bool = True) -> None:
        """Import files and folders, and let the engine read them if that is wanted."""
        self._then_propose = propose
        importing, limit = self._services.importing, self._settings().max_bytes
        standby = self._standby

        def work(progress: Progress) -> "ImportReport":
            return importing.paths(paths, max_bytes=limit, workers=standby, progress=progress)

        self._jobs.long(self.tr("Importing"), work, self._on_imported, self._banner.report)

    def show_report(self) -> None:
        """Show what became of each file of the last import."""
        if self._report is None:
            self._banner.say(self.tr("Nothing was imported since this project was opened."))
            return
        from annotator.ui.dialogs.report_dialog import ReportDialog  # noqa: PLC0415 - when asked

        ReportDialog(self._report, self._window).open()

    def paste_document(self) -> None:
        """Make a document of the text on the clipboard, and open it."""
        self.take_text(QGuiApplication.clipboard().text())

    def take_text(self, text: str) -> None:
        """Make a document of a text, and open it."""
        pasted = self._services.importing.pasted
        on_error = partial(self._on_not_pasted, text)
        self._jobs.quick(lambda: pasted(text), self._on_pasted, on_error)

    def _on_not_pasted(self, text: str, error: AnnotatorError) -> None:
        known = None
        if isinstance(error, DuplicateDocumentError):
            known = self._desk.guard(lambda: self._services.importing.known(text))
        offer = (
            None if known is None else Offer(self.tr("Open it"), partial(self._desk.open, known))
        )
        self._banner.say(str(error), Tone.BAD if known is None else Tone.WARNING, offer)

    def _on_pasted(self, document_id: int) -> None:
        self._propose([document_id])
        self._desk.open_beside(document_id, self._jobs, self._say_pasted)

    def _say_pasted(self) -> None:
        self.hinted.emit(self.tr("Pasted. Its title, outlet and date stand under “Document”."))

    def propose(self) -> None:
        """Let the engine read every document it has not read."""
        self._propose(None)

    def propose_here(self) -> None:
        """Let the engine read the open document."""
        if self._desk.document_id is not None:
            self._propose([self._desk.document_id])

    def export(self) -> None:
        """Let a person choose what to export, and where to."""
        from annotator.ui.dialogs.export_dialog import ExportDialog  # noqa: PLC0415 - when asked

        counting = self._services.exporting
        dialog = ExportDialog(
            counting.count,
            self._jobs,
            self._services.context.store.path,
            self._prompts,
            self._window,
        )
        dialog.wanted.connect(self._export)
        dialog.open()

    def save_copy(self) -> None:
        """Write the whole project to another file."""
        store = self._services.context.store
        folder = Path.home() if store.is_shared else store.path.parent
        suggestion = folder / f"{store.path.stem} copy{store.path.suffix}"
        out = self._prompts.save_file(self.tr("Save a copy"), suggestion, PROJECTS)
        if out is None:
            return
        from annotator.services import keeping  # noqa: PLC0415 - not needed to start

        context = self._services.context

        def work(progress: Progress) -> Path:
            keeping.backup(context, out, progress)
            return out

        self._jobs.long(self.tr("Copying"), work, self._on_copied, self._banner.report)

    def _propose(self, documents: Sequence[int] | None) -> None:
        proposing, standby = self._services.proposing, self._standby
        how = reading(self._settings())

        def work(progress: Progress) -> "ProposeReport":
            return proposing.propose(
                **how.asked(),
                threshold=how.threshold,
                documents=documents,
                workers=standby,
                progress=progress,
            )

        self._jobs.long(self.tr("Proposing"), work, self._on_proposed, self._banner.report)

    def _export(self, wish: "ExportWish") -> None:
        exporting = self._services.exporting

        def work(progress: Progress) -> "ExportReport":
            return exporting.export(
                wish.out,
                format=wish.format,
                status=wish.status,
                options=wish.options,
                as_of=wish.as_of,
                progress=progress,
            )

        self._jobs.long(self.tr("Exporting"), work, self._on_exported, self._banner.report)

    def _on_imported(self, report: "ImportReport") -> None:
        self._report = report
        alike = sum(item.like is not None for item in report.imported)
        words = self.tr("{0} imported, {1} skipped").format(
            len(report.imported), len(report.skipped)
        )
        words += self.tr(", {0} much like another").format(alike) if alike else ""
        words += self.tr("; stopped") if report.cancelled else ""
        offer = None
        if report.skipped or alike:
            offer = Offer(self.tr("Show"), self.show_report)
        tone = Tone.WARNING if report.failed else Tone.GOOD
        self._banner.say(f"{words}.", tone, offer)
        if report.imported and self._desk.sheet is None:
            self._desk.open(report.imported[0].document_id)
        if report.imported and self._then_propose and not report.cancelled:
            self._told = (f"{words}.", tone, offer)
            self._propose([item.document_id for item in report.imported])

    def _on_proposed(self, report: "ProposeReport") -> None:
        self._desk.catch_up_beside(self._jobs, self._breathe)
        if not report.documents and not report.failed:
            empty = self._services.querying.first_document() is None
            none = self.tr("There are no documents yet; import some first.")
            read = self.tr("The engine has read everything already.")
            self._banner.say(none if empty else read)
            return
        words = self.tr("Proposals: {0}, documents read: {1}.").format(
            report.proposals, report.documents
        )
        before, tone, offer = self._told
        self._told = ("", Tone.GOOD, None)
        tone = Tone.WARNING if report.failed else tone
        self._banner.say(f"{before} {words} {self._notes(report)}".strip(), tone, offer)

    def _notes(self, report: "ProposeReport") -> str:
        """Return what is to be said of documents, and of how many where it is not of all."""
        said = Counter(sentence for _document, sentence in report.notes)
        some = self.tr("{0} of them: {1}")
        return " ".join(
            sentence if number == report.documents else some.format(number, sentence)
            for sentence, number in said.items()
        )

    def _breathe(self) -> None:
        QTimer.singleShot(0, self, self._go_to_work)  # the window is painted before

    def _go_to_work(self) -> None:
        desk = self._desk
        if desk.current is None and (desk.sheet is None or any(map(is_open, desk.items))):
            desk.next_open()

    def _on_exported(self, report: "ExportReport") -> None:
        self._banner.say(report.sentence, Tone.GOOD if report.rows else Tone.WARNING)

    def _on_copied(self, out: Path) -> None:
        offer = None
        if self._services.context.store.trouble():
            offer = Offer(self.tr("Open it"), partial(self.project_wanted.emit, out))
        self._banner.say(self.tr("A copy lies in {0}.").format(out), Tone.GOOD, offer)


def _nothing(_result: object) -> None:
    """Have nothing to say when it is done."""
