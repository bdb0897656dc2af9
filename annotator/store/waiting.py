"""What waits for a review: who made it what it is, and what was ever disputed about it."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    distinct,
    exists,
    func,
    literal,
    or_,
    select,
)

from annotator.domain.history import RecordKind
from annotator.domain.layer import LayerKind
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.waiting import QueueFilter, QueueItem, QueueOrder
from annotator.domain.words import sorting_key
from annotator.store.among import batched
from annotator.store.searching.claims import ClaimListing
from annotator.store.tables.annotations import (
    BodyRow,
    ClaimRow,
    FragmentRow,
    LinkRow,
    ProposalRow,
    ReviewRow,
)
from annotator.store.tables.declared import aliased
from annotator.store.tables.documents import DocumentRecordRow, DocumentRow, LayerRow
from annotator.store.tables.lines import ClaimLineRow, DocumentLineRow
from annotator.store.tables.project import ActRow, HistoryRow, UserRow

_Key = tuple[Any, str]
"""What a group is sorted by, and what it is called."""
_LAST: Final = chr(0x10FFFF)
_AGAINST: Final = (ReviewVerb.RETURN.value, ReviewVerb.REJECT.value)


class _Found(NamedTuple):
    """A row of a queue before it is put in order."""

    kind: RecordKind
    id: int
    document_id: int
    start: int
    title: str
    editor: int
    annotator: int
    speaker: int | None
    score: float | None
    disputed: bool


class WaitingRepo:
    """Reads the queues of one open transaction; the one place that says what waits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def items(
        self, wanted: QueueFilter, order: QueueOrder = QueueOrder.DOCUMENT
    ) -> tuple[QueueItem, ...]:
        """Return what waits, grouped; in a document the record comes first."""
        with_doubt = order is QueueOrder.DISPUTED
        rows = [
            _Found(RecordKind(row[0]), *row[1:])
            for statement in (_records(wanted), _claims(wanted, disputed=with_doubt))
            for row in self._connection.execute(statement)
        ]
        key_of = self._keys(order)
        keyed = sorted((*key_of(row), row.document_id, row.start, row.id, row) for row in rows)
        return tuple(
            QueueItem(row.kind, row.id, row.document_id, wanted.status, row.editor, label)
            for _key, label, _document, _start, _id, row in keyed
        )

    def is_long(self, wanted: QueueFilter, most: int) -> bool:
        """Tell whether more than so many claims may wait, without looking at all of them."""
        found = select(ClaimLineRow.id).where(ClaimLineRow.status == wanted.status.value)
        rows = self._connection.execute(found.limit(most + 1)).fetchall()
        return len(rows) > most

    def claims(self, claims: Sequence[int]) -> tuple[QueueItem, ...]:
        """Return some claims as they stand, wherever they are in the review."""
        asked = (
            select(ClaimRow, ActRow.user_id)
            .join(HistoryRow, HistoryRow.number == ClaimRow.last_edit)
            .join(ActRow, ActRow.number == HistoryRow.act)
        )
        rows = (
            row
            for part in batched(claims)
            for row in self._connection.execute(asked.where(ClaimRow.id.in_(part)))
        )
        return tuple(
            QueueItem(
                *(RecordKind.CLAIM, row.id, row.document_id),
                *(ReviewStatus(row.status), row.user_id),
            )
            for row in rows
        )

    def disputed(self, claims: Collection[int]) -> set[int]:
        """Return which of some claims people or machines did not agree on."""
        wanted = select(ClaimRow.id).join(BodyRow, BodyRow.id == ClaimRow.body_id)
        rows = self._connection.execute(wanted.where(ClaimRow.id.in_(claims), _disputed()))
        return set(rows.scalars())

    def titles(self, documents: Collection[int]) -> dict[int, str]:
        """Return the titles of some documents."""
        line = DocumentLineRow
        rows = self._connection.execute(select(line.id, line.title).where(line.id.in_(documents)))
        return {row.id: row.title for row in rows}

    def _keys(self, order: QueueOrder) -> Callable[[_Found], _Key]:
        match order:
            case QueueOrder.DOCUMENT:
                return lambda row: (row.document_id, row.title)
            case QueueOrder.SPEAKER:
                return self._by_speaker()
            case QueueOrder.ANNOTATOR:
                users = self._connection.execute(select(UserRow.id, UserRow.name))
                names = {row.id: (sorting_key(row.name), row.name) for row in users}
                return lambda row: names[row.annotator]
            case QueueOrder.SCORE:
                return _by_score
        return lambda row: (not row.disputed, "Disputed" if row.disputed else "Undisputed")

    def _by_speaker(self) -> Callable[[_Found], _Key]:
        known = ClaimListing(self._connection).speakers()
        names = {own: (sorting_key(name), name) for own, (_now, name) in known.items()}
        nobody, records = (_LAST, "Nobody named"), (2 * _LAST, "Fields of documents")

        def key(row: _Found) -> _Key:
            if row.kind is RecordKind.RECORD:
                return records
            return nobody if row.speaker is None else names[row.speaker]

        return key


