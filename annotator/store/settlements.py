"""Keep and fetch how differing readings were settled, and which documents wait for that."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, case, exists, func, insert, select, update

from annotator.domain.adjudication import TWO, Awaiting, Settlement
from annotator.domain.claim import ClaimBody
from annotator.domain.errors import NotFoundError
from annotator.domain.history import RecordKind
from annotator.domain.settlement import Choice
from annotator.store.among import among
from annotator.store.bodies import BodyRepo
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, State, next_id
from annotator.store.reviewed import require_unchanged
from annotator.store.tables.annotations import BodyFieldRow, ClaimRow
from annotator.store.tables.declared import aliased
from annotator.store.tables.documents import DocumentRecordRow, DocumentRow, LayerRow
from annotator.store.tables.project import ActRow, HistoryRow, UserRow
from annotator.store.tables.team import AssignmentRow, SettledClaimRow, SettlementRow

_Row = SettlementRow
_Part = SettledClaimRow


class NewSettlement(NamedTuple):
    """What is settled: the claims it is of, and those of the agreed layer that came of it."""

    choice: Choice
    settled: tuple[int, ...]
    made: tuple[int, ...]
    reason: str | None = None
    words: str | None = None


class SettlementRepo:
    """Settlements of one open transaction; ask them of a unit that shows everything."""

    def __init__(self, connection: Connection, journal: Journal, bodies: BodyRepo) -> None:
        self._connection = connection
        self._journal = journal
        self._bodies = bodies

    def of_document(self, document_id: int) -> tuple[Settlement, ...]:
        """Return a document's settlements that were not taken back, oldest first."""
        return self._settlements(_Row.document_id == document_id)

    def of_claim(self, claim_id: int) -> tuple[Settlement, ...]:
        """Return the settlements that a claim of the agreed layer came of, oldest first."""
        made = select(_Part.settlement_id).where(_Part.claim_id == claim_id, _Part.made)
        return self._settlements(_Row.id.in_(made))

    def submitted_since(self, document_id: int) -> dict[int, int]:
        """Return after which change each claim of a reading was submitted as it reads now, by id.

        Readings that are not submitted are left out.
        """
        rows = self._connection.execute(
            select(ClaimRow.id, ClaimRow.last_edit, AssignmentRow.last_change)
            .join(LayerRow, LayerRow.id == ClaimRow.layer_id)
            .join(AssignmentRow, _submitted())
            .where(ClaimRow.document_id == document_id, ~ClaimRow.deleted)
        )
        return {row.id: max(row.last_edit, row.last_change) for row in rows}

    def awaiting(self) -> tuple[Awaiting, ...]:
        """Return the documents that two people or more have read on their own, in their order.

        Those excluded are left out.
        """
        own = and_(AssignmentRow.independent, ~AssignmentRow.deleted)
        read = func.sum(case((AssignmentRow.submitted, 1), else_=0)).label("readers")
        every = (
            select(AssignmentRow.document_id, read, func.count().label("people"))
            .where(own)
            .group_by(AssignmentRow.document_id)
            .having(func.count() >= TWO)
            .subquery()
        )
        claims = _counted()
        rows = self._connection.execute(
            select(every, DocumentRow.origin, _title(), claims.c.claims, claims.c.settled)
            .join(DocumentRow, DocumentRow.id == every.c.document_id)
            .outerjoin(claims, claims.c.document_id == every.c.document_id)
            .where(DocumentRow.excluded.is_(None))
            .order_by(every.c.document_id)
        )
        return tuple(_to_awaiting(row) for row in rows)

    def touching(self, claims: Iterable[int]) -> frozenset[int]:
        """Return the ids of what was settled of some claims and not taken back."""
        mine = select(_Row.id).join(_Part, _Part.settlement_id == _Row.id)
        among = _Part.claim_id.in_([*claims]) & ~_Part.made & ~_Row.deleted
        return frozenset(self._connection.scalars(mine.where(among)))

    def add(self, document_id: int, settled: Sequence[NewSettlement]) -> tuple[int, ...]:
        """Store what was settled in a document, all claims as they stand now; return the ids."""
        first = next_id(self._connection, _Row.id)
        ids = tuple(range(first, first + len(settled)))
        told = [
            (own, None, _born(document_id, item)) for own, item in zip(ids, settled, strict=True)
        ]
        numbers = self._journal.write_many(RecordKind.SETTLEMENT, told)
        rows = [
            _row(own, document_id, item, number)
            for own, item, number in zip(ids, settled, numbers, strict=True)
        ]
        self._connection.execute(insert(_Row), rows)
        self._add_parts(dict(zip(ids, settled, strict=True)))
        return ids

    def _add_parts(self, settled: Mapping[int, NewSettlement]) -> None:
        every = [own for item in settled.values() for own in (*item.settled, *item.made)]
        bodies = self._bodies_of(every)
        parts = [
            {"settlement_id": own, "claim_id": claim, "body_id": bodies[claim], "made": new}
            for own, item in settled.items()
            for claims, new in ((item.settled, False), (item.made, True))
            for claim in claims
        ]
        self._connection.execute(insert(_Part), parts)

    def set_deleted(self, settlement_id: int, *, deleted: bool) -> None:
        """Take a settlement away, or bring it back.

        Raises:
            NotFoundError: there is none.
            StaleError: it is so already.
        """
        found = self._connection.execute(select(_Row).where(_Row.id == settlement_id)).first()
        if found is None:
            raise NotFoundError("There is no such settlement any more.")
        row: Any = found
        require_unchanged(row.deleted != deleted)
        before = self._state(row)
        after = before | {"deleted": deleted}
        number = self._journal.write(RecordKind.SETTLEMENT, settlement_id, before, after)
        mine = update(_Row).where(_Row.id == settlement_id)
        self._connection.execute(mine.values(deleted=deleted, last_change=number))

    def _state(self, row: Any) -> State:
        parts: dict[bool, list[int]] = {False: [], True: []}
        mine = select(_Part.claim_id, _Part.made).where(_Part.settlement_id == row.id)
        for part in self._connection.execute(mine.order_by(_Part.claim_id)):
            parts[part.made].append(part.claim_id)
        told = {name: getattr(row, name) for name in ("choice", "reason", "words")}
        claims = {"settled": parts[False], "made": parts[True]}
        return {"document": row.document_id, **told, **claims, "deleted": bool(row.deleted)}

    def _bodies_of(self, claims: Sequence[int]) -> dict[int, int]:
        wanted = select(ClaimRow.id, ClaimRow.body_id)
        mine = among(self._connection, ClaimRow.id, claims)
        return {row.id: row.body_id for row in self._connection.execute(wanted.where(mine))}

    def _settlements(self, condition: Any) -> tuple[Settlement, ...]:
        living = and_(condition, ~_Row.deleted)
        ids = select(_Row.id).where(living)
        settled, made = self._parts(ids)
        rows = self._connection.execute(
            select(_Row, UserRow.name, ActRow.at)
            .join(HistoryRow, HistoryRow.number == _Row.created)
            .join(ActRow, ActRow.number == HistoryRow.act)
            .join(UserRow, UserRow.id == ActRow.user_id)
            .where(living)
            .order_by(_Row.id)
        )
        return tuple(_to_model(row, settled[row.id], made[row.id]) for row in rows)

    def _parts(
        self, settlements: Any
    ) -> tuple[defaultdict[int, dict[int, ClaimBody]], defaultdict[int, dict[int, ClaimBody]]]:
        """Return the claims of settlements and the bodies they had: settled ones, those made."""
        mine = _Part.settlement_id.in_(settlements)
        bodies = self._bodies.parts(select(_Part.body_id).where(mine))
        read = {own: parts.claim_body() for own, parts in bodies.items()}
        found: tuple[defaultdict[int, dict[int, ClaimBody]], ...] = (
            defaultdict(dict),
            defaultdict(dict),
        )
        for part in self._connection.execute(select(_Part).where(mine).order_by(_Part.claim_id)):
            found[part.made][part.settlement_id][part.claim_id] = read[part.body_id]
        return found[0], found[1]


