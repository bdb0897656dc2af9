"""Which record here is which there: by lasting id, by the hash of a text, never by a name."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from annotator.domain.history import RecordKind
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
}
_NAMES: Final = {
    "proposal_id": RecordKind.PROPOSAL,
    "claim_id": RecordKind.CLAIM,
    "reply_to": RecordKind.COMMENT,
    "from_claim": RecordKind.CLAIM,
    "to_claim": RecordKind.CLAIM,
    "one": RecordKind.SPEAKER,
    "other": RecordKind.SPEAKER,
}
_READ: Final = (
    "SELECT id, layer_id, body_id, score FROM proposal "
    "WHERE layer_id IN (SELECT value FROM json_each(?)) ORDER BY id"
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
        self._layers: Mapping[int, int] = {}
        self._apart: frozenset[int] = frozenset()
        self.ids: dict[RecordKind, dict[int, int]] = {}

    def prepare(
        self,
        documents: dict[int, int],
        new_documents: Mapping[int, int],
        layers: Mapping[int, int],
        apart: frozenset[int],
    ) -> None:
        """Say which documents and layers are which; those `apart` were read independently."""
        self.ids[RecordKind.DOCUMENT] = documents
        self._new[RecordKind.DOCUMENT] = set(new_documents)
        self._layers, self._apart = layers, apart

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
        match name:
            case "document_id":
                return self.ids[RecordKind.DOCUMENT][value]
            case "layer_id":
                return self._layers[value]
            case "body_id":
                return self._bodies.local(value)
        return self.ids[_NAMES[name]][value] if name in _NAMES else value

    def _records(self) -> dict[int, int]:
        here: dict[int, int] = dict(self._ours.exec_driver_sql(_RECORDS).all())
        documents = self.ids[RecordKind.DOCUMENT]
        there = self._theirs.exec_driver_sql(_RECORDS).all()
        return {own: here[documents[doc]] for doc, own in there if documents[doc] in here}

    def _read_twice(self) -> dict[int, int]:
        """Return the proposals of layers that both files read on their own, matched by content."""
        ours, theirs = self._stories
        layers = {layer: self._layers[layer] for layer in self._apart}
        here: dict[tuple[int, str, float], list[int]] = defaultdict(list)
        for row in self._ours.exec_driver_sql(_READ, (json.dumps(list(layers.values())),)).all():
            here[row.layer_id, ours.bodies.get(row.body_id).print, row.score].append(row.id)
        found = {}
        for row in self._theirs.exec_driver_sql(_READ, (json.dumps(list(layers)),)).all():
            printed = theirs.bodies.get(row.body_id).print
            same = here[layers[row.layer_id], printed, row.score]
            if same:
                found[row.id] = same.pop(0)
        return found
