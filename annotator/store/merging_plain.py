"""Take another project's steps of what is not reviewed in: marks, speakers, remarks, decisions."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from annotator.domain.history import ASIDE, STEP, WAS, RecordKind
from annotator.domain.project_merge import Plan, Step
from annotator.store.merging_acts import ActCopier
from annotator.store.merging_stories import TABLES

Ids = Mapping[RecordKind, dict[int, int]]
"""From the ids of another file to those here, by kind."""

TAKEN_BACK: Final = "the merge that brought it was taken back"
_NAMES: Final = {
    "speaker_alias": "DELETE FROM speaker_alias WHERE speaker_id = ?",
    "speaker_role": "DELETE FROM speaker_role WHERE speaker_id = ?",
}
_ALIAS: Final = "INSERT INTO speaker_alias (speaker_id, position, name) VALUES (?, ?, ?)"
_ROLE: Final = (
    "INSERT INTO speaker_role (speaker_id, position, title, affiliation, since, until) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
_ROLE_PARTS: Final = ("title", "affiliation", "since", "until")
_ENDS: Final = ("from_claim", "to_claim")
_PAIRS: Final = {
    RecordKind.LINK: ("from_claim", "to_claim", "kind"),
    RecordKind.DECISION: ("one", "other"),
    RecordKind.ASSIGNMENT: ("document_id", "user_id"),
}
"""What of a record that joins two may be said once only."""
_WITHIN: Final = {
    RecordKind.ASSIGNMENT: {"document": RecordKind.DOCUMENT, "user": RecordKind.USER},
    RecordKind.READING: {"layer": RecordKind.LAYER, "proposal": RecordKind.PROPOSAL},
    RecordKind.SETTLEMENT: {"document": RecordKind.DOCUMENT},
}
"""What the history of some kinds names by its id."""
_ASSIGNED: Final = ("independent", "submitted", "deleted")
_PART: Final = (
    "INSERT INTO settlement_claim (settlement_id, claim_id, body_id, made) VALUES (?, ?, ?, ?)"
)
_MARKS: Final = ("no_claims", "flagged", "excluded", "note", "corrected_by")


class PlainTaker:
    """Steps of records that nobody reviews; `ids` says whom the other file's ids mean here."""

    def __init__(self, connection: Connection, acts: ActCopier, ids: Ids) -> None:
        self._connection = connection
        self._acts = acts
        self._ids = ids

    def born(
        self, kind: RecordKind, record_id: int, step: Step, row: dict[str, Any]
    ) -> dict[str, Any]:
        """Store a new record as its first step made it, and return the state that stands then."""
        state = self.local(kind, step.state)
        act = self._acts.local(step.act)
        number = self._acts.write(act, kind, record_id, None, state | {STEP: step.id})
        if kind is RecordKind.DOCUMENT:  # its row stands already: acts name it
            self._update(kind, record_id, self._columns(kind, state), number)
            return state
        if kind in _PAIRS and self._is_said(kind, row):
            gone = state | {"deleted": True}
            number = self._acts.write(self._acts.merge, kind, record_id, state, gone)
            state = gone
        columns = row | {"id": record_id} | self._columns(kind, state) | {"last_change": number}
        if "created" in columns:
            columns["created"] = number
        names, places = ", ".join(columns), ", ".join("?" * len(columns))
        insert = f"INSERT INTO {TABLES[kind]} ({names}) VALUES ({places})"  # noqa: S608 - columns of ours
        self._connection.exec_driver_sql(insert, tuple(columns.values()))
        if kind is RecordKind.SPEAKER:
            self._name(record_id, state["body"])
        return state

    def settle(self, settlement: int, claims: Sequence[tuple[int, int, bool]]) -> None:
        """Store which claims a new settlement is about, the body of each, and if it was made."""
        for claim in claims:
            self._connection.exec_driver_sql(_PART, (settlement, *claim))

    def _is_said(self, kind: RecordKind, row: dict[str, Any]) -> bool:
        """Tell whether the same was said of the same two here, on its own."""
        same = " AND ".join(f"{column} = ?" for column in _PAIRS[kind])
        query = f"SELECT 1 FROM {TABLES[kind]} WHERE NOT deleted AND {same}"  # noqa: S608 - columns of ours
        values = tuple(row[column] for column in _PAIRS[kind])
        return self._connection.exec_driver_sql(query, values).scalar() is not None

    def take(self, kind: RecordKind, record_id: int, plan: Plan, now: dict[str, Any]) -> Any:
        """Take the steps of a plan in, and return the state that stands then."""
        number = 0
        for step in plan.asides:
            note = now | {ASIDE: self.local(kind, step.state), STEP: step.id}
            number = self._acts.write(self._acts.local(step.act), kind, record_id, now, note)
        for step in plan.real:
            after = self.local(kind, step.state)
            act = self._acts.local(step.act)
            number = self._acts.write(act, kind, record_id, now, after | {STEP: step.id})
            now = after
        if number:
            self._stand(kind, record_id, now, number)
        return now

    def close(
        self,
        kind: RecordKind,
        record_id: int,
        outcome: tuple[dict[str, Any] | None, dict[str, Any]],
        step: str | None,
    ) -> None:
        """Say in the merge's own act what it came to; `step` names a conflict that it settled."""
        was, now = outcome
        if was is None and kind is RecordKind.DOCUMENT:
            was = now | {"excluded": TAKEN_BACK}
        if was is None and kind is RecordKind.PROPOSAL:
            was = {"state": "superseded"} if now["state"] == "open" else now
        if was is None and now.get("deleted"):
            return
        after = now | {WAS: was} | ({STEP: step} if step else {})
        number = self._acts.write(self._acts.merge, kind, record_id, now, after)
        self._update(kind, record_id, {}, number)

    def local(self, kind: RecordKind, state: dict[str, Any]) -> dict[str, Any]:
        """Return a state of the other file with the ids of this one."""
        local = dict(state)
        if kind is RecordKind.DOCUMENT and state.get("corrected_by") is not None:
            local["corrected_by"] = self._ids[RecordKind.DOCUMENT][state["corrected_by"]]
        if kind is RecordKind.SPEAKER and state.get("merged_into") is not None:
            local["merged_into"] = self._ids[RecordKind.SPEAKER][state["merged_into"]]
        if kind is RecordKind.DECISION:
            local["speakers"] = sorted(
                self._ids[RecordKind.SPEAKER][own] for own in state["speakers"]
            )
        if kind in _WITHIN:
            local |= {name: self._ids[whose][state[name]] for name, whose in _WITHIN[kind].items()}
        if kind is RecordKind.SETTLEMENT:
            claims = self._ids[RecordKind.CLAIM]
            local |= {name: [claims[own] for own in state[name]] for name in ("settled", "made")}
        if kind is RecordKind.LINK:
            claims = self._ids[RecordKind.CLAIM]
            documents = self._ids[RecordKind.DOCUMENT]
            local |= {name: claims[state[name]] for name in _ENDS}
            local["documents"] = [documents[own] for own in state["documents"]]
        return local

    def _stand(self, kind: RecordKind, record_id: int, state: dict[str, Any], number: int) -> None:
        self._update(kind, record_id, self._columns(kind, state), number)
        if kind is RecordKind.SPEAKER:
            for delete in _NAMES.values():
                self._connection.exec_driver_sql(delete, (record_id,))
            self._name(record_id, state["body"])

    def _columns(self, kind: RecordKind, state: dict[str, Any]) -> dict[str, Any]:
        if kind in {RecordKind.PROPOSAL, RecordKind.READING}:
            return {"state": state["state"]}
        if kind is RecordKind.ASSIGNMENT:
            return {name: state[name] for name in _ASSIGNED}
        if kind is RecordKind.DOCUMENT:
            defaults = state.get("defaults") or {}
            plain = not any(defaults.values())
            marks = {name: state.get(name) for name in _MARKS}
            return marks | {"defaults": None if plain else json.dumps(defaults)}
        if kind is RecordKind.SPEAKER:
            body = state["body"]
            told = {name: body.get(name) for name in ("name", "kind", "external_id", "note")}
            return told | {"deleted": state["deleted"], "merged_into": state.get("merged_into")}
        return {"deleted": state["deleted"]}

    def _update(
        self, kind: RecordKind, record_id: int, columns: dict[str, Any], number: int
    ) -> None:
        columns = columns | {"last_change": number}
        sets = ", ".join(f"{column} = ?" for column in columns)
        update = f"UPDATE {TABLES[kind]} SET {sets} WHERE id = ?"  # noqa: S608 - columns of ours
        self._connection.exec_driver_sql(update, (*columns.values(), record_id))

    def _name(self, speaker_id: int, body: dict[str, Any]) -> None:
        aliases = [(speaker_id, at, name) for at, name in enumerate(body.get("aliases", ()))]
        roles = [
            (speaker_id, at, *(role.get(part) for part in _ROLE_PARTS))
            for at, role in enumerate(body.get("roles", ()))
        ]
        for insert, rows in ((_ALIAS, aliases), (_ROLE, roles)):
            if rows:
                self._connection.exec_driver_sql(insert, rows)
