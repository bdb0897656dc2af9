"""Take another project's steps of claims and records in, through the rules that hold here.

Every step is a row of the history and an update of the record, one by one, so that the triggers
judge each as they judge what people do here. An approval that they would refuse is noted aside.
"""

from copy import copy
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from annotator.domain.history import ASIDE, INSTEAD, STEP, WAS, RecordKind
from annotator.domain.project_merge import Plan, Step, Story, Way
from annotator.domain.review import ReviewStatus, after_edit
from annotator.store.identity import new_uid
from annotator.store.merging_acts import ActCopier
from annotator.store.merging_bodies import BodyCopier
from annotator.store.merging_stories import TABLES

_APPROVED: Final = ReviewStatus.APPROVED.value
_EDITOR: Final = "SELECT a.user_id FROM history h JOIN act a ON a.number = h.act WHERE h.number = ?"
_REVIEW: Final = "INSERT INTO review VALUES (?, ?, ?, ?, ?, ?, ?)"


@dataclass(slots=True)
class Now:
    """How a claim or record stands while steps are taken in; `editor` edited it last."""

    body: int
    status: str
    deleted: bool
    last_move: int
    editor: int


class Outcome(NamedTuple):
    """What became of a record: as it was before and is now, None before its birth."""

    before: dict[str, Any] | None
    after: dict[str, Any]
    refused: int = 0


