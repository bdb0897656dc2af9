"""What must be here before another project's records: its users, keys, texts and layers."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection

from annotator.domain.errors import ProjectError
from annotator.domain.history import STEP, RecordKind
from annotator.domain.user import Role
from annotator.store.dialect import dialect_of
from annotator.store.merging_acts import ActCopier
from annotator.store.search import SearchRepo

_USERS: Final = (
    "SELECT u.id, u.uid, u.name, m.role, m.retired FROM user_account u "
    "JOIN member m ON m.id = u.id ORDER BY u.id"
)
_JOIN: Final = (
    "INSERT INTO act (number, user_id, at, label, undoable) "
    "VALUES ((SELECT max(number) + 1 FROM act), ?, ?, ?, FALSE) RETURNING number"
)
_MEMBER: Final = "INSERT INTO member (id, role, retired, last_change) VALUES (?, ?, ?, ?)"
_JOINED: Final = (
    "SELECT a.at, a.label FROM history h JOIN act a ON a.number = h.act "
    "WHERE h.record_kind = 'user' AND h.record_id = ? ORDER BY h.number LIMIT 1"
)
_TEXT: Final = "SELECT text FROM source_text WHERE document_id = ?"
_KEYS: Final = "SELECT key, scope FROM field_key"
_READER: Final = ("user_id", "engine", "version", "model", "scope")
_LAYER_ACT: Final = (
    "SELECT act, after FROM history WHERE record_kind = 'layer' AND record_id = ? LIMIT 1"
)
_BOILERPLATE: Final = 'SELECT "start", "end", words FROM boilerplate WHERE layer_id = ?'


class Bringer:
    """Brings what records of another file refer to."""

    def __init__(self, ours: Connection, theirs: Connection, acts: ActCopier) -> None:
        self._ours = ours
        self._theirs = theirs
        self._acts = acts
        self._own = dialect_of(ours)

    def defer(self) -> None:
        """Let what refers to rows that come later in this transaction wait for them."""
        self._ours.exec_driver_sql(self._own.deferred)

    def users(self) -> tuple[list[str], list[str]]:
        """Match users by their lasting id, else by name; return those assumed, and those new.

        Raises:
            ProjectError: a new user's name cannot be exported.
        """
        here = self._ours.exec_driver_sql(_USERS).all()
        by_uid = {row.uid: row.id for row in here}
        by_name = {row.name.lower(): row.id for row in here}
        assumed, new = [], []
        for row in self._theirs.exec_driver_sql(_USERS).all():
            found = by_uid.get(row.uid)
            if found is None and row.name.lower() in by_name:
                found = by_name[row.name.lower()]
                assumed.append(row.name)
            if found is None:
                found = self._join(row)
                new.append(row.name)
            self._acts.users[row.id] = found
        return assumed, new

    def keys(self) -> None:
        """Let fields and tags that only the other file ever had be stored here too.

        Raises:
            ProjectError: a key means something else there.
        """
        known: dict[str, str] = dict(self._ours.exec_driver_sql(_KEYS).all())
        for key, scope in self._theirs.exec_driver_sql(_KEYS).all():
            if known.get(key, scope) != scope:
                raise ProjectError(
                    f"The codebooks do not fit: “{key}” is a field of {known[key]}s here, "
                    f"and of {scope}s there."
                )
            if key not in known:
                insert = "INSERT INTO field_key (key, scope) VALUES (?, ?)"
                self._ours.exec_driver_sql(insert, (key, scope))
        for row in self._theirs.exec_driver_sql("SELECT key FROM tag_key").all():
            insert = "INSERT INTO tag_key (key) VALUES (?) ON CONFLICT DO NOTHING"
            self._ours.exec_driver_sql(insert, (row.key,))

    def documents(self) -> dict[int, int]:
        """Match documents by the hash of their texts, bring new ones, and return those."""
        here: dict[str, int] = dict(
            self._ours.exec_driver_sql("SELECT sha256, id FROM document").all()
        )
        last = max(here.values(), default=0)
        new = {}
        for row in self._theirs.exec_driver_sql("SELECT * FROM document ORDER BY id").mappings():
            found = here.get(row["sha256"])
            if found is None:
                found = last = last + 1
                new[row["id"]] = found
                self._bring_text(dict(row), found)
            self._acts.documents[row["id"]] = found
        return new

    def layers(self) -> tuple[dict[int, int], frozenset[int]]:
        """Match layers, bring new ones, and return all, and those read twice independently."""
        found, apart = {}, set()
        same = " AND ".join(self._own.same(name, f":{name}") for name in _READER)
        query = (
            "SELECT id FROM layer WHERE uid = :uid "  # noqa: S608 - columns of ours
            f"OR (document_id = :document_id AND kind = :kind AND {same})"
        )
        rows = self._theirs.exec_driver_sql("SELECT * FROM layer ORDER BY id").mappings().all()
        for row in rows:
            layer = dict(row)
            layer["document_id"] = self._acts.documents[row["document_id"]]
            layer["user_id"] = self._acts.users.get(row["user_id"])
            known = self._ours.exec_driver_sql(query, layer).scalar()
            if known is None:
                known = self._bring_layer(layer)
            elif not self._has_uid(row["uid"]):
                apart.add(row["id"])
            found[row["id"]] = known
        return found, frozenset(apart)

    def _join(self, row: Any) -> int:
        if ";" in row.name:
            raise ProjectError(f"The user “{row.name}” cannot be taken in: no name may hold “;”.")
        query = "SELECT max(id) + 1 FROM user_account"
        user = int(self._ours.exec_driver_sql(query).scalar_one())
        insert = "INSERT INTO user_account (id, uid, name) VALUES (?, ?, ?)"
        self._ours.exec_driver_sql(insert, (user, row.uid, row.name))
        joined = self._theirs.exec_driver_sql(_JOINED, (row.id,)).one()
        act = self._ours.exec_driver_sql(_JOIN, (user, joined.at, joined.label)).scalar_one()
        role = Role.ANNOTATOR if row.role == Role.ANNOTATOR.value else Role.REVIEWER
        part = {"role": role.value, "retired": bool(row.retired)}
        number = self._acts.write(act, RecordKind.USER, user, None, {"name": row.name, **part})
        self._ours.exec_driver_sql(_MEMBER, (user, *part.values(), number))
        return user

    def _has_uid(self, uid: str) -> bool:
        query = "SELECT 1 FROM layer WHERE uid = ?"
        return self._ours.exec_driver_sql(query, (uid,)).scalar() is not None

    def _bring_text(self, row: dict[str, Any], document: int) -> None:
        text = self._theirs.exec_driver_sql(_TEXT, (row["id"],)).scalar_one()
        blank = {"last_change": None, "corrected_by": None, "id": document}
        marks = {name: bool(row[name]) for name in ("no_claims", "flagged")}
        self._insert("document", row | blank | marks)
        self._insert("source_text", {"document_id": document, "text": text})
        SearchRepo(self._ours).index(document, text)

    def _bring_layer(self, layer: dict[str, Any]) -> int:
        theirs = layer["id"]
        query = "SELECT coalesce(max(id), 0) + 1 FROM layer"
        own = int(self._ours.exec_driver_sql(query).scalar_one())
        told = self._theirs.exec_driver_sql(_LAYER_ACT, (theirs,)).one_or_none()
        act = self._acts.merge if told is None else self._acts.local(told.act)
        made = {"kind": layer["kind"], STEP: layer["uid"]}
        self._acts.write(act, RecordKind.LAYER, own, None, made)
        self._insert("layer", layer | {"id": own})
        for row in self._boilerplate(theirs):
            self._insert("boilerplate", {"layer_id": own} | row)
        return own

    def _boilerplate(self, layer: int) -> Iterator[dict[str, Any]]:
        for row in self._theirs.exec_driver_sql(_BOILERPLATE, (layer,)).all():
            yield {"start": row[0], "end": row[1], "words": row[2]}

    def _insert(self, table: str, columns: dict[str, Any]) -> None:
        names = ", ".join(f'"{name}"' for name in columns)
        places = ", ".join("?" * len(columns))
        insert = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - names of ours
        self._ours.exec_driver_sql(insert, tuple(columns.values()))
