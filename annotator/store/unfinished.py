"""Which document wants its annotator next."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, and_, exists, or_, select, true

from annotator.domain.columns import PROPOSED
from annotator.domain.review import ReviewStatus
from annotator.store.seeing import Seeing, alone
from annotator.store.tables.documents import DocumentRow
from annotator.store.tables.lines import ClaimLineRow
from annotator.store.tables.team import AssignmentRow

_WANTING: Final = (PROPOSED, ReviewStatus.DRAFT.value, ReviewStatus.RETURNED.value)
_LINES: Final = exists().where(ClaimLineRow.document_id == DocumentRow.id)
_UNTOUCHED: Final = and_(~_LINES, ~DocumentRow.no_claims)


def next_unfinished(
    connection: Connection, seeing: Seeing, after: int, *, untouched: bool
) -> int | None:
    """Return the next document after one, and round, that has something to decide or mend.

    Those that the user is to read come first, then those that nobody in particular is to; last,
    where they are wanted, the `untouched` ones: nothing is claimed or proposed there.
    """
    ranks = _ranks(seeing)
    if untouched:
        ranks = [*ranks, (ranks[-1][0], _UNTOUCHED)]
    for whose, wants in ranks:
        taken_in = select(DocumentRow.id).where(DocumentRow.excluded.is_(None), whose, wants)
        ordered = taken_in.order_by(DocumentRow.id).limit(1)
        found = connection.scalar(ordered.where(DocumentRow.id > after))
        found = found or connection.scalar(ordered.where(DocumentRow.id < after))
        if found is not None:
            return found
    return None


def _ranks(seeing: Seeing) -> Sequence[tuple[Any, Any]]:
    """Return whose documents come one after the other, and when each wants something."""
    wanting = _LINES.where(ClaimLineRow.status.in_(_WANTING))
    user = seeing.bound
    if user is None:
        return [(true(), wanting)]
    living = select(AssignmentRow.document_id).where(~AssignmentRow.deleted)
    opened = seeing.opened(DocumentRow.id)
    unsent = DocumentRow.id.in_(alone(user, submitted=False))
    mine = DocumentRow.id.in_(living.where(AssignmentRow.user_id == user))
    nobodys = DocumentRow.id.not_in(living)
    return [(and_(mine, opened), or_(wanting, unsent)), (nobodys, wanting)]
