"""Fetches what a paged model lacks, off the window's thread; of old questions nothing is wanted."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject

from annotator.domain.errors import AnnotatorError, CancelledError
from annotator.runtime.progress import Cancel, Progress, Silent
from annotator.services.searching import PAGE
from annotator.ui.desk_place import Report
from annotator.ui.jobs import JobRunner
from annotator.ui.paging.model import PagedModel

Keys = Callable[[int | None, Progress], Sequence[Any]]
"""From how many keys are wanted at most, None for all, and a progress that may stop, to them."""
Lines = Callable[[Sequence[Any]], Sequence[Any]]
"""From the keys of a page to its lines."""


class Pager(QObject):
    """Keeps one model filled; a new question stops the one before."""

    def __init__(
        self,
        model: PagedModel[Any],
        lines: Lines,
        jobs: JobRunner,
        report: Report,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._lines = lines
        self._jobs = jobs
        self._report = report
        self._cancel = Cancel()
        self._listed = object()  # stands for the rows as they were listed last
        model.wanted.connect(self._on_wanted)

    def ask(
        self, keys: Keys, done: Callable[[bool], object] = bool, *, page_first: bool = True
    ) -> None:
        """List what `keys` gives: a first page with its lines at once, then all of it.

        `done` is told whether rows came, went or moved, once after all of them are there.
        """
        self._cancel.ask()
        cancel, lines = Cancel(), self._lines
        self._cancel = cancel

        def page() -> tuple[Sequence[Any], Sequence[Any]]:
            found = keys(PAGE, Silent(cancel))
            return found, lines(found)

        def whole(found: Sequence[Any]) -> None:
            if not cancel.asked:
                done(self._list(found))

        def first(answer: tuple[Sequence[Any], Sequence[Any]]) -> None:
            found, known = answer
            if cancel.asked:
                return
            if len(found) < PAGE:
                done(self._list(found, known))
                return
            if self._model.keys[:PAGE] != found:
                self._list(found, known)
            self._quick(lambda: keys(None, Silent(cancel)), whole)

        if page_first:
            self._quick(page, first)
        else:
            self._quick(lambda: keys(None, Silent(cancel)), whole)

    def stop(self) -> None:
        """Want no answer any more to what was asked."""
        self._cancel.ask()

    def _list(self, *found: Any) -> bool:
        self._listed = object()
        return self._model.show_keys(*found)

    def _on_wanted(self, page: int) -> None:
        asked, listed = self._model.keys_of(page), self._listed

        def take(lines: Sequence[Any]) -> None:
            if listed is self._listed:  # else they are asked for again, or came with the list
                self._model.take(page, asked, lines)

        self._jobs.prompt(lambda: self._lines(asked), take, self._on_failed)

    def _quick(self, work: Callable[[], Any], take: Callable[[Any], object]) -> None:
        self._jobs.quick(work, take, self._on_failed)

    def _on_failed(self, error: AnnotatorError) -> None:
        if not isinstance(error, CancelledError):
            self._report(error)
