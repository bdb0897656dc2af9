"""Reads the open document beside the window, where the window would stand still meanwhile."""

from collections.abc import Callable
from functools import partial
from typing import Any

from annotator.domain.errors import AnnotatorError
from annotator.domain.sheet import Sheet
from annotator.ui.desk_place import DeskPlace
from annotator.ui.jobs import JobRunner


class DeskReading(DeskPlace):
    """Opens a document, or reads it again, with the reading done on another thread."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._changes = 0
        for told in (
            *(self.bridge.document_changed, self.bridge.documents_changed),
            *(self.bridge.speakers_changed, self.bridge.codebook_changed),
        ):
            told.connect(self._on_told)

    def open_beside(
        self, document_id: int, jobs: JobRunner, then: Callable[[], object] = bool
    ) -> None:
        """Open a document once it is read, unless another was opened since, and call `then`.

        It is read again where something was told to have changed meanwhile.
        """
        read = partial(self.services.querying.sheet, document_id)
        changes = self._changes
        self._stale.stop()
        awaited = self._awaited = object()

        def shown(sheet: Sheet) -> None:
            if self._awaited is awaited:
                self._leave(document_id)
                self._enter(sheet if self._changes == changes else self.guard(read))
            then()

        def failed(error: AnnotatorError) -> None:
            self.report(error)
            self.refresh()

        jobs.prompt(read, shown, failed)

    def catch_up_beside(self, jobs: JobRunner, then: Callable[[], None]) -> None:
        """Read the open document again if much was told to have changed since; call `then`.

        What has changed while it was being read is read at once.
        """
        seen = self.sheet
        if seen is None or not self._stale.isActive():
            self._stale.stop()
            then()
            return
        self._stale.stop()

        def shown(sheet: Sheet) -> None:
            if self._stale.isActive():
                self.refresh()
            elif self.sheet is seen:
                self._show_again(sheet)
            then()

        read = partial(self.services.querying.sheet, seen.document.id)
        jobs.prompt(read, shown, lambda _error: self.refresh())

    def _on_told(self) -> None:
        self._changes += 1
