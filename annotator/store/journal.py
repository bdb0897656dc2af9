"""The act under way: who does what, and the change it makes to each record."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, exists, func, select

from annotator.domain.history import Act, Change, RecordKind
from annotator.domain.value import Value
from annotator.store.rows import Rows
from annotator.store.tables.annotations import ClaimRow
from annotator.store.tables.declared import Mapped
from annotator.store.tables.project import ActRow, HistoryRow, UserRow

State = dict[str, Any]
Changed = tuple[int, State | None, State]
"""The id of a record, and what it was before and is after; nothing before its birth."""
_ACTS: Final = Rows(
    ActRow,
    *("number", "user_id", "at", "label", "undoable", "document_id", "undoes", "redoes"),
)
_HISTORY: Final = Rows(HistoryRow, "number", "act", "record_kind", "record_id", "before", "after")


class Intent(Value):
    """What a unit of work is about to do, and for whom.

    With the number of an `act` of the same user it goes on with that one.
    """

    user: int
    label: str
    document_id: int | None = None
    undoable: bool = True
    undoes: int | None = None
    redoes: int | None = None
    act: int | None = None


def now() -> str:
    """Return this moment in UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def next_id(connection: Connection, column: Mapped[int]) -> int:
    """Return a free integer key; safe within a writing transaction, which is alone."""
    return int(connection.scalar(select(func.coalesce(func.max(column), 0) + 1)) or 1)


class Journal:
    """Appends to the history; the act's own row goes in before its first change.

    `newest` is the last act that was opened here, `first` the number of the first change.
    """

    def __init__(self, connection: Connection, intent: Intent | None, at: str) -> None:
        self._connection = connection
        self._intent = intent
        self.at = at
        self.act: int | None = None
        self.newest: int | None = None
        self.first: int | None = None

    @property
    def user(self) -> int:
        """Return who acts."""
        return self._required().user

    def begin(self, intent: Intent) -> None:
        """Say what is about to be done, in a unit that was opened before anybody was known."""
        self._intent = intent

    def open_act(self) -> int:
        """Write the act's row if it is not there yet, and return its number."""
        intent = self._required()
        if self.act is None:
            self.act = intent.act
        if self.act is None:
            (self.act,) = self.open_acts([intent.document_id])
        return self.act

    def open_acts(
        self, documents: Sequence[int | None], labels: Sequence[str] | None = None
    ) -> list[int]:
        """Write the rows of several acts of one intent, one for each document, and return them.

        Each is called as the intent says, or by the one of `labels` in its place.
        """
        intent = self._required()
        first = next_id(self._connection, ActRow.number)
        labels = labels or [intent.label] * len(documents)
        rest = (intent.undoes, intent.redoes)
        rows = [
            (first + at, intent.user, self.at, label, intent.undoable, document_id, *rest)
            for at, (document_id, label) in enumerate(zip(documents, labels, strict=True))
        ]
        _ACTS.insert(self._connection, rows)
        self.newest = first + len(rows) - 1
        return [first + offset for offset in range(len(rows))]

    def write(
        self,
        kind: RecordKind,
        record_id: int,
        before: State | None,
        after: State,
    ) -> int:
        """Append one change and return its number."""
        return self.write_many(kind, [(record_id, before, after)])[0]

    def write_many(
        self, kind: RecordKind, changes: Sequence[Changed], acts: Sequence[int] | None = None
    ) -> list[int]:
        """Append changes of one kind of record and return their numbers.

        They belong to the act under way, or each to the one of `acts` in its place.
        """
        if not changes:
            return []
        acts = acts or [self.open_act()] * len(changes)
        first = next_id(self._connection, HistoryRow.number)
        states = {id(state): state for _id, *both in changes for state in both}
        written = {key: _written(state) for key, state in states.items()}
        rows = [
            (first + at, act, kind.value, record_id, written[id(before)], written[id(after)])
            for at, (act, (record_id, before, after)) in enumerate(zip(acts, changes, strict=True))
        ]
        _HISTORY.insert(self._connection, rows)
        self.first = self.first or first
        return [first + offset for offset in range(len(rows))]

    def _required(self) -> Intent:
        if self._intent is None:
            raise RuntimeError("this unit of work was opened for reading")
        return self._intent


def _written(state: State | None) -> str | None:
    return None if state is None else json.dumps(state)


class HistoryRepo:
    """Reads the history back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_record(self, kind: RecordKind, record_id: int) -> tuple[Act, ...]:
        """Return the acts that changed a record, oldest first, with only its own changes.

        Of a claim that is not shown there are none.
        """
        shown = select(exists().where(ClaimRow.id == record_id))
        if kind is RecordKind.CLAIM and not self._connection.scalar(shown):
            return ()
        mine = (HistoryRow.record_kind == kind.value) & (HistoryRow.record_id == record_id)
        return self._acts(select(HistoryRow.act).where(mine), mine)

    def act(self, number: int) -> Act:
        """Return one act with all its changes."""
        (found,) = self._acts(select(ActRow.number).where(ActRow.number == number), None)
        return found

    def label(self, number: int) -> str:
        """Return what an act is called."""
        return str(self._connection.scalar(select(ActRow.label).where(ActRow.number == number)))

    def size(self, number: int) -> int:
        """Return how many changes an act made."""
        mine = HistoryRow.act == number
        counted = select(func.count()).select_from(HistoryRow).where(mine)
        return int(self._connection.scalar(counted) or 0)

    def was_undone(self, number: int) -> bool:
        """Tell whether an act was taken back, or somebody tried to."""
        return bool(self._connection.scalar(select(exists().where(ActRow.undoes == number))))

    def steps(self, user: int) -> tuple[tuple[int, bool, int | None, int | None, bool], ...]:
        """Return a user's acts in order: number, undoable, undoes, redoes, changed anything."""
        changed = select(HistoryRow.number).where(HistoryRow.act == ActRow.number).exists()
        rows = self._connection.execute(
            select(ActRow.number, ActRow.undoable, ActRow.undoes, ActRow.redoes, changed)
            .where(ActRow.user_id == user)
            .order_by(ActRow.number)
        )
        return tuple((row[0], row[1], row[2], row[3], bool(row[4])) for row in rows)

    def _acts(self, numbers: Any, only: Any) -> tuple[Act, ...]:
        rows = self._connection.execute(
            select(ActRow, UserRow.name)
            .join(UserRow, UserRow.id == ActRow.user_id)
            .where(ActRow.number.in_(numbers))
            .order_by(ActRow.number)
        ).all()
        wanted = select(HistoryRow).where(HistoryRow.act.in_([row.number for row in rows]))
        if only is not None:
            wanted = wanted.where(only)
        changes: dict[int, list[Change]] = {}
        for row in self._connection.execute(wanted.order_by(HistoryRow.number)):
            change = Change(
                number=row.number,
                record_kind=RecordKind(row.record_kind),
                record_id=row.record_id,
                before=row.before,
                after=row.after,
            )
            changes.setdefault(row.act, []).append(change)
        return tuple(
            Act(
                number=row.number,
                user=row.name,
                at=row.at,
                label=row.label,
                document_id=row.document_id,
                undoes=row.undoes,
                redoes=row.redoes,
                changes=tuple(changes.get(row.number, ())),
            )
            for row in rows
        )
