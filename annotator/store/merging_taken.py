"""What a merge of two projects came to, record by record."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from annotator.domain.history import RecordKind
from annotator.domain.project_merge import Side
from annotator.store.merging_stories import Author


class Clash(NamedTuple):
    """A record that both files changed, as each of them has it, with ids of this one.

    `key` names it as long as neither changes it again. `states` and `authors` tell how it is and
    who changed it last, here and there; `side` says whose reading stands, and `bound` that the
    other one cannot.
    """

    key: str
    kind: RecordKind
    record_id: int
    states: tuple[dict[str, Any], dict[str, Any]]
    authors: tuple[Author, Author]
    side: Side
    bound: bool = False


@dataclass(slots=True)
class Taken:
    """What a merge came to so far.

    `new` and `changed` count by kind; `edits` and `verdicts` count steps that were followed.
    `lost` are claims and records that were approved here and are no more; `refused` counts
    approvals that the second-person rule does not let stand. `common` is up to which number both
    files have the same history, and `shared` counts the texts of both.
    """

    new: Counter[RecordKind] = field(default_factory=Counter)
    changed: Counter[RecordKind] = field(default_factory=Counter)
    clashes: list[Clash] = field(default_factory=list)
    lost: list[tuple[RecordKind, int]] = field(default_factory=list)
    speakers: list[int] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    refused: int = 0
    twins: int = 0
    edits: int = 0
    verdicts: int = 0
    rows: int = 0
    common: int = 0
    shared: int = 0
