"""Where the open document came from, and of which one it is a corrected version."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from annotator.domain.errors import UsageError
from annotator.services.correcting import Corrections, correct, corrections
from annotator.ui.desk import Desk

_REMOTE: Final = frozenset({"http", "https"})
_PASTED: Final = "pasted"


class DocumentWish(NamedTuple):
    """A document that somebody is to choose: the question, what else may be chosen, and then?"""

    question: str
    others: Sequence[tuple[str, Callable[[], None]]]
    take: Callable[[int], None]


class OriginActs(QObject):
    """Opens what a document was read from, and links it with the one that it corrects.

    Signals:
        hinted: a sentence for the status bar.
        document_wanted: a `DocumentWish`.
    """

    hinted = Signal(str)
    document_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def open_original(self) -> None:
        """Let the system show the file or the page that the document was read from."""
        url = self._desk.guard(self._original)
        if url is not None and not QDesktopServices.openUrl(url):
            words = self.tr("Nothing on this system shows {0}.")
            self._desk.report(UsageError(words.format(url.toDisplayString())))

    def copy_origin(self) -> None:
        """Put where the document came from on the clipboard."""
        origin = self._desk.opened().document.origin
        QGuiApplication.clipboard().setText(origin)
        self.hinted.emit(self.tr("Copied: {0}").format(origin))

    def corrects(self) -> None:
        """Ask of which document this one is a corrected version."""
        new = self._desk.opened().document.id
        known = self._corrections()
        others = [
            (
                self.tr("No corrected version of “{0}” any more").format(title),
                partial(self._unlink, old),
            )
            for old, title in self.titles(known.corrects)
        ]
        question = self.tr("Of which document is this one a corrected version? Type its title")
        self.document_wanted.emit(DocumentWish(question, others, partial(self._link, new)))

    def titles(self, documents: Sequence[int]) -> tuple[tuple[int, str], ...]:
        """Return documents with what they are called."""
        lines = self._desk.services.searching.document_lines(documents)
        return tuple((line.id, line.title) for line in lines)

    def _corrections(self) -> Corrections:
        context, here = self._desk.services.context, self._desk.opened().document.id
        return self._desk.guard(lambda: corrections(context, here)) or Corrections()

    def _link(self, new: int, old: int) -> None:
        context = self._desk.services.context

        def act() -> bool:
            correct(context, old, new)
            return True

        if self._desk.guard(act):
            ((_id, title),) = self.titles([old])
            self.hinted.emit(self.tr("Linked as the corrected version of “{0}”.").format(title))

    def _unlink(self, old: int) -> None:
        context = self._desk.services.context
        self._desk.guard(lambda: correct(context, old, None))

    def _original(self) -> QUrl:
        """Return the address of the original.

        Raises:
            UsageError: there is none, or the file is gone.
        """
        origin = self._desk.opened().document.origin
        if origin == _PASTED:
            raise UsageError(self.tr("This text was pasted: there is no original to open."))
        url = QUrl(origin)
        if url.scheme() in _REMOTE:
            return url
        for path in self._places(Path(origin)):
            if path.exists():
                return QUrl.fromLocalFile(str(path.absolute()))
        words = self.tr("{0} is not there any more. Its text is kept here as it was read.")
        raise UsageError(words.format(origin))

    def _places(self, path: Path) -> tuple[Path, ...]:
        """Return where a file may lie; one named by a part of its path, beside the project too."""
        beside = self._desk.services.context.store.path.parent
        return (path,) if path.is_absolute() else (path, beside / path)
