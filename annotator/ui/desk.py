"""What a person does at the desk; views act through it and through nothing else."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from annotator.domain.claim import Claim
from annotator.domain.document import DocumentMarks
from annotator.domain.history import Act, RecordKind
from annotator.domain.project import Policy
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.rights import Right, allows
from annotator.domain.waiting import QueueItem
from annotator.ui.desk_fields import DeskFields
from annotator.ui.desk_place import key_of

Ahead = Callable[[tuple[RecordKind, int] | None], Iterator[QueueItem]]


class Desk(DeskFields):
    """Acts on the open document, on what is under review, and on one's own past acts.

    `ahead` tells what comes after a subject in the review; a view that shows another order than
    that of the documents puts its own in place.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.ahead: Ahead = self.in_queue

    def mark(self, label: str, **changes: Any) -> None:
        """Flag, exclude or annotate the open document, or say that it holds no claims."""
        sheet = self.guard(self.opened)
        if sheet is not None:
            document = sheet.document
            self.mark_document(document.id, document.marks, label, **changes)

    def mark_document(
        self, document_id: int, before: DocumentMarks, label: str, **changes: Any
    ) -> None:
        """Mark any document of the project."""
        mark = self.services.annotating.mark
        self.guard(lambda: mark(document_id, before, before.amended(**changes), label))

    def submit(self) -> bool:
        """Submit the open document and open the next one with work left."""
        submit = self.services.reviewing.submit
        if self.guard(lambda: submit(self.opened().document.id)) is None:
            return False
        self.next_document(untouched=True)
        return True

    def take_back(self) -> None:
        """Take back that one submitted what one reads on one's own."""
        take_back = self.services.reviewing.take_back
        self.guard(lambda: take_back(self.opened().document.id))

    def give(self, verb: ReviewVerb, reason: str | None = None, words: str | None = None) -> bool:
        """Give a verdict on what is under review, and go on to the next submitted item."""
        subject = self.subject
        if subject is None:
            return False
        ahead = self.ahead(subject)
        give = self.services.reviewing.give

        def act() -> bool:
            give(*subject, verb, reason=reason, words=words)
            return True

        if not self.guard(act):
            return False
        self.go_on(ahead)
        return True

    def approve(self) -> bool:
        """Approve what is under review and go on."""
        return self.give(ReviewVerb.APPROVE)

    def return_(self, reason: str, words: str | None = None) -> bool:
        """Return what is under review to its annotator and go on."""
        return self.give(ReviewVerb.RETURN, reason, words)

    def reject(self, reason: str | None = None, words: str | None = None) -> bool:
        """Reject what is under review and go on."""
        return self.give(ReviewVerb.REJECT, reason, words)

    def withdraw(self) -> None:
        """Take back one's own last verdict on what is shown."""
        subject = self.subject
        if subject is not None:
            self.guard(lambda: self.services.reviewing.withdraw(*subject))

    def undo(self) -> None:
        """Take back one's last act and show where it was."""
        self.follow(self.guard(self.services.undoing.undo))

    def redo(self) -> None:
        """Do again the act that was taken back last and show where it was."""
        self.follow(self.guard(self.services.undoing.redo))

    def undo_label(self) -> str | None:
        """Return the label of the act that undo would take back."""
        return self.services.undoing.labels()[0]

    def redo_label(self) -> str | None:
        """Return the label of the act that redo would do again."""
        return self.services.undoing.labels()[1]

    def review(self, item: QueueItem) -> None:
        """Open what waits for review."""
        if item.document_id != self.document_id:
            self.open(item.document_id)
        if item.kind is RecordKind.RECORD:
            self.select_record()
        else:
            self.select(f"claim:{item.id}")

    def may_approve(self, item: QueueItem) -> bool:
        """Tell whether the user may approve it: not their own edit, unless the policy is solo."""
        own = item.editor == self.me.id and self.policy is not Policy.SOLO
        return allows(self.me, Right.REVIEW) and not own

    def in_queue(self, subject: tuple[RecordKind, int] | None) -> Iterator[QueueItem]:
        """Return what the user may approve after a subject, by document, and round again."""
        queue = self.services.querying.queue()
        places = {item.subject: place for place, item in enumerate(queue, 1)}
        here = places.get(subject, 0) if subject else 0
        order = (*queue[here:], *queue[:here])
        return (item for item in order if item.subject != subject and self.may_approve(item))

    def go_on(self, ahead: Iterable[QueueItem]) -> None:
        """Show the first item that waits still; somebody else may have judged it meanwhile."""
        for item in ahead:
            self.review(item)
            if self.subject == item.subject and self._status() is item.status:
                return

    def _status(self) -> ReviewStatus | None:
        if self.record_selected and self.sheet is not None:
            return self.sheet.record.status
        return self.current.status if isinstance(self.current, Claim) else None

    def follow(self, act: Act | None) -> None:
        """Show where an act was that was taken back or done again."""
        if act is None or act.document_id is None:
            return
        if act.document_id != self.document_id:
            self.open(act.document_id)
        self.catch_up()
        touched = {f"{change.record_kind}:{change.record_id}" for change in act.changes}
        if self.current is None or key_of(self.current) not in touched:
            first = next((item for item in self.items if key_of(item) in touched), None)
            if first is not None:
                self.select(key_of(first))
