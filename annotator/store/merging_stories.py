"""Read what one project file tells of its records so that another file can compare it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import zip_longest
from string import Template
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from annotator.domain.codebook import Codebook
from annotator.domain.history import ASIDE, INSTEAD, STEP, WAS, RecordKind, own_state
from annotator.domain.project_merge import Step, Story, story
from annotator.store.dialect import AMONG, Listed, dialect_of
from annotator.store.merging_bodies import RawBodyRepo

TABLES: Final[Mapping[RecordKind, str]] = {
    RecordKind.DOCUMENT: "document",
    RecordKind.SPEAKER: "speaker",
    RecordKind.PROPOSAL: "proposal",
    RecordKind.RECORD: "document_record",
    RecordKind.CLAIM: "claim",
    RecordKind.COMMENT: "comment",
    RecordKind.LINK: "claim_link",
    RecordKind.DECISION: "speaker_distinction",
    RecordKind.ASSIGNMENT: "assignment",
    RecordKind.READING: "reading",
    RecordKind.SETTLEMENT: "settlement",
}
"""The kinds of records that are merged by their history, and where they lie."""

_TOLD: Final[Mapping[RecordKind, tuple[str, ...]]] = {
    RecordKind.COMMENT: ("deleted",),
    RecordKind.LINK: ("deleted",),
    RecordKind.DECISION: ("deleted",),
    RecordKind.SETTLEMENT: ("deleted",),
    RecordKind.ASSIGNMENT: ("independent", "submitted", "deleted"),
}
"""All that may change of some kinds of records."""
_STATED: Final = frozenset({RecordKind.PROPOSAL, RecordKind.READING})
_ALL: Final = (
    "SELECT h.number, u.uid, a.at, a.label, h.record_kind, h.record_id, "
    'CAST(h.before AS text) AS "before", CAST(h.after AS text) AS "after" '
    "FROM history h JOIN act a ON a.number = h.act JOIN user_account u ON u.id = a.user_id "
    "ORDER BY h.number"
)
_CHANGED: Final = (
    "SELECT DISTINCT record_id FROM history WHERE record_kind = ? AND number > ? ORDER BY 1"
)
_STEPS: Final = (
    'SELECT h.number, h.act, h.record_id, CAST(h.after AS text) AS "after", u.uid, a.at '  # noqa: S608 - a constant of ours
    "FROM history h JOIN act a ON a.number = h.act JOIN user_account u ON u.id = a.user_id "
    f"WHERE h.record_kind = ? AND h.record_id {AMONG} ORDER BY h.number"
)
_UIDS: Final = Template(f"SELECT id, uid FROM $table WHERE id {AMONG}")  # noqa: S608 - as above
_CODEBOOKS: Final = "SELECT CAST(body AS text) FROM codebook ORDER BY version"
_AUTHOR: Final = (
    "SELECT u.name, a.at FROM act a JOIN user_account u ON u.id = a.user_id WHERE a.number = ?"
)
_LAST_ACT: Final = (
    "SELECT act FROM history WHERE record_kind = ? AND record_id = ? ORDER BY number DESC LIMIT 1"
)


class Author(NamedTuple):
    """Who did something, and when: an ISO 8601 moment in UTC."""

    user: str
    at: str


class StoryRepo:
    """The stories of one file's records."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.bodies = RawBodyRepo(connection)

    def common(self, other: "StoryRepo") -> int:
        """Return up to which number both files have the same history: 0 if they have none."""
        last = 0
        for one, two in zip_longest(self.history(), other.history()):
            if one != two:
                break
            last = one[0]
        return last

    def author(self, act: int) -> Author:
        """Return who did an act, and when."""
        return Author(*self._connection.exec_driver_sql(_AUTHOR, (act,)).one())

    def last_act(self, kind: RecordKind, record_id: int) -> int:
        """Return the number of the act that changed a record last."""
        return int(
            self._connection.exec_driver_sql(_LAST_ACT, (kind.value, record_id)).scalar_one()
        )

    def codebooks(self) -> list[Codebook]:
        """Return every version of the codebook, the one in force last."""
        rows = self._connection.exec_driver_sql(_CODEBOOKS)
        return [Codebook.model_validate_json(row[0]) for row in rows]

    def changed(self, kind: RecordKind, after: int) -> list[int]:
        """Return the ids of the records of a kind that changed after this number."""
        rows = self._connection.exec_driver_sql(_CHANGED, (kind.value, after))
        return [row[0] for row in rows]

    def uids(self, kind: RecordKind, records: Iterable[int]) -> dict[int, str]:
        """Return the lasting ids of these records."""
        return dict(self._asked(_UIDS.substitute(table=TABLES[kind]), Listed(records)))

    def uid(self, kind: RecordKind, record_id: int) -> str:
        """Return the lasting id of a record."""
        return self.uids(kind, [record_id])[record_id]

    def stories(self, kind: RecordKind, records: Sequence[int]) -> dict[int, Story]:
        """Return what the file knows of these records, by id."""
        rows = self._asked(_STEPS, kind.value, Listed(records))
        told = [(row, json.loads(row.after)) for row in rows]
        if kind in {RecordKind.CLAIM, RecordKind.RECORD}:
            self.bodies.read(_own(state)["body"] for _row, state in told)
        names = self.uids(kind, records)
        steps: dict[int, list[Step]] = defaultdict(list)
        seen: Counter[tuple[str, ...]] = Counter()
        for row, state in told:
            if WAS not in state or STEP in state:
                name = (kind.value, names[row.record_id], row.uid, row.at)
                steps[row.record_id].append(self._step(kind, row, state, name, seen))
        return {record: story(found) for record, found in steps.items()}

    def refer(self, kind: RecordKind, own: int | None) -> str | None:
        """Return the lasting name of a speaker or a document: of this its hash."""
        return None if own is None else self._names[kind][own]

    def _step(
        self,
        kind: RecordKind,
        row: Any,
        state: dict[str, Any],
        name: tuple[str, ...],
        seen: Counter[tuple[str, ...]],
    ) -> Step:
        own = _own(state)
        content, status = self._standing(kind, own)
        named = state.get(STEP)
        if named is None:
            seen[*name, content, status] += 1
            told = json.dumps([*name, content, status, seen[*name, content, status]])
            named = sha256(told.encode()).hexdigest()[:32]
        aside, instead = ASIDE in state, state.get(INSTEAD)
        return Step(named, row.number, row.act, content, status, own, aside, instead)

    def _standing(self, kind: RecordKind, state: dict[str, Any]) -> tuple[str, str]:
        """Return the content and status that a state tells, named the same in every file."""
        if kind in _STATED:
            return "", state["state"]
        if kind in {RecordKind.CLAIM, RecordKind.RECORD}:
            printed = self.bodies.get(state["body"]).print
            return f"{printed}{'-' if state.get('deleted') else ''}", state["status"]
        state = dict(state)
        if kind is RecordKind.DOCUMENT:
            state["corrected_by"] = self.refer(kind, state.get("corrected_by"))
        if kind is RecordKind.SPEAKER:
            state["merged_into"] = self.refer(kind, state.get("merged_into"))
        if kind in _TOLD:
            state = {name: state[name] for name in _TOLD[kind]}
        told = json.dumps(state, sort_keys=True)
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest(), ""

    def history(self) -> Iterator[Any]:
        """Yield every row of the history with its act, as two files can compare them."""
        some = {"stream_results": True}
        with self._connection.exec_driver_sql(_ALL, execution_options=some) as found:
            yield from found

    def _asked(self, query: str, *values: Any) -> Sequence[Any]:
        own = dialect_of(self._connection)
        return self._connection.exec_driver_sql(own.asked(query), own.bound(values)).all()

    @cached_property
    def _names(self) -> Mapping[RecordKind, Mapping[int, str]]:
        run = self._connection.exec_driver_sql
        return {
            RecordKind.SPEAKER: dict(run("SELECT id, uid FROM speaker").all()),
            RecordKind.DOCUMENT: dict(run("SELECT id, sha256 FROM document").all()),
        }


def _own(state: dict[str, Any]) -> dict[str, Any]:
    """Return the record's state of a row of history: the one aside, where it tells of one."""
    return own_state(state.get(ASIDE, state))
