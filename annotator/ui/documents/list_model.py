"""The project's documents as rows."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.document import DocumentListing, DocumentStatus

_BRIEF: Final = 2
LISTING: Final = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
STATUS_WORDS: Final = {
    DocumentStatus.NEW: "new",
    DocumentStatus.PROPOSED: "to decide",
    DocumentStatus.DRAFT: "in work",
    DocumentStatus.RETURNED: "returned",
    DocumentStatus.SUBMITTED: "submitted",
    DocumentStatus.APPROVED: "approved",
    DocumentStatus.EXCLUDED: "excluded",
}


class DocumentListModel(QAbstractListModel):
    """Holds what the search found; rows are told apart by document id."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DocumentListing, ...] = ()

    @property
    def rows(self) -> tuple[DocumentListing, ...]:
        """Return the documents shown, in order."""
        return self._rows

    def show(self, rows: Sequence[DocumentListing]) -> None:
        """Show these documents; where only their state differs no row moves."""
        same = [row.id for row in rows] == [row.id for row in self._rows]
        if not same:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()
            return
        before, self._rows = self._rows, tuple(rows)
        for at, (old, new) in enumerate(zip(before, self._rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(at), self.index(at))

    def row_of(self, document_id: int | None) -> int | None:
        """Return the row of a document, None if it is not among those shown."""
        return next((at for at, row in enumerate(self._rows) if row.id == document_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        read = _READERS.get(role)
        if read is None or not index.isValid():
            return None
        return read(self._rows[index.row()])


def title_of(listing: DocumentListing) -> str:
    """Return what a document is called: its title, else the name of its file."""
    return listing.title or listing.origin.rpartition("/")[2]


def brief_of(listing: DocumentListing) -> str:
    """Return in a few words what a document wants next and how many claims are approved."""
    progress, marks = listing.progress, listing.marks
    if marks.excluded is not None or not (progress.claims or progress.open):
        return standing_of(listing)
    wants = ((progress.returned, "returned"), (progress.open, "to decide"))
    parts = [f"{count} {word}" for count, word in wants if count]
    if progress.claims:
        parts.append(f"{progress.approved}/{progress.claims} approved")
    return " · ".join(parts[-2:] if len(parts) > _BRIEF else parts)


def standing_of(listing: DocumentListing) -> str:
    """Return in words what a document wants and how much of it is done."""
    progress = listing.progress
    counts = (
        (progress.open, "to decide"),
        (progress.returned, "returned"),
        (progress.draft, "draft"),
        (progress.submitted, "submitted"),
        (progress.approved, "approved"),
        (progress.rejected, "rejected"),
    )
    parts = [f"{count} {word}" for count, word in counts if count]
    if listing.marks.excluded is not None:
        return f"excluded: {listing.marks.excluded}"
    if not parts:
        return "no claims here" if listing.marks.no_claims else "no claims yet"
    return " · ".join(parts)


def _tip(listing: DocumentListing) -> str:
    lines = (title_of(listing), listing.origin, standing_of(listing), listing.marks.note)
    return "\n".join(line for line in lines if line)


def _spoken(listing: DocumentListing) -> str:
    flagged = ", flagged" if listing.marks.flagged else ""
    return f"{title_of(listing)}: {STATUS_WORDS[listing.status]}, {standing_of(listing)}{flagged}"


_READERS: Final[dict[int, Callable[[DocumentListing], object]]] = {
    int(Qt.ItemDataRole.DisplayRole): title_of,
    int(Qt.ItemDataRole.ToolTipRole): _tip,
    int(Qt.ItemDataRole.AccessibleTextRole): _spoken,
    LISTING: lambda listing: listing,
}
