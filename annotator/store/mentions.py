"""Where speakers are named: every link of a living claim, with the words around it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, case, func, literal, select, tuple_

from annotator.domain.mention import Mention, MentionOrder, SpeakerUse
from annotator.domain.merging import MentionRef, Touched
from annotator.domain.review import ReviewStatus
from annotator.domain.span import Span
from annotator.store.speaker_fields import speaker_fields
from annotator.store.tables.annotations import BodyFieldRow, FragmentRow, LinkRow
from annotator.store.tables.declared import aliased
from annotator.store.tables.documents import SourceTextRow
from annotator.store.tables.lines import ClaimLineRow, DocumentLineRow
from annotator.store.tables.speakers import SpeakerRow

_AROUND: Final = 120  # code points of context on either side
_COMPARED: Final = 40  # of which these are sorted by
_A_QUERY: Final = 400  # SQLite takes that many pairs in one go

_Line = ClaimLineRow
_AnyLink = aliased(LinkRow)
_LAST: Final = (
    select(func.max(_AnyLink.position)).where(_AnyLink.body_id == _Line.body_id).scalar_subquery()
)
_START: Final = func.coalesce(LinkRow.source_start, LinkRow.cue_start, _Line.start)
_END: Final = case(
    (LinkRow.source_start.is_not(None), LinkRow.source_end),
    (LinkRow.cue_start.is_not(None), LinkRow.cue_end),
    else_=FragmentRow.end,
)


class MentionRepo:
    """The mentions of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def uses(self) -> Mapping[int, SpeakerUse]:
        """Return how often each id is named by living claims, ids of merged ones apart."""
        approved = func.sum(case((_Line.status == ReviewStatus.APPROVED.value, 1), else_=0))
        named = _Line.speaker_id.is_not(None)
        speaking = self._connection.execute(
            select(_Line.speaker_id, func.count(), approved)
            .where(named, _Line.id > 0)
            .group_by(_Line.speaker_id)
        )
        counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
        for speaker_id, claims, judged in speaking:
            counts[speaker_id or 0][:2] = [claims, judged]
        passing = self._connection.execute(
            select(LinkRow.speaker_id, func.count())
            .join(_Line, _Line.body_id == LinkRow.body_id)
            .where(LinkRow.speaker_id.is_not(None), _Line.id > 0, LinkRow.position < _LAST)
            .group_by(LinkRow.speaker_id)
        )
        for speaker_id, links in passing:
            counts[speaker_id or 0][2] = links
        return {
            own: SpeakerUse.model_construct(claims=claims, approved=judged, chains=links)
            for own, (claims, judged, links) in counts.items()
        }

    def refs(self, speakers: Sequence[int], order: MentionOrder) -> tuple[MentionRef, ...]:
        """Return every link that names one of these ids, in this order, then as they stand."""
        wanted = (
            _placed(_Line.id, LinkRow.position, _key(order).label("key"))
            .where(LinkRow.speaker_id.in_(speakers))
            .order_by(_Line.document_id, _START, _Line.id, LinkRow.position)
        )
        rows = self._connection.execute(wanted).all()
        if order is not MentionOrder.PLACE:
            compared = _backwards if order is MentionOrder.LEFT else _forwards
            rows = sorted(rows, key=lambda row: compared(row.key or ""))
        return tuple(MentionRef(row.id, row.position) for row in rows)

    def lines(self, refs: Sequence[MentionRef]) -> tuple[Mention, ...]:
        """Return these mentions with their words, in this order; those that are gone left out."""
        found: dict[MentionRef, Mention] = {}
        for first in range(0, len(refs), _A_QUERY):
            wanted = tuple_(_Line.id, LinkRow.position).in_(refs[first : first + _A_QUERY])
            for row in self._connection.execute(_shown().where(wanted)):
                mention = _to_mention(row)
                found[mention.ref] = mention
        return tuple(found[ref] for ref in refs if ref in found)

    def touched(self, speakers: Sequence[int]) -> tuple[Touched, ...]:
        """Return the claims that name one of these ids, in links or in fields, by document."""
        linked = (
            select(_Line.id)
            .join(LinkRow, LinkRow.body_id == _Line.body_id)
            .where(LinkRow.speaker_id.in_(speakers))
        )
        keys = speaker_fields(self._connection)
        if not keys:
            return self._touched(linked)
        uids = select(SpeakerRow.uid).where(SpeakerRow.id.in_(speakers))
        noted = (
            select(_Line.id)
            .join(BodyFieldRow, BodyFieldRow.body_id == _Line.body_id)
            .where(BodyFieldRow.key.in_(keys), BodyFieldRow.value.in_(uids))
        )
        return self._touched(linked.union(noted))

    def touched_by(self, claims: Sequence[int]) -> tuple[Touched, ...]:
        """Return these claims, those that are gone left out, by document."""
        found: dict[int, Touched] = {}
        for first in range(0, len(claims), _A_QUERY):
            wanted = select(_Line.id).where(_Line.id.in_(claims[first : first + _A_QUERY]))
            for item in self._touched(wanted):
                known = found.get(item.document_id)
                found[item.document_id] = item if known is None else _sum(known, item)
        return tuple(found[document_id] for document_id in sorted(found))

    def _touched(self, claims: Any) -> tuple[Touched, ...]:
        approved = func.sum(case((_Line.status == ReviewStatus.APPROVED.value, 1), else_=0))
        rows = self._connection.execute(
            select(_Line.document_id, DocumentLineRow.title, func.count(), approved)
            .join(DocumentLineRow, DocumentLineRow.id == _Line.document_id)
            .where(_Line.id.in_(claims), _Line.id > 0)
            .group_by(_Line.document_id, DocumentLineRow.title)
            .order_by(_Line.document_id)
        )
        return tuple(
            Touched(document_id=row[0], title=row[1], claims=row[2], approved=row[3])
            for row in rows
        )


