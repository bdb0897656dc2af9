"""A document chosen by its title, in a line like that of the palette."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject

from annotator.domain.errors import AnnotatorError
from annotator.domain.filter import DocumentFilter
from annotator.ui.documents.list_model import title_of
from annotator.ui.open_project import OpenProject
from annotator.ui.origin_acts import DocumentWish
from annotator.ui.palette.entries import Entry, of_documents
from annotator.ui.palette.matching import best
from annotator.ui.palette.palette import MOST, Found, Palette, Sources
from annotator.ui.session import Session
from annotator.ui.shell import Shell

_LINK: Final = "link"


class DocumentPicker(QObject):
    """Lets a person choose a document where an act asks for one."""

    def __init__(self, shell: Shell, project: OpenProject) -> None:
        super().__init__(shell.window)
        self._shell = shell
        self._project = project
        self._wish: DocumentWish | None = None
        self.palette: Palette | None = None
        project.session_changed.connect(self._on_session_changed)

    def ask(self, wish: DocumentWish) -> None:
        """Show the documents that can be chosen."""
        self._wish = wish
        if self.palette is None:
            self.palette = Palette(self._shell.window, Sources(self._at_hand, self._seek, _none))
            self.palette.setObjectName("documentPicker")
            self.palette.line.setObjectName("documentPickerLine")
        self.palette.line.setPlaceholderText(wish.question)
        self.palette.line.setAccessibleName(wish.question)
        self.palette.setAccessibleName(wish.question)
        self.palette.open()

    def _on_session_changed(self, session: Session | None) -> None:
        if session is not None:
            session.origin.document_wanted.connect(self.ask)

    def _at_hand(self) -> Sequence[Entry]:
        """Return what else may be chosen, and the documents that came first."""
        wish, session = self._wish, self._project.session
        if wish is None or session is None:
            return ()
        others = [
            Entry(f"{_LINK}:{at}", words, self.tr("Link"), run)
            for at, (words, run) in enumerate(wish.others)
        ]
        searching = session.services.searching
        lines = searching.document_lines(searching.document_ids(DocumentFilter(), first=MOST))
        titles = (
            (line.id, title_of(line)) for line in lines if line.id != session.desk.document_id
        )
        return (*others, *of_documents(titles, wish.take))

    def _seek(self, typed: str, take: Callable[[Found], None]) -> None:
        wish, session = self._wish, self._project.session
        if wish is None or session is None:
            return
        querying, here = session.services.querying, session.desk.document_id
        near = {entry.id for entry in self._at_hand()}

        def work() -> Found:
            titles = ((line.id, title_of(line)) for line in querying.documents() if line.id != here)
            found = best(of_documents(titles, wish.take), typed, MOST)
            return [(score, entry) for score, entry in found if entry.id not in near]

        self._shell.jobs.quick(work, take, _nothing)


def _none() -> Sequence[str]:
    return ()


def _nothing(_error: AnnotatorError) -> None:
    """Find nothing more than what is at hand."""
