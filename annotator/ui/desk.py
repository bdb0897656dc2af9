"""What a person does at the desk; views act through it and through nothing else."""

from typing import Any

from annotator.domain.document import DocumentMarks
from annotator.domain.history import Act, RecordKind
from annotator.domain.project import Policy
from annotator.domain.review import ReviewVerb
from annotator.domain.waiting import QueueItem
from annotator.ui.desk_fields import DeskFields


class Desk(DeskFields):
    """Acts on the open document, on what is under review, and on one's own past acts."""

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
        self.next_document()
        return True

    def give(self, verb: ReviewVerb, reason: str | None = None, words: str | None = None) -> bool:
        """Give a verdict on what is under review, and go on to the next submitted item."""
        subject = self.subject
        if subject is None:
            return False
        before = [(item.kind, item.id) for item in self.services.querying.queue()]
        give = self.services.reviewing.give

        def act() -> bool:
            give(*subject, verb, reason=reason, words=words)
            return True

        if not self.guard(act):
            return False
        self._go_on_reviewing(before.index(subject) if subject in before else 0)
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
        return self.policy is Policy.SOLO or item.editor != self.services.context.user.id

    def _go_on_reviewing(self, place: int) -> None:
        queue = self.services.querying.queue()
        for item in (*queue[place:], *queue[:place]):
            if self.may_approve(item):
                self.review(item)
                return

    def follow(self, act: Act | None) -> None:
        """Show where an act was that was taken back or done again."""
        if act is not None and act.document_id not in {None, self.document_id}:
            self.open(act.document_id)