class ReviewedTaker:
    """Steps of claims and records of one merge; `solo` lets people approve their own edits."""

    def __init__(
        self,
        connections: tuple[Connection, Connection],
        acts: ActCopier,
        bodies: BodyCopier,
        *,
        solo: bool,
    ) -> None:
        self._ours, self._theirs = connections
        self._acts = acts
        self._bodies = bodies
        self._solo = solo
        self._known: frozenset[str] = frozenset()
        self.edits = self.verdicts = 0

    def now(self, kind: RecordKind, record_id: int) -> Now:
        """Return how a record stands."""
        query = f"SELECT * FROM {TABLES[kind]} WHERE id = ?"  # noqa: S608 - a table of ours
        row = self._ours.exec_driver_sql(query, (record_id,)).one()
        editor = self._ours.exec_driver_sql(_EDITOR, (row.last_edit,)).scalar_one()
        deleted = bool(getattr(row, "deleted", False))
        return Now(row.body_id, row.status, deleted, row.last_move, editor)

    def born(self, kind: RecordKind, record_id: int, step: Step, row: dict[str, Any]) -> Now:
        """Store a new record as its first step made it: a draft, whatever the step says."""
        body = self._bodies.local(step.state["body"])
        deleted = bool(step.state.get("deleted", False))
        now = Now(body, ReviewStatus.DRAFT.value, deleted, 0, self._acts.user(step.act))
        act = self._acts.local(step.act)
        after = state_of(kind, now) | {STEP: step.id}
        number = self._acts.write(act, kind, record_id, None, after)
        moving = {"body_id": body, "status": now.status, "last_edit": number, "last_move": number}
        created = {"deleted": deleted, "created": number} if kind is RecordKind.CLAIM else {}
        columns = row | {"id": record_id} | moving | created
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        insert = f"INSERT INTO {TABLES[kind]} ({names}) VALUES ({marks})"  # noqa: S608 - columns of ours
        self._ours.exec_driver_sql(insert, tuple(columns.values()))
        now.last_move = number
        return now

    def take(
        self,
        kind: RecordKind,
        record_id: int,
        plan: Plan,
        now: Now,
        stories: tuple[Story | None, Story],
    ) -> int:
        """Take the steps of a plan in, and return how many approvals the rules refused.

        `stories` are what is told here, None of a record that is new, and there.
        """
        ours, theirs = stories
        self._known = frozenset() if ours is None else ours.ids
        for step in plan.asides:
            self._note(kind, record_id, step, now)
        before = {
            step.number: theirs.lineage[at - 1] if at else None
            for at, step in enumerate(theirs.lineage)
        }
        refused, instead = 0, plan.instead
        for step in plan.real:
            carried = before.get(step.number) if plan.way is Way.CARRY else None
            wanted = self._wanted(step, now, carried)
            if self._is_refused(step, now, wanted):
                self._note(kind, record_id, step, now)
                refused += 1
            else:
                self._follow(kind, record_id, step, (now, wanted), instead)
                instead = None
        return refused

    def close(
        self,
        kind: RecordKind,
        record_id: int,
        outcome: tuple[dict[str, Any] | None, Now],
        step: str | None,
    ) -> None:
        """Say in the merge's own act what it came to; `step` names a conflict that it settled."""
        was, now = outcome
        if was is not None:
            was = was | {"status": after_edit(ReviewStatus(was["status"])).value}
        state = state_of(kind, now)
        after = state | {WAS: was, "moved": now.last_move} | ({STEP: step} if step else {})
        self._acts.write(self._acts.merge, kind, record_id, state, after)

    def delete(self, kind: RecordKind, record_id: int, now: Now) -> None:
        """Mark a claim deleted, as the merge's own edit."""
        before = state_of(kind, now)
        status = after_edit(ReviewStatus(now.status)).value
        moved = status != now.status
        now.deleted, now.status = True, status
        number = self._acts.write(self._acts.merge, kind, record_id, before, state_of(kind, now))
        self._update(kind, record_id, now, number, edit=True, moved=moved)
        now.last_move = number if moved else now.last_move

    def beside(self, kind: RecordKind, record_id: int, now: Now, other: dict[str, Any]) -> None:
        """Note another reading of a record, which can be restored from its history."""
        state = state_of(kind, now)
        after = state | {ASIDE: other, STEP: new_uid()}
        self._acts.write(self._acts.merge, kind, record_id, state, after)

    def _note(self, kind: RecordKind, record_id: int, step: Step, now: Now) -> None:
        state = state_of(kind, now)
        other = step.state | {"body": self._bodies.local(step.state["body"], [now.body])}
        after = state | {ASIDE: other, STEP: step.id}
        number = self._acts.write(self._acts.local(step.act), kind, record_id, state, after)
        verdict = self._verdict(step)
        if verdict is not None and verdict.verdict != "approve":
            self._judge(kind, record_id, number, verdict)

    def _wanted(self, step: Step, now: Now, carried: Step | None) -> Now:
        """Return how the record would stand after a step, or after what it changed of `carried`."""
        wanted = copy(now)
        if carried is None or carried.content != step.content:
            wanted.body = self._bodies.local(step.state["body"], [now.body])
            wanted.deleted = bool(step.state.get("deleted", False))
        edit = _edits(now, wanted)
        edited = after_edit(ReviewStatus(now.status)).value if edit else now.status
        if carried is None:
            wanted.status = edited if edit and step.status == _APPROVED else step.status
        else:
            wanted.status = edited if edit or step.status == carried.status else step.status
        return wanted

    def _is_refused(self, step: Step, now: Now, wanted: Now) -> bool:
        """Tell whether a step is an approval that the rules here do not let stand."""
        if wanted.status != _APPROVED or now.status == _APPROVED:
            return False
        verdict = self._verdict(step)
        approves = verdict is not None and verdict.verdict == "approve"
        return not approves or _edits(now, wanted) or not self._may_approve(step, now)

    def _follow(
        self,
        kind: RecordKind,
        record_id: int,
        step: Step,
        change: tuple[Now, Now],
        instead: int | None,
    ) -> None:
        """Take one step for real: `change` is how the record stands, and how it is to stand."""
        now, wanted = change
        edit, moved = _edits(now, wanted), now.status != wanted.status
        after = state_of(kind, wanted) | {STEP: step.id}
        after |= {} if instead is None else {INSTEAD: instead}
        act = self._acts.local(step.act)
        number = self._acts.write(act, kind, record_id, state_of(kind, now), after)
        now.body, now.deleted, now.status = wanted.body, wanted.deleted, wanted.status
        self._update(kind, record_id, now, number, edit=edit, moved=moved)
        now.editor = self._acts.user(step.act) if edit else now.editor
        now.last_move = number if moved else now.last_move
        self.edits += edit and step.id not in self._known
        verdict = self._verdict(step) if moved else None
        if verdict is not None:
            self._judge(kind, record_id, number, verdict)

    def _may_approve(self, step: Step, now: Now) -> bool:
        if now.status != ReviewStatus.SUBMITTED.value:
            return False
        return self._solo or self._acts.user(step.act) != now.editor

    def _update(
        self,
        kind: RecordKind,
        record_id: int,
        now: Now,
        number: int,
        *,
        edit: bool,
        moved: bool,
    ) -> None:
        changes: dict[str, Any] = {}
        if edit:
            changes |= {"body_id": now.body, "last_edit": number}
            changes |= {"deleted": now.deleted} if kind is RecordKind.CLAIM else {}
        if moved:
            changes |= {"status": now.status, "last_move": number}
        if changes:
            sets = ", ".join(f"{column} = ?" for column in changes)
            update = f"UPDATE {TABLES[kind]} SET {sets} WHERE id = ?"  # noqa: S608 - as above
            self._ours.exec_driver_sql(update, (*changes.values(), record_id))

    def _verdict(self, step: Step) -> Any:
        query = "SELECT uid, verdict, reason, words FROM review WHERE number = ?"
        return self._theirs.exec_driver_sql(query, (step.number,)).one_or_none()

    def _judge(self, kind: RecordKind, record_id: int, number: int, verdict: Any) -> None:
        known = "SELECT 1 FROM review WHERE uid = ?"
        taken = self._ours.exec_driver_sql(known, (verdict.uid,)).scalar() is not None
        claim, record = (record_id, None) if kind is RecordKind.CLAIM else (None, record_id)
        uid = new_uid() if taken else verdict.uid
        row = (number, uid, claim, record, verdict.verdict, verdict.reason, verdict.words)
        self._ours.exec_driver_sql(_REVIEW, row)
        self.verdicts += not taken


def state_of(kind: RecordKind, now: Now) -> dict[str, Any]:
    """Return what the history keeps of a claim or record."""
    state = {"body": now.body, "status": now.status}
    return state | {"deleted": now.deleted} if kind is RecordKind.CLAIM else state


def _edits(now: Now, wanted: Now) -> bool:
    return (now.body, now.deleted) != (wanted.body, wanted.deleted)
