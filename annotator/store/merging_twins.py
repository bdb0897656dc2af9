"""Claims that two people made of one proposal, each in their own file."""

from collections import defaultdict
from functools import cached_property
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from annotator.domain.history import RecordKind
from annotator.domain.project_merge import Side
from annotator.store.merging_bodies import SPEAKER, RawBodyRepo
from annotator.store.merging_choices import Choices, key_of

_PAIRS: Final = (
    "SELECT c.proposal_id, c.layer_id, c.id, c.uid, c.body_id, c.status FROM claim c "
    "WHERE NOT c.deleted AND c.proposal_id IN (SELECT proposal_id FROM claim "
    "WHERE NOT deleted AND proposal_id IS NOT NULL GROUP BY proposal_id, layer_id "
    "HAVING count(*) > 1) ORDER BY c.id"
)
_FAR: Final = {"draft": 0, "returned": 1, "rejected": 1, "submitted": 2, "approved": 3}


class Twin(NamedTuple):
    """Two claims of one proposal: which one stays, that of whose `side`.

    `conflict` names what a person has to look at, where they say different things.
    """

    kept: int
    dropped: int
    side: Side
    conflict: str | None


class Twins:
    """Finds claims of one proposal of which one is `born` of the merge and one was here."""

    def __init__(self, connection: Connection, bodies: RawBodyRepo, choices: Choices) -> None:
        self._connection = connection
        self._bodies = bodies
        self._choices = choices
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

    def _twin(self, here: Any, there: Any) -> Twin:
        if self._told(here.body_id) == self._told(there.body_id):
            farther, conflict = _FAR[there.status] > _FAR[here.status], None
            side = Side.THEIRS if farther else Side.OURS
        else:
            ends = [f"{row.uid} {self._bodies.get(row.body_id).print}" for row in (here, there)]
            conflict = key_of(RecordKind.CLAIM, *ends)
            side = self._choices.side(conflict)
        kept, dropped = (there, here) if side is Side.THEIRS else (here, there)
        return Twin(kept.id, dropped.id, side, conflict)

    def _told(self, body_id: int) -> object:
        """Return a body as one reads it: two speakers of one name, registered apart, read alike."""
        body = self._bodies.get(body_id)
        links = [(*row[:SPEAKER], self._names.get(row[SPEAKER])) for row in body.parts["link"]]
        return body.kind, body.parts | {"link": links}

    @cached_property
    def _names(self) -> dict[str, str]:
        return dict(self._connection.exec_driver_sql("SELECT uid, name FROM speaker").all())