def _placed(*columns: Any) -> Select[Any]:
    """Return a query of links of living claims with their text and their document's line."""
    return (
        select(*columns)
        .select_from(LinkRow)
        .join(_Line, and_(_Line.body_id == LinkRow.body_id, _Line.id > 0))
        .join(DocumentLineRow, DocumentLineRow.id == _Line.document_id)
        .join(SourceTextRow, SourceTextRow.document_id == _Line.document_id)
        .join(FragmentRow, and_(FragmentRow.body_id == LinkRow.body_id, FragmentRow.position == 0))
    )


def _key(order: MentionOrder) -> Any:
    """Return what is compared in this order, as SQL."""
    before = _before(_COMPARED)
    return {
        MentionOrder.PLACE: literal(""),
        MentionOrder.LEFT: before,
        MentionOrder.WORDS: func.substr(SourceTextRow.text, _START + 1, _COMPARED),
        MentionOrder.RIGHT: func.substr(SourceTextRow.text, _END + 1, _COMPARED),
        MentionOrder.TITLE: DocumentLineRow.title,
        MentionOrder.PUBLISHED: DocumentLineRow.published,
        MentionOrder.STATUS: _Line.status,
    }[order]


def _before(most: int) -> Any:
    """Return so many code points before a mention at most, as SQL."""
    first = case((most < _START, _START - most), else_=0)
    return func.substr(SourceTextRow.text, first + 1, case((most > _START, _START), else_=most))


def _shown() -> Select[Any]:
    text, around = SourceTextRow.text, _AROUND
    return _placed(
        _Line.id,
        LinkRow.position,
        _Line.document_id,
        _Line.status,
        DocumentLineRow.title,
        DocumentLineRow.published,
        LinkRow.source_start.is_not(None).label("named"),
        (LinkRow.position == _LAST).label("speaks"),
        _START.label("start"),
        _END.label("end"),
        _before(around).label("left"),
        func.substr(text, _START + 1, _END - _START).label("words"),
        func.substr(text, _END + 1, around).label("right"),
    )


def _to_mention(row: Any) -> Mention:
    return Mention.model_construct(
        ref=MentionRef(row.id, row.position),
        document_id=row.document_id,
        title=row.title,
        published=row.published,
        status=ReviewStatus(row.status),
        place=Span.model_construct(start=row.start, end=row.end),
        named=bool(row.named),
        speaks=bool(row.speaks),
        left=row.left,
        words=row.words,
        right=row.right,
    )


def _forwards(words: str) -> list[str]:
    return words.casefold().split()


def _backwards(words: str) -> list[str]:
    return words.casefold().split()[::-1]


def _sum(one: Touched, other: Touched) -> Touched:
    return one.amended(claims=one.claims + other.claims, approved=one.approved + other.approved)
