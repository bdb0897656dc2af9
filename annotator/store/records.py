"""Keep and fetch the records of documents: their fields and their place in the review."""

from collections.abc import Sequence
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from annotator.domain.document import DocumentRecord
from annotator.domain.errors import NotFoundError
from annotator.domain.field import Fields
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus
from annotator.store.bodies import BodyRepo
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, next_id
from annotator.store.reviewed import ReviewedRepo, require_unchanged
from annotator.store.rows import Rows
from annotator.store.tables.documents import DocumentRecordRow

_RECORDS: Final = select(DocumentRecordRow.__table__)
_NEW: Final = Rows(
    DocumentRecordRow,
    *("id", "uid", "document_id", "body_id", "status", "last_edit", "last_move"),
)


class NewFields(NamedTuple):
    """The fields `wanted` in the record of a document, with its text, where `expected` stand."""

    document_id: int
    expected: Fields
    wanted: Fields
    text: str


class RecordRepo:
    """Document records of one open transaction."""

    def __init__(
        self, connection: Connection, journal: Journal, bodies: BodyRepo, reviewed: ReviewedRepo
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._bodies = bodies
        self._reviewed = reviewed

    def of_document(self, document_id: int) -> DocumentRecord:
        """Return a document's record.

        Raises:
            NotFoundError: there is no such document.
        """
        found = self.of_documents([document_id])
        if not found:
            raise NotFoundError(f"There is no document {document_id} in this project.")
        return found[document_id]

    def of_documents(self, documents: Sequence[int]) -> dict[int, DocumentRecord]:
        """Return the records of those documents that there are, by document."""
        wanted = select(DocumentRecordRow).where(DocumentRecordRow.document_id.in_(documents))
        rows = self._connection.execute(wanted).all()
        fields = self._bodies.fields_of([row.body_id for row in rows])
        editors = self._reviewed.editors([row.last_edit for row in rows])
        return {
            row.document_id: DocumentRecord.model_construct(
                id=row.id,
                uid=UUID(row.uid),
                document_id=row.document_id,
                fields=fields[row.body_id],
                status=ReviewStatus(row.status),
                editor=editors[row.last_edit],
            )
            for row in rows
        }

    def add(self, document_id: int, fields: Fields, text: str) -> int:
        """Store a new document's record and return its id."""
        return self.add_many([(document_id, fields, text)], [self._journal.open_act()])[0]

    def add_many(self, new: Sequence[tuple[int, Fields, str]], acts: Sequence[int]) -> list[int]:
        """Store the records of new documents, each in the act in its place; return their ids.

        Each is told by its document, its fields and the document's text.
        """
        bodies = self._bodies.add_records([item[1] for item in new], [item[2] for item in new])
        first = next_id(self._connection, DocumentRecordRow.id)
        ids = range(first, first + len(new))
        status = ReviewStatus.DRAFT.value
        told = [
            (own, None, {"body": body, "status": status})
            for own, body in zip(ids, bodies, strict=True)
        ]
        numbers = self._journal.write_many(RecordKind.RECORD, told, acts)
        rows = [
            (own, new_uid(), document_id, body, status, number, number)
            for own, (document_id, *_), body, number in zip(ids, new, bodies, numbers, strict=True)
        ]
        _NEW.insert(self._connection, rows)
        return list(ids)

    def swap(self, record_id: int, expected: Fields, wanted: Fields, text: str) -> None:
        """Store the fields `wanted` where `expected` stand now.

        Raises:
            StaleError: others stand there.
        """
        row = self._reviewed.row(RecordKind.RECORD, record_id)
        self._reviewed.require_as_read(row, self._bodies.fields(row.body_id) == expected)
        self._reviewed.edit(RecordKind.RECORD, row, body_id=self._bodies.add_record(wanted, text))

    def swap_many(self, changes: Sequence[NewFields], acts: Sequence[int]) -> None:
        """Store new fields of several records, each in the act in its place.

        Raises:
            StaleError: others stand in one of them, or it is no draft any more.
        """
        if not changes:
            return
        mine = DocumentRecordRow.document_id.in_([change.document_id for change in changes])
        rows = {row.document_id: row for row in self._connection.execute(_RECORDS.where(mine))}
        standing = self._bodies.fields_of([row.body_id for row in rows.values()])
        for change in changes:
            row = rows[change.document_id]
            require_unchanged(row.status == ReviewStatus.DRAFT.value)
            require_unchanged(standing[row.body_id] == change.expected)
        wanted, texts = [item.wanted for item in changes], [item.text for item in changes]
        bodies = self._bodies.add_records(wanted, texts)
        edited = [rows[change.document_id] for change in changes]
        self._reviewed.edit_drafts(RecordKind.RECORD, edited, bodies, acts)
