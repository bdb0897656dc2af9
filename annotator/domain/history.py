"""What was done: acts, and the change each made to each record."""

from enum import StrEnum
from typing import Any

from annotator.domain.value import Value


class RecordKind(StrEnum):
    """What sort of record changed."""

    CLAIM = "claim"
    RECORD = "record"
    PROPOSAL = "proposal"
    DOCUMENT = "document"
    SPEAKER = "speaker"
    COMMENT = "comment"
    LAYER = "layer"
    CODEBOOK = "codebook"
    USER = "user"
    LINK = "link"
    FILTER = "filter"
    ASSIGNMENT = "assignment"
    DECISION = "decision"


class Change(Value):
    """One record before and after an act; `before` is None where the act made it."""

    number: int
    record_kind: RecordKind
    record_id: int
    before: dict[str, Any] | None
    after: dict[str, Any]


class Act(Value):
    """One thing a person did, whole; `at` is an ISO 8601 moment in UTC."""

    number: int
    user: str
    at: str
    label: str
    document_id: int | None = None
    undoes: int | None = None
    redoes: int | None = None
    changes: tuple[Change, ...] = ()
