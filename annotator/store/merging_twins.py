"""Claims that two people made of one proposal, each in their own file."""

from collections import defaultdict
from typing import Final, NamedTuple

from sqlalchemy import Connection

from annotator.store.merging_bodies import RawBodyRepo

_PAIRS: Final = (
    "SELECT c.proposal_id, c.layer_id, c.id, c.body_id, c.status FROM claim c "
    "WHERE NOT c.deleted AND c.proposal_id IN (SELECT proposal_id FROM claim "
    "WHERE NOT deleted AND proposal_id IS NOT NULL GROUP BY proposal_id, layer_id "
    "HAVING count(*) > 1) ORDER BY c.id"
)
_FAR: Final = {"draft": 0, "returned": 1, "rejected": 1, "submitted": 2, "approved": 3}


class Twin(NamedTuple):
    """Two claims of one proposal: which one stays; `differs` where they say different things."""

    kept: int
    dropped: int
    differs: bool


class Twins:
    """Finds claims of one proposal of which one is `born` of the merge and one was here."""

    def __init__(self, connection: Connection, bodies: RawBodyRepo, *, prefer_theirs: bool) -> None:
        self._connection = connection
        self._bodies = bodies
        self._prefer = prefer_theirs
        self.born: set[int] = set()

    def find(self) -> list[Twin]:
        """Return the twins of this merge: of equal ones the one that came farther stays."""
        together = defaultdict(list)
        for row in self._connection.exec_driver_sql(_PAIRS) if self.born else ():
            together[row.proposal_id, row.layer_id].append(row)
        found = []
        for rows in together.values():
            here = [row for row in rows if row.id not in self.born]
            there = [row for row in rows if row.id in self.born]
            if len(here) == len(there) == 1:
                found.append(self._twin(here[0], there[0]))
        return found

    def _twin(self, here: NamedTuple, there: NamedTuple) -> Twin:
        mine, theirs = here._asdict(), there._asdict()
        one, other = (self._bodies.get(item["body_id"]).print for item in (mine, theirs))
        farther = _FAR[theirs["status"]] > _FAR[mine["status"]]
        if farther if one == other else self._prefer:
            return Twin(theirs["id"], mine["id"], one != other)
        return Twin(mine["id"], theirs["id"], one != other)
