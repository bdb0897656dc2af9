"""Documents, by title, and speakers: found behind the window, since there may be many."""

from collections.abc import Callable
from typing import Final

from annotator.domain.errors import AnnotatorError
from annotator.ui.documents.list_model import title_of
from annotator.ui.jobs import JobRunner
from annotator.ui.palette.entries import of_documents, of_speakers
from annotator.ui.palette.matching import best
from annotator.ui.palette.palette import Found
from annotator.ui.session import Session
from annotator.ui.workspaces import Workspace

MOST: Final = 20
LEAST_LETTERS: Final = 2


class Places:
    """Looks for places of the open project; the newest question is the one that is answered."""

    def __init__(self, jobs: JobRunner, session: Callable[[], Session | None]) -> None:
        self._jobs = jobs
        self._session = session

    def seek(self, typed: str, take: Callable[[Found], None]) -> None:
        """Hand over the documents and speakers that fit what was typed."""
        session = self._session()
        if session is None or len(typed.strip()) < LEAST_LETTERS:
            return
        querying = session.services.querying

        def work() -> Found:
            titles = ((listing.id, title_of(listing)) for listing in querying.documents())
            places = (
                *of_documents(titles, session.bench.show_place),
                *of_speakers(querying.speakers(), lambda number: _show_speaker(session, number)),
            )
            return best(places, typed, MOST)

        self._jobs.quick(work, take, _nothing)


def _show_speaker(session: Session, speaker_id: int) -> None:
    session.bench.show_workspace(Workspace.SPEAKERS)
    page = session.bench.pages[Workspace.SPEAKERS]
    show: Callable[[int], None] | None = getattr(page, "show_speaker", None)
    if show is not None:
        show(speaker_id)


def _nothing(_error: AnnotatorError) -> None:
    """Find no places; the acts are there still."""
