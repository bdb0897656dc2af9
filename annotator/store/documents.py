"""Keep and fetch documents: their text, origin and marks."""

from collections.abc import Sequence
from struct import pack, unpack
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    case,
    exists,
    func,
    select,
    update,
)

from annotator.domain.document import (
    ClaimDefaults,
    Document,
    DocumentListing,
    DocumentMarks,
    Progress,
    Reading,
    text_hash,
)
from annotator.domain.errors import NotFoundError
from annotator.domain.history import RecordKind
from annotator.domain.proposal import ProposalState
from annotator.domain.review import ReviewStatus
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, next_id
from annotator.store.reviewed import require_unchanged
from annotator.store.rows import Rows
from annotator.store.seeing import Seeing
from annotator.store.tables.annotations import BodyFieldRow, ClaimRow, ProposalRow
from annotator.store.tables.documents import DocumentRecordRow, DocumentRow, SourceTextRow
from annotator.store.unfinished import next_unfinished

_HEADLINE_LENGTH: Final = 120
_DOCUMENTS: Final = Rows(
    DocumentRow,
    *("id", "uid", "sha256", "origin", "media_type", "encoding", "imported", "headline"),
    *("signature", "no_claims", "flagged", "last_change"),
)
_TEXTS: Final = Rows(SourceTextRow, "document_id", "text")


class DocumentRepo:
    """Documents of one open transaction."""

    def __init__(self, connection: Connection, journal: Journal, seeing: Seeing) -> None:
        self._connection = connection
        self._journal = journal
        self._seeing = seeing

    def ids(self) -> tuple[int, ...]:
        """Return the ids of all documents, in the order they came."""
        return tuple(self._connection.scalars(select(DocumentRow.id).order_by(DocumentRow.id)))

    def has(self, document_id: int) -> bool:
        """Tell whether there is a document with this id."""
        return bool(self._connection.scalar(select(exists().where(DocumentRow.id == document_id))))

    def first(self) -> int | None:
        """Return the document that came first."""
        return self._connection.scalar(select(func.min(DocumentRow.id)))

    def next_unfinished(self, after: int, *, untouched: bool = False) -> int | None:
        """Return the next document with work left after one, and round."""
        return next_unfinished(self._connection, self._seeing, after, untouched=untouched)

    def get(self, document_id: int) -> Document:
        """Return one document with its text.

        Raises:
            NotFoundError: there is none.
        """
        return self.some([document_id])[0]

    def some(self, documents: Sequence[int]) -> tuple[Document, ...]:
        """Return these documents with their texts, in this order.

        Raises:
            NotFoundError: there is no such document.
        """
        rows = self._connection.execute(
            select(DocumentRow, SourceTextRow.text)
            .join(SourceTextRow, SourceTextRow.document_id == DocumentRow.id)
            .where(DocumentRow.id.in_(documents))
        )
        found = {row.id: _to_document(row) for row in rows}
        for document_id in documents:
            if document_id not in found:
                raise NotFoundError(f"There is no document {document_id} in this project.")
        return tuple(found[document_id] for document_id in documents)

    def text(self, document_id: int) -> str:
        """Return a document's text.

        Raises:
            NotFoundError: there is no such document.
        """
        wanted = select(SourceTextRow.text).where(SourceTextRow.document_id == document_id)
        found = self._connection.scalar(wanted)
        if found is None:
            raise NotFoundError(f"There is no document {document_id} in this project.")
        return found

    def with_hashes(self, hashes: Sequence[str]) -> dict[str, tuple[int, str]]:
        """Return, by hash, the ids and origins of the documents whose texts have these hashes."""
        wanted = select(DocumentRow.sha256, DocumentRow.id, DocumentRow.origin)
        rows = self._connection.execute(wanted.where(DocumentRow.sha256.in_(hashes)))
        return {sha256: (own, origin) for sha256, own, origin in rows}

    def add(self, reading: Reading, signature: Sequence[int]) -> int:
        """Store what was read as a new document and return its id."""
        return self.add_many([(reading, signature)], [self._journal.open_act()])[0]

    def add_many(
        self, read: Sequence[tuple[Reading, Sequence[int]]], acts: Sequence[int]
    ) -> list[int]:
        """Store what was read as new documents, each in the act in its place; return their ids."""
        first = next_id(self._connection, DocumentRow.id)
        ids = range(first, first + len(read))
        marks = DocumentMarks().model_dump(mode="json")
        told = [(own, None, marks) for own in ids]
        numbers = self._journal.write_many(RecordKind.DOCUMENT, told, acts)
        rows = [
            (
                *(own, new_uid(), text_hash(reading.text), reading.origin, reading.media_type),
                *(reading.encoding, self._journal.at, _headline(reading.text)),
                *(pack(f"<{len(signature)}Q", *signature), False, False, number),
            )
            for own, number, (reading, signature) in zip(ids, numbers, read, strict=True)
        ]
        _DOCUMENTS.insert(self._connection, rows)
        texts = [(own, reading.text) for own, (reading, _) in zip(ids, read, strict=True)]
        _TEXTS.insert(self._connection, texts)
        return list(ids)

    def signatures(self) -> tuple[tuple[int, str, tuple[int, ...]], ...]:
        """Return id, origin and signature of every document."""
        rows = self._connection.execute(
            select(DocumentRow.id, DocumentRow.origin, DocumentRow.signature)
        )
        return tuple((row[0], row[1], unpack(f"<{len(row[2]) // 8}Q", row[2])) for row in rows)

    def marks(self, document_id: int) -> DocumentMarks:
        """Return what people noted about a document as a whole.

        Raises:
            NotFoundError: there is no such document.
        """
        wanted = select(DocumentRow).where(DocumentRow.id == document_id)
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise NotFoundError(f"There is no document {document_id} in this project.")
        return _marks(row)

    def corrected_by(self, document_id: int) -> tuple[int, ...]:
        """Return the documents whose corrected version is this one, in the order they came."""
        wanted = select(DocumentRow.id).where(DocumentRow.corrected_by == document_id)
        return tuple(self._connection.scalars(wanted.order_by(DocumentRow.id)))

    def mark(self, document_id: int, expected: DocumentMarks, wanted: DocumentMarks) -> None:
        """Store the marks `wanted` where `expected` stand now.

        Raises:
            StaleError: others stand there.
        """
        require_unchanged(self.get(document_id).marks == expected)
        number = self._journal.write(
            RecordKind.DOCUMENT,
            document_id,
            expected.model_dump(mode="json"),
            wanted.model_dump(mode="json"),
        )
        mine = update(DocumentRow).where(DocumentRow.id == document_id)
        self._connection.execute(mine.values(**_columns(wanted), last_change=number))

    def listing(self) -> tuple[DocumentListing, ...]:
        """Return one line a document, in the order they came."""
        titles = (
            select(BodyFieldRow.value)
            .where(BodyFieldRow.body_id == DocumentRecordRow.body_id, BodyFieldRow.key == "title")
            .scalar_subquery()
        )
        claims, proposals = _claim_counts(), _proposal_counts(self._seeing.state())
        rows = self._connection.execute(
            select(
                DocumentRow,
                titles.label("title"),
                DocumentRecordRow.status.label("record"),
                proposals.c.open,
                *(claims.c[status.value] for status in ReviewStatus),
            )
            .join(DocumentRecordRow, DocumentRecordRow.document_id == DocumentRow.id)
            .outerjoin(claims, claims.c.document_id == DocumentRow.id)
            .outerjoin(proposals, proposals.c.document_id == DocumentRow.id)
            .order_by(DocumentRow.id)
        )
        return tuple(_to_listing(row) for row in rows)


