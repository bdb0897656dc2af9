"""What a verdict would be on, and who may give which."""

from dataclasses import dataclass

from annotator.domain.claim import Claim
from annotator.domain.document import DocumentRecord
from annotator.domain.history import RecordKind
from annotator.domain.project import Policy
from annotator.domain.review import ReviewStatus, ReviewVerb, may
from annotator.domain.rights import Right, allows
from annotator.domain.verdict import Review
from annotator.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Subject:
    """A claim or a record under review, the last verdict on it, and the name of its editor."""

    kind: RecordKind
    body: Claim | DocumentRecord
    review: Review | None
    editor: str

    @property
    def key(self) -> tuple[RecordKind, int]:
        """Return what names it in a queue."""
        return self.kind, self.body.id

    @property
    def status(self) -> ReviewStatus:
        """Return how far it has come."""
        return self.body.status


@dataclass(frozen=True, slots=True)
class Rights:
    """What one user may do to a subject.

    `own` tells that a second person has to approve; `check` that it is approved already, and is
    looked at again; `solo` that nobody else is needed. `waits_for` names who has to submit it
    first.
    """

    approve: bool = False
    return_: bool = False
    reject: bool = False
    withdraw: bool = False
    own: bool = False
    edit: bool = False
    check: bool = False
    solo: bool = False
    waits_for: str = ""


def subject_of(desk: Desk) -> Subject | None:
    """Return what is under review at a desk."""
    sheet, key = desk.sheet, desk.subject
    if sheet is None or key is None:
        return None
    body: Claim | DocumentRecord | None = sheet.record
    if key[0] is RecordKind.CLAIM:
        body = desk.current if isinstance(desk.current, Claim) else None
    if body is None:
        return None
    return Subject(key[0], body, sheet.reviews.get(key), sheet.users.get(body.editor, ""))


def rights(desk: Desk, subject: Subject | None, *, checked: bool = False) -> Rights:
    """Return what the user at a desk may do to a subject, perhaps one of a sample."""
    if subject is None or desk.services.context.store.read_only:
        return Rights()
    user, status = desk.me, subject.status
    judges = allows(user, Right.REVIEW)
    mine = subject.body.editor == user.id
    solo = desk.policy is Policy.SOLO
    own = mine and not solo
    check = checked and judges and status is ReviewStatus.APPROVED
    review = subject.review
    given = review is not None and review.standing and review.user == user.name
    return Rights(
        approve=(may(status, ReviewVerb.APPROVE) or check) and judges and not own,
        return_=judges and may(status, ReviewVerb.RETURN),
        reject=judges and may(status, ReviewVerb.REJECT),
        withdraw=given or (mine and status is ReviewStatus.SUBMITTED),
        own=own and (check or status is ReviewStatus.SUBMITTED),
        edit=status in {ReviewStatus.SUBMITTED, ReviewStatus.APPROVED},
        check=check,
        solo=solo,
        waits_for=subject.editor if may(status, ReviewVerb.SUBMIT) else "",
    )
