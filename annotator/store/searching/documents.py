"""Documents in lines: which, in which order, and what a line says."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from annotator.domain.document import DocumentMarks, DocumentStatus, Progress
from annotator.domain.filter import DocumentFilter, DocumentLine, DocumentOrder
from annotator.domain.query import Query, parse
from annotator.domain.review import ReviewStatus
from annotator.domain.words import fold
from annotator.store.searching.claims import PAGE
from annotator.store.searching.conditions import (
    DOCUMENTS_OF_STATUS,
    STATUS_OF_DOCUMENT,
    Condition,
    among,
    of_documents,
)
from annotator.store.searching.listing import Listing, Sorted
from annotator.store.searching.matching import Sought
from annotator.store.searching.members import Fits
from annotator.store.searching.places import reader_of
from annotator.store.searching.walks import Asked, Walk, Walks

_LADDER: Final = (
    DocumentStatus.RETURNED,
    DocumentStatus.PROPOSED,
    DocumentStatus.DRAFT,
    DocumentStatus.NEW,
    DocumentStatus.SUBMITTED,
    DocumentStatus.APPROVED,
    DocumentStatus.EXCLUDED,
)
_FIELDS: Final = frozenset(
    {DocumentOrder.TITLE, DocumentOrder.OUTLET, DocumentOrder.AUTHOR, DocumentOrder.PUBLISHED}
)
_LINE: Final = (
    "l.id, x.uid, l.title, x.origin, x.imported, r.status, x.no_claims, x.flagged, x.excluded, "
    "x.note, x.corrected_by, l.outlet, l.author, l.published"
)
_SOURCE: Final = (
    "document_line l JOIN document x ON x.id = l.id JOIN document_record r ON r.document_id = l.id"
)
_TEXT: Final = "SELECT text FROM source_text WHERE document_id = ?"
_COUNTED: Final = "l.document_id, l.status"


class DocumentListing(Listing[DocumentOrder]):
    """Lines of documents in one transaction."""

    table, index, key = "document_line", "text_index", "id"
    place = ("l.id",)

    def walks(self, order: DocumentOrder, *, descending: bool) -> Walks:
        """Return the lines in an order; those without an outlet, author or date come last."""
        if order in _FIELDS:
            column = self._column(order)
            known = Walk((Condition(f"{column} IS NOT NULL"),), (column, *self.place))
            return Walks([known], [Walk((Condition(f"{column} IS NULL"),), self.place)])
        if order is DocumentOrder.STATUS:
            ladder = reversed(_LADDER) if descending else _LADDER
            return Walks(self._of_status(status, descending) for status in ladder)
        return Walks([Walk((), self.place)])

    def _of_status(self, status: DocumentStatus, descending: bool) -> Walk:
        ordered = f"{DOCUMENTS_OF_STATUS[status]} ORDER BY 1{' DESC' if descending else ''}"
        return Walk((Condition(STATUS_OF_DOCUMENT[status]),), self.place, whole=ordered)

    def rows(self, conditions: Sequence[Condition], order: DocumentOrder) -> list[Sorted]:
        """Return some lines with what they are sorted by."""
        key = self._column(order) if order in _FIELDS else "0"
        if order is DocumentOrder.STATUS:
            tests = enumerate(STATUS_OF_DOCUMENT[status] for status in _LADDER)
            key = f"CASE {' '.join(f'WHEN {test} THEN {at}' for at, test in tests)} END"
        return list(self.run(f"l.id, {key}, l.id", conditions).fetchall())

    def _column(self, order: DocumentOrder) -> str:
        return self._own.indexed("l.title") if order is DocumentOrder.TITLE else f"l.{order}"

    def fits(self, sought: Sought, query: Query | None) -> Fits:
        """Return what tells of one document after the other whether words fit its text."""
        shows = reader_of(self.matcher, query) if query is not None else None

        def read(document_id: int) -> bool:
            (words,) = self._runner.execute(_TEXT, (document_id,)).fetchone()
            return shows is not None and shows(fold(words))

        return Fits(self._runner, sought, query, read if shows else None)

    def lines(self, ids: Sequence[int]) -> tuple[DocumentLine, ...]:
        """Return these lines in this order, without those that are gone; at most a page."""
        wanted = among("l.id", ids[:PAGE])
        rows = self.run(_LINE, [wanted], source=_SOURCE).fetchall()
        counts: dict[int, Counter[str]] = {row[0]: Counter() for row in rows}
        these, columns = among("l.document_id", ids[:PAGE]), f"{_COUNTED}, count(*)"
        counted = self.run(columns, [these], source="claim_line l", group=_COUNTED)
        for document_id, status, number in counted:
            counts[document_id][status] = number
        found = {row[0]: _line(row, counts[row[0]]) for row in rows}
        return tuple(found[line] for line in ids[:PAGE] if line in found)


def asked_documents(wanted: DocumentFilter) -> Asked:
    """Return a filter made ready."""
    return Asked(of_documents(wanted), parse(wanted.words))


def _line(row: Any, counts: Mapping[str, int]) -> DocumentLine:
    marks = DocumentMarks.model_construct(
        no_claims=bool(row[6]),
        flagged=bool(row[7]),
        excluded=row[8],
        note=row[9],
        corrected_by=row[10],
    )
    numbers = {status.value: counts[status.value] for status in ReviewStatus}
    return DocumentLine.model_construct(
        id=row[0],
        uid=UUID(row[1]),
        title=row[2],
        origin=row[3],
        imported=row[4],
        marks=marks,
        record=ReviewStatus(row[5]),
        progress=Progress(open=counts["proposed"], **numbers),
        outlet=row[11],
        author=row[12],
        published=row[13],
    )
