"""What was done: acts, and the change each made to each record."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final

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


MERGED: Final = "merged"
WAS: Final = "was"
ASIDE: Final = "aside"
INSTEAD: Final = "instead"
STEP: Final = "step"
MOVED: Final = "moved"
MARKS: Final = frozenset({MERGED, WAS, ASIDE, INSTEAD, STEP, MOVED})
"""What a merge of two projects writes into `after`, beside the record's own state.

`merged` marks the act as a merge, by the other project's lasting id. `was` is what a record was
before the merge, and `moved` the number of its last move since. `step` names a change in every
file that knows it. `aside` is a reading that is known and not followed; with `instead`, what was
done after that number of the history gave way.
"""


def as_merged(changes: Sequence[Change]) -> Sequence[Change]:
    """Return the changes of an act as undo sees them: a merge of two projects as a whole."""
    if not changes or MERGED not in changes[0].after:
        return changes
    return [_whole(change) for change in changes if WAS in change.after and _changes(change)]


def _changes(change: Change) -> bool:
    return change.after[WAS] != own_state(change.after)


def _whole(change: Change) -> Change:
    was, now = change.after[WAS], own_state(change.after)
    edited = was is None or any(was.get(name) != now.get(name) for name in ("body", "deleted"))
    number = change.number if edited else change.after.get(MOVED, change.number)
    return change.amended(number=number, before=was, after=now)


def own_state(after: dict[str, Any]) -> dict[str, Any]:
    """Return what the history says of the record itself."""
    return {name: value for name, value in after.items() if name not in MARKS}
