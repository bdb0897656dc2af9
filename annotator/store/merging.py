"""Take in what another project file has, record by record, inside one open transaction."""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from annotator.domain.codebook import Codebook
from annotator.domain.errors import ProjectError
from annotator.domain.history import RecordKind
from annotator.domain.project_merge import Plan, Side, Step, Story, Way, kept, settle, taken
from annotator.runtime.progress import Progress
from annotator.store.identity import new_uid
from annotator.store.merging_acts import ActCopier
from annotator.store.merging_bodies import BodyCopier
from annotator.store.merging_choices import Choices, key_of
from annotator.store.merging_matching import Matcher
from annotator.store.merging_people import Bringer
from annotator.store.merging_plain import PlainTaker
from annotator.store.merging_reviewed import Now, ReviewedTaker, state_of
from annotator.store.merging_stories import StoryRepo
from annotator.store.merging_taken import Clash, Taken
from annotator.store.merging_twins import Twin, Twins

_LOT: Final = 500
_REVIEWED: Final = frozenset({RecordKind.RECORD, RecordKind.CLAIM})
_ORDER: Final = (
    RecordKind.SPEAKER,
    RecordKind.DOCUMENT,
    RecordKind.ASSIGNMENT,
    RecordKind.PROPOSAL,
    RecordKind.RECORD,
    RecordKind.CLAIM,
    RecordKind.READING,
    RecordKind.COMMENT,
    RecordKind.LINK,
    RecordKind.DECISION,
    RecordKind.SETTLEMENT,
)


