"""What was done: acts, and the change each made to each record."""

from collections.abc import Iterator, Sequence
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
    SETTLEMENT = "settlement"
    READING = "reading"


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


def is_merge(changes: Sequence[Change]) -> bool:
    """Tell whether these changes are of an act that merged another project."""
    return bool(changes) and MERGED in changes[0].after


def as_merged(changes: Sequence[Change]) -> Sequence[Change]:
    """Return the changes of a merge as undo sees them: of each record one, of all that came."""
    return [
        whole
        for change in changes
        if WAS in change.after and change.after[WAS] != own_state(change.after)
        for whole in _whole(change)
    ]


def _whole(change: Change) -> Iterator[Change]:
    """Yield what a merge changed of a record: what it says, and then where it stands in review."""
    was, now = change.after[WAS], own_state(change.after)
    if was is None or any(was.get(name) != now.get(name) for name in was if name != "status"):
        yield change.amended(before=was, after=now)
    if was is not None and was.get("status") != now.get("status"):
        number = change.after.get(MOVED, change.number)
        yield change.amended(number=number, before=now | {"status": was["status"]}, after=now)


def own_state(after: dict[str, Any]) -> dict[str, Any]:
    """Return what the history says of the record itself."""
    return {name: value for name, value in after.items() if name not in MARKS}