def _by_score(row: _Found) -> _Key:
    if row.kind is RecordKind.RECORD:
        return 12, "Fields of documents"
    if row.score is None:
        return 11, "Added by hand"
    step = min(9, int(row.score * 10 + 1e-9))
    return step, f"{step * 10} to {step * 10 + 10} % likely right"


def _claims(wanted: QueueFilter, *, disputed: bool) -> Select[Any]:
    line = ClaimLineRow
    columns = (
        *(literal(RecordKind.CLAIM.value), line.id, line.document_id, line.start),
        *(DocumentLineRow.title, ActRow.user_id, line.user_id, line.speaker_id, line.score),
        _disputed() if disputed else literal(0),
    )
    asked = (
        select(*columns)
        .join(ClaimRow, ClaimRow.id == line.id)
        .join(LayerRow, LayerRow.id == line.layer_id)
        .join(BodyRow, BodyRow.id == line.body_id)
        .where(line.status == wanted.status.value, LayerRow.kind == LayerKind.AGREED.value)
    )
    return _narrowed(asked, wanted, ClaimRow, line.user_id)


def _records(wanted: QueueFilter) -> Select[Any]:
    record = DocumentRecordRow
    columns = (
        *(literal(RecordKind.RECORD.value), record.id, record.document_id, literal(-1)),
        *(DocumentLineRow.title, ActRow.user_id, ActRow.user_id.label("annotator")),
        *(literal(None), literal(None), literal(0)),
    )
    asked = select(*columns).select_from(record).where(record.status == wanted.status.value)
    return _narrowed(asked, wanted, record, ActRow.user_id)


def _narrowed(asked: Any, wanted: QueueFilter, table: Any, annotator: Any) -> Select[Any]:
    parts = (
        (table.document_id == wanted.document, wanted.document),
        (annotator == wanted.annotator, wanted.annotator),
        (ActRow.user_id == wanted.editor, wanted.editor),
        (ActRow.user_id != wanted.not_editor, wanted.not_editor),
    )
    narrowed: Select[Any] = (
        asked.join(DocumentRow, DocumentRow.id == table.document_id)
        .join(DocumentLineRow, DocumentLineRow.id == table.document_id)
        .join(HistoryRow, HistoryRow.number == table.last_edit)
        .join(ActRow, ActRow.number == HistoryRow.act)
        .where(
            DocumentRow.excluded.is_(None), *(part for part, value in parts if value is not None)
        )
    )
    return narrowed


def _disputed() -> ColumnElement[bool]:
    """Return whether a claim is, as `QueueOrder` says."""
    return or_(_went_against(), _of_several(), _not_as_proposed())


def _went_against() -> ColumnElement[bool]:
    verdicts = select(ReviewRow.number).where(ReviewRow.claim_id == ClaimRow.id)
    return exists(verdicts.where(ReviewRow.verdict.in_(_AGAINST)))


def _of_several() -> ColumnElement[bool]:
    change, act = aliased(HistoryRow), aliased(ActRow)
    edited = or_(
        change.before.is_(None),
        change.before["body"].as_integer() != change.after["body"].as_integer(),
    )
    editors = (
        select(func.count(distinct(act.user_id)))
        .select_from(change)
        .join(act, act.number == change.act)
        .where(
            change.record_kind == RecordKind.CLAIM.value, change.record_id == ClaimRow.id, edited
        )
    )
    return editors.correlate(ClaimRow).scalar_subquery() > 1


def _not_as_proposed() -> ColumnElement[bool]:
    """Return whether kind, content or speaker are not what came of the proposal at first."""
    proposed, first = aliased(BodyRow), aliased(HistoryRow)
    told = select(proposed.id).join(ProposalRow, ProposalRow.body_id == proposed.id)
    begun = first.after["body"].as_integer()
    others = or_(
        proposed.kind != BodyRow.kind,
        _other_content(ProposalRow.body_id, ClaimRow.body_id),
        _other_content(ClaimRow.body_id, ProposalRow.body_id),
        _speaker(begun).is_distinct_from(_speaker(ClaimRow.body_id)),
    )
    birth = and_(first.number == ClaimRow.created, ProposalRow.id == ClaimRow.proposal_id)
    return exists(told.join(first, birth).where(others).correlate(ClaimRow, BodyRow))


def _other_content(body: Any, other: Any) -> ColumnElement[bool]:
    """Return whether one body has a fragment that the other one has not."""
    own, same = aliased(FragmentRow), aliased(FragmentRow)
    at_once = and_(same.body_id == other, same.start == own.start, same.end == own.end)
    known = select(same.position).where(at_once).correlate_except(same)
    lacking = select(own.position).where(own.body_id == body, ~exists(known))
    return exists(lacking.correlate_except(own))


def _speaker(body: Any) -> Any:
    link = aliased(LinkRow)
    last = select(link.speaker_id).where(link.body_id == body).order_by(link.position.desc())
    return last.limit(1).correlate_except(link).scalar_subquery()
