"""What reviewers returned to the user: how much it is, and the way through it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import AnnotatorError
from annotator.domain.review import ReviewStatus
from annotator.domain.waiting import QueueItem
from annotator.services.bootstrap import Services
from annotator.ui.asking import Asking
from annotator.ui.desk import Desk
from annotator.ui.jobs import JobRunner


def returned_to(services: Services) -> tuple[QueueItem, ...]:
    """Return what was returned and was edited last by the user, by document and place."""
    user = services.context.user.id
    queue = services.querying.queue(ReviewStatus.RETURNED)
    return tuple(item for item in queue if item.editor == user)


class Returned(QObject):
    """Knows what was returned to the user, and goes to one after the other.

    Signals:
        counted: how much there is now.
        hinted: a sentence for the status bar.
    """

    counted = Signal(int)
    hinted = Signal(str)

    def __init__(
        self, desk: Desk, jobs: JobRunner, show: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._counting = Asking(jobs, _nothing, self)
        self._show = show
        desk.bridge.document_changed.connect(self.count)
        desk.bridge.documents_changed.connect(self.count)
        self.count()

    def count(self) -> None:
        """Count again, behind the window."""
        services = self._desk.services
        self._counting.ask(lambda: len(returned_to(services)), self.counted.emit)

    def go_on(self) -> None:
        """Go to the next thing that was returned; its reason stands in the record."""
        items = self._desk.guard(lambda: returned_to(self._desk.services))
        if not items:
            self.hinted.emit(self.tr("Nothing was returned to you."))
            return
        item = _after(items, self._desk)
        self._show()
        self._desk.review(item)
        at = items.index(item) + 1
        self.hinted.emit(self.tr("Returned to you: {0} of {1}.").format(at, len(items)))


def _after(items: Sequence[QueueItem], desk: Desk) -> QueueItem:
    """Return the item after the one that is shown, the first of a later document, or the first."""
    keys = [(item.kind, item.id) for item in items]
    if desk.subject in keys:
        return items[(keys.index(desk.subject) + 1) % len(items)]
    here = desk.document_id or 0
    return next((item for item in items if item.document_id >= here), items[0])


def _nothing(_error: AnnotatorError) -> None:
    """Leave the count as it was."""
