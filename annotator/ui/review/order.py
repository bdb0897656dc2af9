"""In which order what waits is reviewed."""

from annotator.domain.waiting import QueueItem
from annotator.ui.desk import Desk


class ReviewOrder:
    """Leads one user through what they may approve, from where they are and round again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def waiting(self) -> list[QueueItem]:
        """Return what waits for review, from the subject onwards, then from the beginning."""
        queue = self._desk.services.querying.queue()
        may = [item for item in queue if self._desk.may_approve(item)]
        names = [(item.kind, item.id) for item in may]
        here = names.index(self._desk.subject) + 1 if self._desk.subject in names else 0
        return [*may[here:], *may[:here]]

    def begun(self) -> bool:
        """Tell whether what is shown may be approved by the user."""
        return any((item.kind, item.id) == self._desk.subject for item in self.waiting())

    def begin(self) -> None:
        """Show something to review, of the open document if possible, unless it is shown."""
        if self.begun():
            return
        waiting = self.waiting()
        here = (item for item in waiting if item.document_id == self._desk.document_id)
        first = next(here, waiting[0] if waiting else None)
        if first is not None:
            self._desk.review(first)

    def go_on(self) -> bool:
        """Show what comes next; return False if nothing waits."""
        waiting = self.waiting()
        if waiting:
            self._desk.review(waiting[0])
        return bool(waiting)
