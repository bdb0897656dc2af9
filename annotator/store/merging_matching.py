"""Which record here is which there: by lasting id, by the hash of a text, never by a name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from annotator.domain.history import RecordKind
from annotator.store.dialect import AMONG, Listed, dialect_of
from annotator.store.merging_bodies import BodyCopier
from annotator.store.merging_stories import TABLES, StoryRepo

_RECORDS: Final = "SELECT document_id, id FROM document_record"
_COLUMNS: Final = {
    RecordKind.SPEAKER: ("uid",),
    RecordKind.DOCUMENT: (),
    RecordKind.PROPOSAL: ("uid", "document_id", "layer_id", "body_id", "score"),
    RecordKind.RECORD: ("uid", "document_id"),
    RecordKind.CLAIM: ("uid", "document_id", "layer_id", "proposal_id"),
    RecordKind.COMMENT: ("uid", "claim_id", "text", "reply_to", "created"),
    RecordKind.LINK: ("uid", "from_claim", "to_claim", "kind", "created"),
    RecordKind.DECISION: ("uid", "one", "other"),
    RecordKind.ASSIGNMENT: ("uid", "document_id", "user_id", "created"),
    RecordKind.READING: ("uid", "layer_id", "proposal_id"),
    RecordKind.SETTLEMENT: ("uid", "document_id", "choice", "reason", "words", "created"),
}
_ENDS: Final = {
    RecordKind.ASSIGNMENT: ("document_id", "user_id"),
    RecordKind.READING: ("layer_id", "proposal_id"),
}
"""What is the same about records that two files made on their own, where only one may be."""
_NAMES: Final = {
    "document_id": RecordKind.DOCUMENT,
    "layer_id": RecordKind.LAYER,
    "user_id": RecordKind.USER,
    "proposal_id": RecordKind.PROPOSAL,
    "claim_id": RecordKind.CLAIM,
    "reply_to": RecordKind.COMMENT,
    "from_claim": RecordKind.CLAIM,
    "to_claim": RecordKind.CLAIM,
    "one": RecordKind.SPEAKER,
    "other": RecordKind.SPEAKER,
}
_PARTS: Final = (
    "SELECT claim_id, body_id, made FROM settlement_claim WHERE settlement_id = ? ORDER BY claim_id"
)
_READ: Final = (
    "SELECT id, layer_id, body_id, score FROM proposal "  # noqa: S608 - a constant of ours
    f"WHERE layer_id {AMONG} ORDER BY id"
)


class Matcher:
    """The ids here of what the other file's ids name, by kind; unknown records get new ones."""

    def __init__(
        self,
        connections: tuple[Connection, Connection],
        stories: tuple[StoryRepo, StoryRepo],
        bodies: BodyCopier,
    ) -> None:
        self._ours, self._theirs = connections
        self._stories = stories
        self._bodies = bodies
        self._new: dict[RecordKind, set[int]] = defaultdict(set)
        self._apart: frozenset[int] = frozenset()
        self.ids: dict[RecordKind, dict[int, int]] = {}

    def prepare(
        self,
        users: dict[int, int],
        documents: tuple[dict[int, int], Mapping[int, int]],
        layers: tuple[dict[int, int], frozenset[int]],
    ) -> None:
        """Say who and what is which: users, documents and those new, layers and those `apart`.

        The last were read independently.
        """
        self.ids[RecordKind.DOCUMENT], new = documents
        self._new[RecordKind.DOCUMENT] = set(new)
        self.ids[RecordKind.USER] = users
        self.ids[RecordKind.LAYER], self._apart = layers

    def match(self, kind: RecordKind, touched: Sequence[int]) -> None:
        """Find the records of a kind here, and give those that are not a new id each."""
        if kind is RecordKind.DOCUMENT:
            return
        query = f"SELECT id, uid FROM {TABLES[kind]}"  # noqa: S608 - a table of ours
        here = {uid: own for own, uid in self._ours.exec_driver_sql(query).all()}
        there = self._theirs.exec_driver_sql(query).all()
        self.ids[kind] = {own: here[uid] for own, uid in there if uid in here}
        if kind is RecordKind.RECORD:
            self.ids[kind] |= self._records()
        if kind is RecordKind.PROPOSAL and self._apart:
            self.ids[kind] = self._read_twice() | self.ids[kind]
        if kind in _ENDS:
            self._match_ends(kind)
        last = max(here.values(), default=0)
        for own in touched:
            if own not in self.ids[kind]:
                last += 1
                self.ids[kind][own] = last
                self._new[kind].add(own)

    def knows(self, kind: RecordKind, own: int) -> bool:
        """Tell whether a record of the other file was here before."""
        return own not in self._new[kind]

    def row(self, kind: RecordKind, own: int) -> dict[str, Any]:
        """Return what never changes of a record of the other file, with ids of this one."""
        query = f"SELECT * FROM {TABLES[kind]} WHERE id = ?"  # noqa: S608 - as above
        there = self._theirs.exec_driver_sql(query, (own,)).mappings().one()
        row = {name: self._local(name, there[name]) for name in _COLUMNS[kind]}
        if kind is RecordKind.DECISION:
            row["one"], row["other"] = sorted((row["one"], row["other"]))
        return row

    def settled(self, settlement: int) -> list[tuple[int, int, bool]]:
        """Return the claims of a settlement of the other file: each, its body, if it was made."""
        claims = self.ids[RecordKind.CLAIM]
        rows = self._theirs.exec_driver_sql(_PARTS, (settlement,)).all()
        return [
            (claims[row.claim_id], self._bodies.local(row.body_id), bool(row.made)) for row in rows
        ]

    def survivor(self, speaker: int, sought: int) -> int:
        """Return what has become of a speaker here, or the one that is `sought` on the way."""
        query = "SELECT merged_into FROM speaker WHERE id = ?"
        while speaker != sought:
            into = self._ours.exec_driver_sql(query, (speaker,)).scalar()
            if into is None:
                break
            speaker = into
        return speaker

    def _local(self, name: str, value: Any) -> Any:
        if value is None:
            return None
        if name == "body_id":
            return self._bodies.local(value)
        return self.ids[_NAMES[name]][value] if name in _NAMES else value

    def _records(self) -> dict[int, int]:
        here: dict[int, int] = dict(self._ours.exec_driver_sql(_RECORDS).all())
        documents = self.ids[RecordKind.DOCUMENT]
        there = self._theirs.exec_driver_sql(_RECORDS).all()
        return {own: here[documents[doc]] for doc, own in there if documents[doc] in here}

    def _match_ends(self, kind: RecordKind) -> None:
        """Match what both files made of the same on their own: of each the one that is there."""
        columns = _ENDS[kind]
        order = "deleted DESC, id" if kind is RecordKind.ASSIGNMENT else "id"
        query = f"SELECT id, {', '.join(columns)} FROM {TABLES[kind]} ORDER BY {order}"  # noqa: S608 - columns of ours
        here = {tuple(row[1:]): row[0] for row in self._ours.exec_driver_sql(query).all()}
        taken = set(self.ids[kind].values())
        for row in self._theirs.exec_driver_sql(query).all():
            ends = zip(columns, row[1:], strict=True)
            found = here.get(tuple(self._local(name, value) for name, value in ends))
            if row[0] not in self.ids[kind] and found is not None and found not in taken:
                self.ids[kind][row[0]] = found
                taken.add(found)

    def _read_twice(self) -> dict[int, int]:
        """Return the proposals of layers that both files read on their own, matched by content."""
        ours, theirs = self._stories
        layers = {layer: self.ids[RecordKind.LAYER][layer] for layer in self._apart}
        here: dict[tuple[int, str, float], list[int]] = defaultdict(list)
        for row in _proposals(self._ours, layers.values()):
            here[row.layer_id, ours.bodies.get(row.body_id).print, row.score].append(row.id)
        found = {}
        for row in _proposals(self._theirs, layers):
            printed = theirs.bodies.get(row.body_id).print
            same = here[layers[row.layer_id], printed, row.score]
            if same:
                found[row.id] = same.pop(0)
        return found


def _proposals(connection: Connection, layers: Iterable[int]) -> Sequence[Any]:
    own = dialect_of(connection)
    return connection.exec_driver_sql(own.asked(_READ), own.bound([Listed(layers)])).all()
