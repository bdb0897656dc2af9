"""In which order what waits is reviewed."""

from collections.abc import Iterator

from annotator.domain.history import RecordKind
from annotator.domain.waiting import QueueItem
from annotator.ui.desk import Desk
from annotator.ui.review.panel import ReviewPanel
from annotator.ui.review.queue_pane import Queue


class ReviewOrder:
    """Leads one user through what they may judge, as `panel` shows the queue, and round again."""

    def __init__(self, desk: Desk, panel: ReviewPanel) -> None:
        self._desk = desk
        self.panel = panel
        desk.ahead = self.ahead

    def ahead(self, subject: tuple[RecordKind, int] | None) -> Iterator[QueueItem]:
        """Return what comes after a subject; of what was returned nothing does."""
        pane = self.panel.pane
        if pane.queue is Queue.RETURNED:
            return self._desk.in_queue(subject)
        return pane.ahead(subject)

    def begun(self) -> bool:
        """Tell whether what is shown may be judged by the user."""
        return self.panel.rights().approve

    def begin(self) -> None:
        """Show something to review, of the open document if possible, unless it is shown."""
        if self.begun():
            return
        self.panel.pane.catch_up()
        waiting = list(self.ahead(None))
        here = (item for item in waiting if item.document_id == self._desk.document_id)
        first = next(here, waiting[0] if waiting else None)
        if first is not None:
            self._desk.review(first)

    def go_on(self) -> bool:
        """Show what comes next; return False if nothing waits."""
        first = next(self.ahead(self._desk.subject), None)
        if first is not None:
            self._desk.review(first)
        return first is not None
