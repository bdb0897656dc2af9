"""Who did what in another project, and when, written into this history as it was there."""

import json
from typing import Any, Final

from sqlalchemy import Connection

from annotator.domain.history import RecordKind
from annotator.store.journal import State

_THEIRS: Final = "SELECT user_id, at, label, document_id, undoes FROM act WHERE number = ?"
_ACT: Final = (
    "INSERT INTO act (number, user_id, at, label, undoable, document_id) "
    "VALUES ((SELECT max(number) + 1 FROM act), ?, ?, ?, FALSE, ?) RETURNING number"
)
_ROW: Final = (
    "INSERT INTO history (number, act, record_kind, record_id, before, after) "
    "VALUES ((SELECT max(number) + 1 FROM history), ?, ?, ?, ?, ?) RETURNING number"
)


class ActCopier:
    """Acts of another file, each written here once, with its own user and moment.

    Nobody can take them back one by one: that is done to the merge as a whole.
    """

    def __init__(self, ours: Connection, theirs: Connection, merge: int) -> None:
        self._ours = ours
        self._theirs = theirs
        self._known: dict[int, int] = {}
        self.users: dict[int, int] = {}
        self.documents: dict[int, int] = {}
        self.merge = merge
        self.rows = 0

    def local(self, their_act: int) -> int:
        """Return the number here of an act there."""
        if their_act not in self._known:
            found = self._theirs.exec_driver_sql(_THEIRS, (their_act,)).one()
            label = f"Undo: {found.label}" if found.undoes is not None else found.label
            document = self.documents.get(found.document_id)
            row = (self.users[found.user_id], found.at, label, document)
            self._known[their_act] = self._ours.exec_driver_sql(_ACT, row).scalar_one()
        return self._known[their_act]

    def user(self, their_act: int) -> int:
        """Return the id here of whoever did an act there."""
        query = "SELECT user_id FROM act WHERE number = ?"
        return self.users[self._theirs.exec_driver_sql(query, (their_act,)).scalar_one()]

    def write(
        self, act: int, kind: RecordKind, record_id: int, before: State | None, after: State
    ) -> int:
        """Append one change to an act of this history and return its number."""
        self.rows += 1
        row = (act, kind.value, record_id, _told(before), json.dumps(after))
        return int(self._ours.exec_driver_sql(_ROW, row).scalar_one())


def _told(state: dict[str, Any] | None) -> str | None:
    return None if state is None else json.dumps(state)
