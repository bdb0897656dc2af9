"""Documents, by title, and speakers: found behind the window, since there may be many."""

from collections.abc import Callable
from threading import Lock
from typing import Final

from annotator.domain.errors import AnnotatorError
from annotator.ui.documents.list_model import title_of
from annotator.ui.jobs import JobRunner
from annotator.ui.palette.entries import Entry, of_documents, of_speakers
from annotator.ui.palette.matching import best
from annotator.ui.palette.palette import Found
from annotator.ui.session import Session
from annotator.ui.workspaces import Workspace

MOST: Final = 20
LEAST_LETTERS: Final = 2


class _Held:
    """Every place of a project, read at the first question."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._reading = Lock()
        self._places: tuple[Entry, ...] | None = None

    def places(self) -> tuple[Entry, ...]:
        """Return them; safe to ask from several threads."""
        with self._reading:
            if self._places is None:
                self._places = self._read()
            return self._places

    def _read(self) -> tuple[Entry, ...]:
        session = self._session
        querying = session.services.querying
        titles = ((listing.id, title_of(listing)) for listing in querying.documents())
        return (
            *of_documents(titles, session.bench.show_place),
            *of_speakers(querying.speakers(), lambda number: _show_speaker(session, number)),
        )


class Places:
    """Looks for places of the open project; the newest question is the one that is answered.

    They are read once from each `begin` to the next, not at every letter.
    """

    def __init__(self, jobs: JobRunner, session: Callable[[], Session | None]) -> None:
        self._jobs = jobs
        self._session = session
        self._held: _Held | None = None

    def begin(self) -> None:
        """Read them anew when they are wanted next."""
        session = self._session()
        self._held = None if session is None else _Held(session)

    def seek(self, typed: str, take: Callable[[Found], None]) -> None:
        """Hand over the documents and speakers that fit what was typed."""
        held = self._held
        if held is None or len(typed.strip()) < LEAST_LETTERS:
            return
        self._jobs.quick(lambda: best(held.places(), typed, MOST), take, _nothing)


def _show_speaker(session: Session, speaker_id: int) -> None:
    session.bench.show_workspace(Workspace.SPEAKERS)
    page = session.bench.pages[Workspace.SPEAKERS]
    show: Callable[[int], None] | None = getattr(page, "show_speaker", None)
    if show is not None:
        show(speaker_id)


def _nothing(_error: AnnotatorError) -> None:
    """Find no places; the acts are there still."""
