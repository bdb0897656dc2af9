"""The project's documents as rows."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.assigning import Assigned
from annotator.domain.document import DocumentListing, DocumentStatus
from annotator.domain.filter import DocumentLine
from annotator.ui.assigning import words
from annotator.ui.paging.model import PagedColumn, PagedModel

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


class DocumentListModel(PagedModel[DocumentLine]):
    """The documents found, by id; a million are as light as ten."""

    def __init__(self, parent: QObject | None = None) -> None:
        column = PagedColumn[DocumentLine]("Documents", "Document", title_of, tip=_tip)
        super().__init__((column,), lambda line: line.id, parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _READERS or not index.isValid():
            return super().data(index, role)
        line = self.line(index.row())
        return None if line is None else _READERS[role](line)


def title_of(listing: DocumentListing) -> str:
    """Return what a document is called, in one line: its title, else the name of its file."""
    return " ".join(listing.title.split()) or listing.origin.rpartition("/")[2]


def assigned_of(listing: DocumentListing) -> tuple[Assigned, ...]:
    """Return who is to read a document."""
    return listing.assigned if isinstance(listing, DocumentLine) else ()


def brief_of(listing: DocumentListing) -> str:
    """Return in a few words what a document wants next and how many claims are approved."""
    progress, marks = listing.progress, listing.marks
    if marks.excluded is not None or not (progress.claims or progress.open):
        return standing_of(listing)
    wants = ((progress.returned, "returned"), (progress.open, "to decide"))
    if any(item.independent for item in assigned_of(listing)):
        return standing_of(listing)
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
    read = words.readers(assigned_of(listing))
    lines = (title_of(listing), listing.origin, standing_of(listing), read, listing.marks.note)
    return "\n".join(line for line in lines if line)


def _spoken(listing: DocumentListing) -> str:
    flagged = ", flagged" if listing.marks.flagged else ""
    told = (STATUS_WORDS[listing.status], standing_of(listing), words.readers(assigned_of(listing)))
    return f"{title_of(listing)}: {', '.join(part for part in told if part)}{flagged}"


_READERS: Final[dict[int, Callable[[DocumentListing], object]]] = {
    int(Qt.ItemDataRole.AccessibleTextRole): _spoken,
    LISTING: lambda listing: listing,
}
