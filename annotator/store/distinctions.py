"""Keep who is not the same speaker as somebody else, so that nobody is asked again."""

from typing import Any

from sqlalchemy import Connection, insert, select, update

from annotator.domain.history import RecordKind
from annotator.store.identity import new_uid
from annotator.store.journal import Journal, next_id
from annotator.store.reviewed import require_unchanged
from annotator.store.tables.speakers import SpeakerDistinctionRow as _Distinction


class DistinctionRepo:
    """Pairs of speakers that are two, in one open transaction."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def pairs(self) -> frozenset[tuple[int, int]]:
        """Return the pairs that somebody said are not one, the lower id first."""
        rows = self._connection.execute(
            select(_Distinction.one, _Distinction.other).where(~_Distinction.deleted)
        )
        return frozenset((row.one, row.other) for row in rows)

    def add(self, one: int, other: int) -> None:
        """Store that two speakers are not one; once is enough."""
        pair = (min(one, other), max(one, other))
        if pair in self.pairs():
            return
        place = next_id(self._connection, _Distinction.id)
        state = {"speakers": list(pair), "deleted": False}
        number = self._journal.write(RecordKind.DECISION, place, None, state)
        row = {
            "id": place,
            "uid": new_uid(),
            "one": pair[0],
            "other": pair[1],
            "deleted": False,
            "last_change": number,
        }
        self._connection.execute(insert(_Distinction), [row])

    def set_deleted(self, distinction_id: int, *, deleted: bool) -> None:
        """Take back that two speakers are not one, or say it again.

        Raises:
            StaleError: it is so already.
        """
        mine = _Distinction.id == distinction_id
        row: Any = self._connection.execute(select(_Distinction).where(mine)).one()
        require_unchanged(row.deleted != deleted)
        before = {"speakers": [row.one, row.other], "deleted": row.deleted}
        after = before | {"deleted": deleted}
        number = self._journal.write(RecordKind.DECISION, distinction_id, before, after)
        changes = update(_Distinction).where(mine).values(deleted=deleted, last_change=number)
        self._connection.execute(changes)
