"""Keep and fetch the records of documents: their fields and their place in the review."""

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
        wanted = select(DocumentRecordRow).where(DocumentRecordRow.document_id == document_id)
        row = self._connection.execute(wanted).first()
        if row is None:
            raise NotFoundError(f"There is no document {document_id} in this project.")
        return DocumentRecord.model_construct(
            id=row.id,
            uid=UUID(row.uid),
            document_id=row.document_id,
            fields=self._bodies.fields(row.body_id),
            status=ReviewStatus(row.status),
            editor=self._reviewed.editors([row.last_edit])[row.last_edit],
        )

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
        require_unchanged(self._bodies.fields(row.body_id) == expected)
        self._reviewed.edit(RecordKind.RECORD, row, body_id=self._bodies.add_record(wanted, text))