def _row(own: int, document_id: int, item: NewSettlement, number: int) -> State:
    told = {"choice": item.choice.value, "reason": item.reason, "words": item.words}
    born = {"deleted": False, "created": number, "last_change": number}
    return {"id": own, "uid": new_uid(), "document_id": document_id, **told, **born}


def _born(document_id: int, item: NewSettlement) -> State:
    told = {"choice": item.choice.value, "reason": item.reason, "words": item.words}
    claims = {"settled": [*item.settled], "made": [*item.made]}
    return {"document": document_id, **told, **claims, "deleted": False}


def _title() -> Any:
    return (
        select(BodyFieldRow.value)
        .join(DocumentRecordRow, DocumentRecordRow.body_id == BodyFieldRow.body_id)
        .where(DocumentRecordRow.document_id == DocumentRow.id, BodyFieldRow.key == "title")
        .scalar_subquery()
        .label("title")
    )


def _to_awaiting(row: Any) -> Awaiting:
    readers = int(row.readers)
    return Awaiting(
        row.document_id,
        row.title or row.origin.rpartition("/")[2],
        *(readers, row.people - readers, row.claims or 0, int(row.settled or 0)),
    )


def _submitted() -> Any:
    """Return whether a layer is the reading that somebody has submitted."""
    return and_(
        AssignmentRow.document_id == LayerRow.document_id,
        AssignmentRow.user_id == LayerRow.user_id,
        AssignmentRow.submitted,
        ~AssignmentRow.deleted,
    )


def _counted() -> Any:
    """Return how many claims the submitted readings of each document have, and are settled."""
    return (
        select(
            ClaimRow.document_id,
            func.count().label("claims"),
            func.sum(case((_is_settled(), 1), else_=0)).label("settled"),
        )
        .join(LayerRow, LayerRow.id == ClaimRow.layer_id)
        .join(AssignmentRow, _submitted())
        .where(~ClaimRow.deleted)
        .group_by(ClaimRow.document_id)
        .subquery()
    )


def _is_settled() -> Any:
    """Return whether a claim was settled with others of which each reads as it did then."""
    part, other, claim = aliased(_Part), aliased(_Part), aliased(ClaimRow)
    changed = exists().where(
        other.settlement_id == part.settlement_id,
        ~other.made,
        claim.id == other.claim_id,
        claim.deleted | (claim.body_id != other.body_id),
    )
    return exists().where(
        part.claim_id == ClaimRow.id,
        ~part.made,
        _Row.id == part.settlement_id,
        ~_Row.deleted,
        ~changed,
    )


def _to_model(row: Any, settled: dict[int, ClaimBody], made: dict[int, ClaimBody]) -> Settlement:
    return Settlement(
        id=row.id,
        uid=UUID(row.uid),
        number=row.created,
        document_id=row.document_id,
        choice=Choice(row.choice),
        reason=row.reason,
        words=row.words,
        user=row.name,
        at=row.at,
        settled=settled,
        made=made,
    )
