"""What has happened, told after it is safely stored."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentChanged:
    """A document's claims, proposals, record, marks or comments read otherwise now."""

    document_id: int


@dataclass(frozen=True, slots=True)
class DocumentsChanged:
    """Many documents came or changed at once."""


@dataclass(frozen=True, slots=True)
class SpeakersChanged:
    """The registry of speakers reads otherwise now."""


@dataclass(frozen=True, slots=True)
class CodebookChanged:
    """Another version of the codebook is in force; what was merged reads otherwise now."""


@dataclass(frozen=True, slots=True)
class FiltersChanged:
    """A filter was saved, renamed, changed or forgotten."""


@dataclass(frozen=True, slots=True)
class UsersChanged:
    """Somebody joined the project."""


Event = (
    DocumentChanged
    | DocumentsChanged
    | SpeakersChanged
    | CodebookChanged
    | FiltersChanged
    | UsersChanged
)