class ProjectMerger:
    """One merge of another file into this one, as the act `merge`."""

    def __init__(
        self,
        ours: Connection,
        theirs: Connection,
        merge: int,
        *,
        solo: bool,
        choices: Choices,
        progress: Progress,
    ) -> None:
        self._ours, self._theirs = StoryRepo(ours), StoryRepo(theirs)
        self._acts = ActCopier(ours, theirs, merge)
        bodies = BodyCopier(ours, self._ours.bodies, self._theirs.bodies)
        self._bringer = Bringer(ours, theirs, self._acts)
        self._matcher = Matcher((ours, theirs), (self._ours, self._theirs), bodies)
        self._reviewed = ReviewedTaker((ours, theirs), self._acts, bodies, solo=solo)
        self._plain = PlainTaker(ours, self._acts, self._matcher.ids)
        self._twins = Twins(ours, self._ours.bodies, choices)
        self._bodies = bodies
        self._choices = choices
        self._progress = progress
        self._closings: list[Callable[[], None]] = []
        self._marked: dict[tuple[RecordKind, int], tuple[dict[str, Any] | None, Now]] = {}
        self._named: dict[tuple[RecordKind, int], str] = {}
        self._told = Taken()

    def run(self) -> Taken:
        """Take everything in and return what it came to.

        Raises:
            ProjectError: the other file does not fit, or this one's rules refuse what it holds.
            CancelledError: the person has asked to stop.
        """
        try:
            return self._run()
        except IntegrityError as error:
            (why, *_where) = str(error.orig).splitlines()
            raise ProjectError(
                f"Nothing was merged: the project's rules refuse what the other file holds ({why})."
            ) from error

    def codebooks(self) -> tuple[list[Codebook], list[Codebook]]:
        """Return every version of the codebook here and there, the one in force last."""
        return self._ours.codebooks(), self._theirs.codebooks()

    def _run(self) -> Taken:
        self._bringer.defer()
        told = self._told
        told.common = after = self._ours.common(self._theirs)
        told.assumed, told.joined = self._bringer.users()
        self._bringer.keys()
        new_documents = self._bringer.documents()
        told.shared = len(self._acts.documents) - len(new_documents)
        documents = (self._acts.documents, new_documents)
        self._matcher.prepare(self._acts.users, documents, self._bringer.layers())
        touched = {kind: self._theirs.changed(kind, after) for kind in _ORDER}
        total, done = sum(map(len, touched.values())), 0
        for kind in _ORDER:
            self._matcher.match(kind, touched[kind])
            for lot in _lots(kind, touched[kind]):
                self._progress.step(done, total, kind.value)
                self._take(kind, lot)
                done += len(lot)
            if kind is RecordKind.CLAIM:
                self._drop_twins()
        self._close()
        told.rows = self._acts.rows
        told.edits, told.verdicts = self._reviewed.edits, self._reviewed.verdicts
        return told

    def _take(self, kind: RecordKind, lot: Sequence[int]) -> None:
        theirs = self._theirs.stories(kind, lot)
        known = {own: self._matcher.ids[kind][own] for own in lot if self._matcher.knows(kind, own)}
        ours = self._ours.stories(kind, list(known.values()))
        for own in sorted(lot, key=lambda own: _stands_for_another(theirs[own])):
            if own in known:
                self._meet(kind, known[own], ours[known[own]], theirs[own])
            else:
                self._bear(kind, own, theirs[own])

    def _meet(self, kind: RecordKind, record_id: int, ours: Story, theirs: Story) -> None:
        plan = self._planned(kind, record_id, ours, theirs)
        if plan.way is Way.NOTHING:
            return
        if kind in _REVIEWED:
            now = self._reviewed.now(kind, record_id)
            before = copy(now)
            refused = self._reviewed.take(kind, record_id, plan, now, (ours, theirs))
            self._tell_refused(kind, record_id, refused)
            self._settled(kind, record_id, before, now)
        else:
            was = ours.last.state
            after = self._plain.take(kind, record_id, plan, was)
            if after != was or plan.conflict:
                self._told.changed[kind] += after != was
                self._later_plain(kind, record_id, was, after)

    def _planned(self, kind: RecordKind, record_id: int, ours: Story, theirs: Story) -> Plan:
        """Return what is done about a record that is here too; a conflict as it was decided."""
        plan, side = settle(ours, theirs), Side.OURS
        other = settle(ours, theirs, prefer_theirs=True) if plan.conflict else plan
        bound = kind is RecordKind.SPEAKER and self._circles(record_id, other.real)
        plan = kept(plan) if bound and plan.real else plan
        if not plan.conflict:
            return plan
        key = key_of(kind, self._ours.uid(kind, record_id), ours.last.id, theirs.last.id)
        if not bound and self._choices.side(key) is Side.THEIRS:
            plan, side = other, Side.THEIRS
        there = self._local(kind, theirs.last.state)
        authors = (self._ours.author(ours.last.act), self._theirs.author(theirs.last.act))
        states = (ours.last.state, there)
        self._clash(Clash(key, kind, record_id, states, authors, side, bound=bound))
        return plan

    def _circles(self, speaker: int, steps: Sequence[Step]) -> bool:
        """Tell whether a speaker would be merged into one that was merged into it here."""
        into = steps[-1].state.get("merged_into") if steps else None
        here = None if into is None else self._matcher.ids[RecordKind.SPEAKER][into]
        return here is not None and self._matcher.survivor(here, speaker) == speaker

    def _bear(self, kind: RecordKind, own: int, theirs: Story) -> None:
        plan, record_id = taken(theirs), self._matcher.ids[kind][own]
        birth, rest = plan.real[0], plan._replace(real=plan.real[1:])
        row = self._matcher.row(kind, own)
        self._told.new[kind] += 1
        if kind in _REVIEWED:
            now = self._reviewed.born(kind, record_id, birth, row)
            refused = self._reviewed.take(kind, record_id, rest, now, (None, theirs))
            self._tell_refused(kind, record_id, refused)
            self._marked[kind, record_id] = (None, now)
            self._twins.born.add(record_id) if kind is RecordKind.CLAIM else None
        else:
            state = self._plain.born(kind, record_id, birth, row)
            if state.get("deleted") and not birth.state["deleted"]:
                rest = kept(rest)  # it was said here on its own, and stays said once
            if kind is RecordKind.SETTLEMENT:
                self._plain.settle(record_id, self._matcher.settled(own))
            state = self._plain.take(kind, record_id, rest, state)
            self._later_plain(kind, record_id, None, state)
            self._told.speakers.append(record_id) if kind is RecordKind.SPEAKER else None

    def _settled(self, kind: RecordKind, record_id: int, before: Now, now: Now) -> None:
        was = state_of(kind, before)
        if was == state_of(kind, now) and (kind, record_id) not in self._named:
            return
        self._told.changed[kind] += was != state_of(kind, now)
        if before.status == "approved" != now.status:
            self._told.lost.append((kind, record_id))
        self._marked[kind, record_id] = (was, now)

    def _clash(self, clash: Clash) -> None:
        """Note a conflict; that it was settled is a step of its own, known from now on."""
        self._named[clash.kind, clash.record_id] = new_uid()
        self._told.clashes.append(clash)

    def _local(self, kind: RecordKind, state: dict[str, Any]) -> dict[str, Any]:
        if kind in _REVIEWED:
            return state | {"body": self._bodies.local(state["body"])}
        return self._plain.local(kind, state)

    def _tell_refused(self, kind: RecordKind, record_id: int, refused: int) -> None:
        """Count refused approvals; that one was refused is a step of its own, known from now on."""
        if refused:
            self._named.setdefault((kind, record_id), new_uid())
        self._told.refused += refused

    def _later_plain(
        self,
        kind: RecordKind,
        record_id: int,
        was: dict[str, Any] | None,
        now: dict[str, Any],
    ) -> None:
        step = self._named.get((kind, record_id))
        self._closings.append(lambda: self._plain.close(kind, record_id, (was, now), step))

    def _drop_twins(self) -> None:
        """Leave one claim of each proposal that was accepted in both files."""
        kind = RecordKind.CLAIM
        for twin in self._twins.find():
            kept_one, dropped = self._now(twin.kept), self._now(twin.dropped)
            here, was = state_of(kind, kept_one), state_of(kind, dropped)
            if twin.conflict:
                self._clash(self._clash_of(twin, twin.conflict, (here, was)))
                self._reviewed.beside(kind, twin.kept, kept_one, was)
                self._marked.setdefault((kind, twin.kept), (here, kept_one))
            self._marked.setdefault((kind, twin.dropped), (was, dropped))
            self._reviewed.delete(kind, twin.dropped, dropped)
            self._told.twins += 1

    def _clash_of(
        self, twin: Twin, key: str, states: tuple[dict[str, Any], dict[str, Any]]
    ) -> Clash:
        """Return the conflict of two claims of one proposal: the one kept, then the other."""
        kind, ends = RecordKind.CLAIM, (twin.kept, twin.dropped)
        one, other = (self._ours.author(self._ours.last_act(kind, own)) for own in ends)
        if twin.side is Side.THEIRS:
            return Clash(key, kind, twin.kept, states[::-1], (other, one), twin.side)
        return Clash(key, kind, twin.kept, states, (one, other), twin.side)

    def _now(self, claim: int) -> Now:
        marked = self._marked.get((RecordKind.CLAIM, claim))
        return marked[1] if marked else self._reviewed.now(RecordKind.CLAIM, claim)

    def _close(self) -> None:
        for close in self._closings:
            close()
        for (kind, record_id), outcome in self._marked.items():
            step = self._named.get((kind, record_id))
            new_record = kind is RecordKind.RECORD and outcome[0] is None
            if step or not (new_record or (outcome[0] is None and outcome[1].deleted)):
                self._reviewed.close(kind, record_id, outcome, step)


def _stands_for_another(story: Story) -> bool:
    return story.last.state.get("merged_into") is not None


def _lots(kind: RecordKind, records: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield records by the lot; speakers all at once, since one may be merged into any."""
    size = max(len(records), 1) if kind is RecordKind.SPEAKER else _LOT
    for first in range(0, len(records), size):
        yield records[first : first + size]
