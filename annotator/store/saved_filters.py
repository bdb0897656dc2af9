"""Keep filters under names, for everybody in the project."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from annotator.domain.errors import NotFoundError, UsageError
from annotator.domain.history import RecordKind
from annotator.domain.value import Value
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, State, next_id
from annotator.store.reviewed import require_unchanged
from annotator.store.tables.project import SavedFilterRow as _Filter


class StoredFilter(Value):
    """A filter as it is stored: it may name what is gone."""

    id: int
    uid: UUID
    name: str
    body: dict[str, Any]


class SavedFilterRepo:
    """Saved filters of one open transaction."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def all(self) -> tuple[StoredFilter, ...]:
        """Return the living filters, by name."""
        rows = self._connection.execute(select(_Filter).where(~_Filter.deleted))
        found = (
            StoredFilter(id=row.id, uid=UUID(row.uid), name=row.name, body=row.body) for row in rows
        )
        return tuple(sorted(found, key=lambda item: (item.name.casefold(), item.id)))

    def state(self, filter_id: int) -> State:
        """Return what the history keeps of a filter.

        Raises:
            NotFoundError: there is none.
        """
        row: Any = self._connection.execute(select(_Filter).where(_Filter.id == filter_id)).first()
        if row is None:
            raise NotFoundError("There is no such filter in this project.")
        return {"name": row.name, "body": row.body, "deleted": row.deleted}

    def add(self, name: str, body: dict[str, Any]) -> int:
        """Store a filter and return its id.

        Raises:
            UsageError: another one has this name.
        """
        filter_id = next_id(self._connection, _Filter.id)
        state = {"name": name, "body": body, "deleted": False}
        number = self._journal.write(RecordKind.FILTER, filter_id, None, state)
        row = {"id": filter_id, "uid": new_uid(), **state, "last_change": number}
        self._run(insert(_Filter).values(**row), name)
        return filter_id

    def swap(self, filter_id: int, expected: State, wanted: State) -> None:
        """Store name, body and `deleted` as wanted where they stand as expected.

        Raises:
            StaleError: somebody changed them in between.
            UsageError: another filter has this name.
        """
        require_unchanged(self.state(filter_id) == expected)
        number = self._journal.write(RecordKind.FILTER, filter_id, expected, wanted)
        mine = update(_Filter).where(_Filter.id == filter_id)
        self._run(mine.values(**wanted, last_change=number), wanted["name"])

    def _run(self, statement: Any, name: str) -> None:
        try:
            self._connection.execute(statement)
        except IntegrityError as error:
            raise UsageError(f"There is a filter “{name}” already; choose another name.") from error
