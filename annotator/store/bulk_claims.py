"""Read and edit many claims at little cost for each, in one transaction."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from annotator.domain.claim import ClaimBody
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, after_edit
from annotator.store.among import among
from annotator.store.bodies import BodyRepo
from annotator.store.journal import Journal
from annotator.store.reviewed import state_of
from annotator.store.seeing import Seeing
from annotator.store.tables.annotations import ClaimRow, FragmentRow
from annotator.store.tables.documents import SourceTextRow

LOT: Final = 500
_CLAIMS: Final = ClaimRow.__table__
_EDIT: Final = (
    "UPDATE claim SET body_id = ?, deleted = ?, status = ?, last_edit = ?, last_move = ? "
    "WHERE id = ?"
)


class Standing(NamedTuple):
    """A claim as it stands, its row, and a number that every change of it raises."""

    row: Any
    body: ClaimBody
    seen: int


class BulkClaimRepo:
    """Many claims of one open transaction."""

    def __init__(
        self, connection: Connection, journal: Journal, bodies: BodyRepo, seeing: Seeing
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._bodies = bodies
        self._seeing = seeing

    def some(self, claims: Sequence[int]) -> dict[int, Standing]:
        """Return these claims by id, deleted ones too, without those that never were."""
        mine = among(self._connection, _CLAIMS.c.id, claims)
        parts = self._bodies.parts(select(ClaimRow.body_id).where(mine))
        return {
            row.id: Standing(
                row, parts[row.body_id].claim_body(), max(row.last_edit, row.last_move)
            )
            for row in self._connection.execute(select(_CLAIMS).where(mine))
        }

    def words(self, body_id: int) -> str:
        """Return what a claim says, on one line."""
        wanted = select(FragmentRow.words).where(FragmentRow.body_id == body_id)
        words = self._connection.scalars(wanted.order_by(FragmentRow.position))
        return " … ".join(" ".join(part.split()) for part in words)

    def swap(self, changes: Sequence[tuple[Standing, ClaimBody]]) -> None:
        """Give claims other bodies; verdicts on them are taken back."""
        texts = self._texts({standing.row.document_id for standing, _body in changes})
        bodies = self._bodies.add_claims_of(
            [(body, texts[standing.row.document_id]) for standing, body in changes]
        )
        rows = [standing.row for standing, _body in changes]
        self.edit(rows, [{"body": body} for body in bodies])

    def delete(self, claims: Sequence[Standing]) -> None:
        """Mark claims deleted."""
        self.edit([standing.row for standing in claims], [{"deleted": True}] * len(claims))

    def rows(self, claims: Sequence[int]) -> dict[int, Any]:
        """Return the rows of these claims by id."""
        wanted = select(_CLAIMS).where(among(self._connection, _CLAIMS.c.id, claims))
        return {row.id: row for row in self._connection.execute(wanted)}

    def edit(self, rows: Sequence[Any], changes: Sequence[dict[str, Any]]) -> None:
        """Give each claim what is in its place: a `body`, by id, or whether it is `deleted`.

        Raises:
            ClosedError: one is in a layer that is another person's, or was submitted.
        """
        self._seeing.require_open(row.layer_id for row in rows)
        befores = [state_of(RecordKind.CLAIM, row) for row in rows]
        afters = [
            before | change | {"status": after_edit(ReviewStatus(row.status)).value}
            for row, before, change in zip(rows, befores, changes, strict=True)
        ]
        ids = [row.id for row in rows]
        told = list(zip(ids, befores, afters, strict=True))
        numbers = self._journal.write_many(RecordKind.CLAIM, told)
        values = [
            (
                *(after["body"], after["deleted"], after["status"], number),
                *(row.last_move if after["status"] == row.status else number, row.id),
            )
            for row, after, number in zip(rows, afters, numbers, strict=True)
        ]
        if values:
            self._connection.exec_driver_sql(_EDIT, values)

    def _texts(self, documents: Iterable[int]) -> dict[int, str]:
        wanted = SourceTextRow.document_id.in_(sorted(documents))
        rows = self._connection.execute(
            select(SourceTextRow.document_id, SourceTextRow.text).where(wanted)
        )
        return {row.document_id: row.text for row in rows}
