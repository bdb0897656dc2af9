"""Bodies as two project files can compare them, and how one takes the other's."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from annotator.store.dialect import AMONG, Listed, dialect_of
from annotator.store.journal import next_id
from annotator.store.search import index_bodies
from annotator.store.tables.annotations import BodyRow

_LOT: Final = 2000
_KINDS: Final = f"SELECT id, kind FROM body WHERE id {AMONG}"  # noqa: S608 - as below
_PARTS: Final = {
    "fragment": 'position, "start", "end", words',
    "link": (
        "position, source_start, source_end, source_words, cue_start, cue_end, cue_words, "
        "(SELECT uid FROM speaker WHERE id = speaker_id), speaker_name"
    ),
    "body_field": "key, value, state, evidence_start, evidence_end, evidence_words",
    "body_tag": "key",
}
SPEAKER: Final = 7
"""The place of the speaker's lasting id in a link."""
_NEW: Final = {
    "fragment": "INSERT INTO fragment VALUES (?, ?, ?, ?, ?)",
    "link": (
        "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
        "(SELECT id FROM speaker WHERE uid = ?), ?)"
    ),
    "body_field": (
        "INSERT INTO body_field (body_id, key, value, state, "
        "evidence_start, evidence_end, evidence_words) VALUES (?, ?, ?, ?, ?, ?, ?)"
    ),
    "body_tag": "INSERT INTO body_tag (body_id, key) VALUES (?, ?)",
}


class RawBody(NamedTuple):
    """A body as it is stored, its speakers by their lasting ids; equal ones have one print."""

    kind: str | None
    parts: dict[str, list[tuple[Any, ...]]]
    print: str


class RawBodyRepo:
    """Bodies of one file, as they are stored."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, RawBody] = {}

    def get(self, body_id: int) -> RawBody:
        """Return one body."""
        if body_id not in self._known:
            self.read([body_id])
        return self._known[body_id]

    def read(self, bodies: Iterable[int]) -> None:
        """Read these bodies in one go, to be got one by one."""
        wanted = sorted(set(bodies) - self._known.keys())
        for first in range(0, len(wanted), _LOT):
            self._read(Listed(wanted[first : first + _LOT]))

    def _read(self, bodies: Listed) -> None:
        run, own = self._connection.exec_driver_sql, dialect_of(self._connection)
        ids = own.bound([bodies])
        kinds = {row[0]: row[1] for row in run(own.asked(_KINDS), ids)}
        found: dict[int, dict[str, list[tuple[Any, ...]]]] = {
            body_id: {table: [] for table in _PARTS} for body_id in kinds
        }
        for table, columns in _PARTS.items():
            query = f"SELECT body_id, {columns} FROM {table} WHERE body_id {AMONG} ORDER BY 1, 2"  # noqa: S608 - names of ours
            for body_id, *cells in run(own.asked(query), ids):
                found[body_id][table].append(tuple(cells))
        for body_id, parts in found.items():
            told = json.dumps([kinds[body_id], parts], sort_keys=True)
            printed = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
            self._known[body_id] = RawBody(kinds[body_id], parts, printed)


class BodyCopier:
    """Stores bodies of another file here, each once."""

    def __init__(self, connection: Connection, ours: RawBodyRepo, theirs: RawBodyRepo) -> None:
        self._connection = connection
        self._ours = ours
        self._theirs = theirs
        self._copied: dict[int, int] = {}

    def local(self, their_body: int, standing: Sequence[int] = ()) -> int:
        """Return the id here of a body there: one of those `standing` if equal, else a new one."""
        wanted = self._theirs.get(their_body)
        for body_id in standing:
            if self._ours.get(body_id).print == wanted.print:
                return body_id
        if their_body not in self._copied:
            self._copied[their_body] = self._add(wanted)
        return self._copied[their_body]

    def _add(self, body: RawBody) -> int:
        body_id = next_id(self._connection, BodyRow.id)
        run = self._connection.exec_driver_sql
        run("INSERT INTO body (id, kind) VALUES (?, ?)", (body_id, body.kind))
        for table, rows in body.parts.items():
            if rows:
                run(_NEW[table], [(body_id, *row) for row in rows])
        if body.kind is not None:
            self._index(body_id, body)
        return body_id

    def _index(self, body_id: int, body: RawBody) -> None:
        links, fields = body.parts["link"], body.parts["body_field"]
        linked = (words for row in links for words in (row[3], row[6], row[SPEAKER + 1]))
        others = [*linked, *(row[1] for row in fields)]
        said = [(body_id, row[3]) for row in body.parts["fragment"]]
        index_bodies(self._connection, said, [(body_id, words) for words in others])