def _to_document(row: Any) -> Document:
    return Document.model_construct(
        id=row.id,
        uid=UUID(row.uid),
        text=row.text,
        sha256=row.sha256,
        origin=row.origin,
        media_type=row.media_type,
        encoding=row.encoding,
        imported=row.imported,
        marks=_marks(row),
    )


def _claim_counts() -> Any:
    counts = [_count(ClaimRow.status == status.value, status.value) for status in ReviewStatus]
    living = select(ClaimRow.document_id, *counts).where(~ClaimRow.deleted)
    return living.group_by(ClaimRow.document_id).subquery()


def _proposal_counts(state: Any) -> Any:
    still_open = state == ProposalState.OPEN.value
    counts = select(ProposalRow.document_id, func.count().label("open")).where(still_open)
    return counts.group_by(ProposalRow.document_id).subquery()


def _count(condition: ColumnElement[bool], name: str) -> Any:
    return func.sum(case((condition, 1), else_=0)).label(name)


def _to_listing(row: Any) -> DocumentListing:
    counts = {status.value: getattr(row, status.value) or 0 for status in ReviewStatus}
    return DocumentListing.model_construct(
        id=row.id,
        uid=UUID(row.uid),
        title=row.title or row.headline,
        origin=row.origin,
        imported=row.imported,
        marks=_marks(row),
        record=ReviewStatus(row.record),
        progress=Progress(open=row.open or 0, **counts),
    )


def _marks(row: Any) -> DocumentMarks:
    return DocumentMarks.model_construct(
        no_claims=row.no_claims,
        flagged=row.flagged,
        excluded=row.excluded,
        note=row.note,
        corrected_by=row.corrected_by,
        defaults=ClaimDefaults.model_validate(row.defaults) if row.defaults else ClaimDefaults(),
    )


def _columns(marks: DocumentMarks) -> dict[str, Any]:
    plain = marks.defaults == ClaimDefaults()
    columns = marks.model_dump(exclude={"defaults"})
    return columns | {"defaults": None if plain else marks.defaults.model_dump(mode="json")}


def _headline(text: str) -> str:
    first = text.strip().split("\n", maxsplit=1)[0].strip()
    return first if len(first) <= _HEADLINE_LENGTH else f"{first[: _HEADLINE_LENGTH - 1]}…"
