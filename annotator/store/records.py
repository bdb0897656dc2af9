"""Keep and fetch the records of documents: their fields and their place in the review."""

from collections.abc import Sequence
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, insert, select

from annotator.domain.document import DocumentRecord
from annotator.domain.errors import NotFoundError
from annotator.domain.field import Fields
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus
from annotator.store.bodies import BodyRepo
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, next_id
from annotator.store.reviewed import ReviewedRepo, require_unchanged
from annotator.store.tables.documents import DocumentRecordRow

_RECORDS: Final = select(DocumentRecordRow.__table__)


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
        body = self._bodies.add_record(fields, text)
        record_id = next_id(self._connection, DocumentRecordRow.id)
        status = ReviewStatus.DRAFT.value
        state = {"body": body, "status": status}
        number = self._journal.write(RecordKind.RECORD, record_id, None, state)
        row = {
            "id": record_id,
            "uid": new_uid(),
            "document_id": document_id,
            "body_id": body,
            "status": status,
            "last_edit": number,
            "last_move": number,
        }
        self._connection.execute(insert(DocumentRecordRow), [row])
        return record_id

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
