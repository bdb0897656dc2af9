"""What waits for a review, ids first, then what is shown of those in sight."""

from collections.abc import Sequence
from typing import Final

from annotator.domain.filter import ClaimLine
from annotator.domain.history import RecordKind
from annotator.domain.rights import Right, allows
from annotator.domain.waiting import QueueFilter, QueueItem, QueueLine, QueueOrder
from annotator.services.context import Context
from annotator.store.unit_of_work import UnitOfWork

SHORT: Final = 1000
EVERYTHING: Final = QueueFilter()


class QueueService:
    """Reads only, from any thread."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def items(
        self, wanted: QueueFilter = EVERYTHING, order: QueueOrder = QueueOrder.DOCUMENT
    ) -> tuple[QueueItem, ...]:
        """Return the claims and records that wait, those of a group together."""
        with self._context.reading() as unit:
            return unit.waiting.items(wanted, order)

    def is_long(self, wanted: QueueFilter = EVERYTHING) -> bool:
        """Tell whether a queue takes long to read: more than `SHORT` claims are in its status."""
        with self._context.reading() as unit:
            return unit.waiting.is_long(wanted, SHORT)

    def is_empty(self) -> bool:
        """Tell whether nothing at all waits for a review."""
        with self._context.reading() as unit:
            return not unit.waiting.is_long(EVERYTHING, 0) and not unit.waiting.items(EVERYTHING)

    def lines(self, items: Sequence[QueueItem]) -> tuple[QueueLine, ...]:
        """Return what is shown of some items, without those that are gone; at most a page."""
        claims = [item.id for item in items if item.kind is RecordKind.CLAIM]
        with self._context.reading() as unit:
            known = {line.id: line for line in unit.search.claim_lists().lines(claims)}
            disputed = unit.waiting.disputed(claims)
            titles = unit.waiting.titles({item.document_id for item in items})
            users = {user.id: user.name for user in unit.users.all()}
        found = []
        for item in items:
            title, editor = titles.get(item.document_id, ""), users[item.editor]
            if item.kind is RecordKind.RECORD:
                found.append(QueueLine(item, title, title, editor, annotator=editor))
            elif item.id in known:
                line = known[item.id]
                found.append(_of_claim(item, line, title, editor, disputed=item.id in disputed))
        return tuple(found)

    def approvers(self, editor: int) -> tuple[str, ...]:
        """Return who might approve what somebody edited last, by name."""
        with self._context.reading() as unit:
            return _others(unit, editor)


def _others(unit: UnitOfWork, editor: int) -> tuple[str, ...]:
    return tuple(
        user.name for user in unit.users.all() if user.id != editor and allows(user, Right.REVIEW)
    )


def _of_claim(
    item: QueueItem, line: ClaimLine, title: str, editor: str, *, disputed: bool
) -> QueueLine:
    return QueueLine(
        item=item,
        words=line.words,
        title=title,
        editor=editor,
        speaker=line.speaker,
        annotator=line.annotator,
        score=line.score,
        disputed=disputed,
    )
