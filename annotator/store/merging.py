"""Take in what another project file has, record by record, inside one open transaction."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from annotator.domain.codebook import Codebook
from annotator.domain.errors import ProjectError
from annotator.domain.history import RecordKind
from annotator.domain.project_merge import Step, Story, Way, kept, settle, taken
from annotator.runtime.progress import Progress
from annotator.store.identity import new_uid
from annotator.store.merging_acts import ActCopier
from annotator.store.merging_bodies import BodyCopier
from annotator.store.merging_matching import Matcher
from annotator.store.merging_people import Bringer
from annotator.store.merging_plain import PlainTaker
from annotator.store.merging_reviewed import Now, ReviewedTaker, state_of
from annotator.store.merging_stories import StoryRepo
from annotator.store.merging_twins import Twins

_LOT: Final = 500
_REVIEWED: Final = frozenset({RecordKind.RECORD, RecordKind.CLAIM})
_ORDER: Final = (
    RecordKind.SPEAKER,
    RecordKind.DOCUMENT,
    RecordKind.PROPOSAL,
    RecordKind.RECORD,
    RecordKind.CLAIM,
    RecordKind.COMMENT,
    RecordKind.LINK,
    RecordKind.DECISION,
)


class Clash(NamedTuple):
    """A record that both files changed, as each of them has it, with ids of this one."""

    kind: RecordKind
    record_id: int
    ours: dict[str, Any]
    theirs: dict[str, Any]


class Taken(NamedTuple):
    """What a merge came to.

    `new` and `changed` count by kind. `lost` are claims and records that were approved here and
    are no more; `refused` counts approvals that the second-person rule does not let stand.
    """

    new: Counter[RecordKind]
    changed: Counter[RecordKind]
    clashes: list[Clash]
    lost: list[tuple[RecordKind, int]]
    speakers: list[int]
    assumed: list[str]
    joined: list[str]
    refused: int
    twins: int
    rows: int


class ProjectMerger:
    """One merge of another file into this one, as the act `merge`."""

    def __init__(
        self,
        ours: Connection,
        theirs: Connection,
        merge: int,
        *,
        solo: bool,
        prefer_theirs: bool,
        progress: Progress,
    ) -> None:
        self._ours, self._theirs = StoryRepo(ours), StoryRepo(theirs)
        self._acts = ActCopier(ours, theirs, merge)
        bodies = BodyCopier(ours, self._ours.bodies, self._theirs.bodies)
        self._bringer = Bringer(ours, theirs, self._acts)
        self._matcher = Matcher((ours, theirs), (self._ours, self._theirs), bodies)
        self._reviewed = ReviewedTaker((ours, theirs), self._acts, bodies, solo=solo)
        self._plain = PlainTaker(ours, self._acts, self._matcher.ids)
        self._twins = Twins(ours, self._ours.bodies, prefer_theirs=prefer_theirs)
        self._bodies = bodies
        self._prefer = prefer_theirs
        self._progress = progress
        self._closings: list[Callable[[], None]] = []
        self._marked: dict[tuple[RecordKind, int], tuple[dict[str, Any] | None, Now]] = {}
        self._named: dict[tuple[RecordKind, int], str] = {}
        self._told = Taken(Counter(), Counter(), [], [], [], [], [], 0, 0, 0)

    def run(self) -> Taken:
        """Take everything in and return what it came to.

        Raises:
            ProjectError: the other file does not fit, or this one's rules refuse what it holds.
            CancelledError: the person has asked to stop.
        """
        try:
            return self._run()
        except IntegrityError as error:
            raise ProjectError(
                f"Nothing was merged: the project's rules refuse what the other file holds "
                f"({error.orig})."
            ) from error

    def codebooks(self) -> tuple[list[Codebook], list[Codebook]]:
        """Return every version of the codebook here and there, the one in force last."""
        return self._ours.codebooks(), self._theirs.codebooks()

    def _run(self) -> Taken:
        self._bringer.defer()
        after = self._ours.common(self._theirs)
        assumed, joined = self._bringer.users()
        self._bringer.keys()
        new_documents = self._bringer.documents()
        self._matcher.prepare(self._acts.documents, new_documents, *self._bringer.layers())
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
        return self._told._replace(assumed=assumed, joined=joined, rows=self._acts.rows)

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
        plan = settle(ours, theirs, prefer_theirs=self._prefer)
        if kind is RecordKind.SPEAKER and plan.real and self._circles(record_id, plan.real[-1]):
            plan = kept(plan)
        if plan.way is Way.NOTHING:
            return
        if plan.conflict:
            self._clash(kind, record_id, ours, theirs)
        if kind in _REVIEWED:
            now = self._reviewed.now(kind, record_id)
            before = copy(now)
            refused = self._reviewed.take(kind, record_id, plan, now, theirs)
            self._tell_refused(kind, record_id, refused)
            self._settled(kind, record_id, before, now)
        else:
            was = ours.last.state
            after = self._plain.take(kind, record_id, plan, was)
            if after != was or plan.conflict:
                self._told.changed[kind] += after != was
                self._later_plain(kind, record_id, was, after)

    def _circles(self, speaker: int, step: Step) -> bool:
        """Tell whether a speaker would be merged into one that was merged into it here."""
        into = step.state.get("merged_into")
        here = None if into is None else self._matcher.ids[RecordKind.SPEAKER][into]
        return here is not None and self._matcher.survivor(here, speaker) == speaker

    def _bear(self, kind: RecordKind, own: int, theirs: Story) -> None:
        plan, record_id = taken(theirs), self._matcher.ids[kind][own]
        birth, rest = plan.real[0], plan._replace(real=plan.real[1:])
        row = self._matcher.row(kind, own)
        self._told.new[kind] += 1
        if kind in _REVIEWED:
            now = self._reviewed.born(kind, record_id, birth, row)
            refused = self._reviewed.take(kind, record_id, rest, now, theirs)
            self._tell_refused(kind, record_id, refused)
            self._marked[kind, record_id] = (None, now)
            self._twins.born.add(record_id) if kind is RecordKind.CLAIM else None
        else:
            state = self._plain.born(kind, record_id, birth, row)
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

    def _clash(self, kind: RecordKind, record_id: int, ours: Story, theirs: Story) -> None:
        self._named[kind, record_id] = new_uid()
        there = theirs.last.state
        if kind in _REVIEWED:
            there = there | {"body": self._bodies.local(there["body"])}
        else:
            there = self._plain.local(kind, there)
        self._told.clashes.append(Clash(kind, record_id, ours.last.state, there))

    def _tell_refused(self, kind: RecordKind, record_id: int, refused: int) -> None:
        """Count refused approvals; that one was refused is a step of its own, known from now on."""
        if refused:
            self._named.setdefault((kind, record_id), new_uid())
        self._told = self._told._replace(refused=self._told.refused + refused)

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
            was = state_of(kind, dropped)
            self._marked.setdefault((kind, twin.dropped), (was, dropped))
            self._reviewed.delete(kind, twin.dropped, dropped)
            self._told = self._told._replace(twins=self._told.twins + 1)
            if twin.differs:
                self._keep_beside(twin.kept, kept_one, was)

    def _keep_beside(self, claim: int, now: Now, other: dict[str, Any]) -> None:
        """Keep what the other claim of a proposal said in the history of the one that stays."""
        kind, here = RecordKind.CLAIM, state_of(RecordKind.CLAIM, now)
        self._named[kind, claim] = new_uid()
        ours, theirs = (other, here) if self._prefer else (here, other)
        self._told.clashes.append(Clash(kind, claim, ours, theirs))
        self._reviewed.beside(kind, claim, now, other)
        self._marked.setdefault((kind, claim), (here, now))

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
