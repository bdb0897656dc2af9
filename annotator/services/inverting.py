"""The way back from each kind of change, whoever walks it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Protocol

from annotator.domain.document import DocumentMarks
from annotator.domain.errors import StaleError, UsageError
from annotator.domain.history import Act, Change, RecordKind, as_merged, is_merge
from annotator.domain.proposal import ProposalState
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.speaker import SpeakerBody
from annotator.domain.user import Part
from annotator.domain.verdict import Verdict
from annotator.services.bulk_undoing import are_edits, take_back_edits
from annotator.store.reviewed import require_unchanged, state_of
from annotator.store.unit_of_work import UnitOfWork

Invert = Callable[[UnitOfWork, Change], None]
_VERBS: Final[Mapping[ReviewStatus, ReviewVerb]] = {
    ReviewStatus.SUBMITTED: ReviewVerb.SUBMIT,
    ReviewStatus.APPROVED: ReviewVerb.APPROVE,
    ReviewStatus.RETURNED: ReviewVerb.RETURN,
    ReviewStatus.REJECTED: ReviewVerb.REJECT,
}
_JUDGED: Final = frozenset({ReviewStatus.APPROVED, ReviewStatus.RETURNED, ReviewStatus.REJECTED})


class Removable(Protocol):
    """A repo whose things are only made, taken away and brought back."""

    def set_deleted(self, record_id: int, /, *, deleted: bool) -> None:
        """Take a thing away, or bring it back."""


def invert(unit: UnitOfWork, act: Act) -> None:
    """Take back all that an act changed, the last first.

    Raises:
        StaleError: somebody changed the same in the meantime.
    """
    changes = _whole(unit, act)
    if _is_of_merge(unit, act):
        unit.seeing.open_up()
    if are_edits(changes):
        take_back_edits(unit, changes)
        return
    for change in reversed(changes):
        _INVERT[change.record_kind](unit, change)


def _whole(unit: UnitOfWork, act: Act) -> Sequence[Change]:
    """Return the changes to be inverted; what takes a merge back is done again without verdicts."""
    if is_merge(act.changes):
        return as_merged(act.changes)
    if _is_of_merge(unit, act):
        return [change for change in act.changes if not _ends_verdict(change)]
    return act.changes


def _is_of_merge(unit: UnitOfWork, act: Act) -> bool:
    """Tell whether an act merged another project, or took that back."""
    undone = act.undoes is not None and is_merge(unit.history.act(act.undoes).changes)
    return undone or is_merge(act.changes)


def _ends_verdict(change: Change) -> bool:
    before, after = change.before or change.after, change.after
    if change.record_kind not in {RecordKind.CLAIM, RecordKind.RECORD}:
        return False
    moved_only = before | {"status": after["status"]} == after
    return moved_only and ReviewStatus(before["status"]) in _JUDGED


def _invert_reviewed(unit: UnitOfWork, change: Change) -> None:
    kind = change.record_kind
    row = unit.reviewed.row(kind, change.record_id)
    now, after = state_of(kind, row), change.after
    before = change.before or after | {"deleted": True}
    content = {"body": "body_id", "deleted": "deleted"}
    edits = {
        column: before[name]
        for name, column in content.items()
        if name in after and before[name] != after[name]
    }
    if edits:
        require_unchanged(all(now[name] == after[name] for name in content if name in after))
        require_unchanged(row.status not in _JUDGED or row.last_move < change.number)
        unit.reviewed.edit(kind, row, **edits)
        _bring_back_speakers(unit, kind, row.id)
    elif before["status"] != after["status"]:
        require_unchanged(row.last_move == change.number and not now.get("deleted"))
        _move_back(unit, change, row, ReviewStatus(before["status"]))


def _bring_back_speakers(unit: UnitOfWork, kind: RecordKind, record_id: int) -> None:
    """Put speakers back into the registry that a claim names again."""
    if kind is RecordKind.CLAIM and unit.speakers.any_removed():
        chain = unit.claims.get(record_id).body.chain
        unit.speakers.bring_back(link.speaker for link in chain if link.speaker is not None)


def _move_back(unit: UnitOfWork, change: Change, row: Any, earlier: ReviewStatus) -> None:
    redone = ReviewStatus(change.after["status"]) is ReviewStatus.DRAFT or (
        earlier in _JUDGED and ReviewStatus(change.after["status"]) is ReviewStatus.SUBMITTED
    )
    if not redone:
        unit.reviewed.take_back(change.record_kind, row, earlier)
        return
    verdict = Verdict(verb=_VERBS[earlier])
    if earlier is not ReviewStatus.SUBMITTED:
        require_unchanged(row.last_edit < change.number)  # else nobody has judged what stands there
        verdict = unit.reviewed.last_verdict(change.record_kind, change.record_id)
    unit.reviewed.move(change.record_kind, row, verdict)


def _invert_proposal(unit: UnitOfWork, change: Change) -> None:
    before = ProposalState((change.before or change.after)["state"])
    unit.proposals.set_state(change.record_id, ProposalState(change.after["state"]), before)


def _invert_marks(unit: UnitOfWork, change: Change) -> None:
    now = DocumentMarks.model_validate(change.after)
    unit.documents.mark(change.record_id, now, DocumentMarks.model_validate(change.before))


def _invert_speaker(unit: UnitOfWork, change: Change) -> None:
    after = change.after
    before = change.before or {"body": after["body"], "deleted": True}
    if before.get("merged_into") is not None:
        unit.speakers.merge(change.record_id, before["merged_into"])
    elif before["deleted"] != after["deleted"]:
        if not (before["deleted"] and unit.speakers.in_use(change.record_id)):
            unit.speakers.set_deleted(change.record_id, deleted=before["deleted"])
    else:
        now, wanted = (SpeakerBody.model_validate(state["body"]) for state in (after, before))
        unit.speakers.swap(change.record_id, now, wanted)


def _flip(repo: Callable[[UnitOfWork], Removable]) -> Invert:
    """Return what takes away a thing that was made, and brings back one that was taken away."""

    def flipped(unit: UnitOfWork, change: Change) -> None:
        before = change.before or {"deleted": True}
        repo(unit).set_deleted(change.record_id, deleted=before["deleted"])

    return flipped


def _invert_codebook(unit: UnitOfWork, change: Change) -> None:
    before = (change.before or {}).get("version")
    unit.codebooks.take_back(before, change.after["version"])


def _invert_filter(unit: UnitOfWork, change: Change) -> None:
    before = change.before or change.after | {"deleted": True}
    try:
        unit.filters.swap(change.record_id, change.after, before)
    except UsageError as error:  # its name is another filter's by now
        raise StaleError(str(error)) from error


def _invert_assignment(unit: UnitOfWork, change: Change) -> None:
    before = change.before or change.after | {"deleted": True}
    unit.assignments.put_back(change.record_id, change.after, before)


def _invert_reading(unit: UnitOfWork, change: Change) -> None:
    unit.readings.put_back(change.after, change.before or change.after | {"state": "open"})


def _invert_part(unit: UnitOfWork, change: Change) -> None:
    if change.before is not None and "role" in change.before:
        now, wanted = (
            Part(role=state["role"], retired=state["retired"])
            for state in (change.after, change.before)
        )
        unit.users.swap(change.record_id, now, wanted)


def _keep(_unit: UnitOfWork, _change: Change) -> None:
    """Leave what need not be taken back: an empty layer."""


_INVERT: Final[Mapping[RecordKind, Invert]] = {
    RecordKind.CLAIM: _invert_reviewed,
    RecordKind.RECORD: _invert_reviewed,
    RecordKind.PROPOSAL: _invert_proposal,
    RecordKind.DOCUMENT: _invert_marks,
    RecordKind.SPEAKER: _invert_speaker,
    RecordKind.DECISION: _flip(lambda unit: unit.distinctions),
    RecordKind.COMMENT: _flip(lambda unit: unit.comments),
    RecordKind.LINK: _flip(lambda unit: unit.links),
    RecordKind.SETTLEMENT: _flip(lambda unit: unit.settlements),
    RecordKind.FILTER: _invert_filter,
    RecordKind.LAYER: _keep,
    RecordKind.CODEBOOK: _invert_codebook,
    RecordKind.USER: _invert_part,
    RecordKind.ASSIGNMENT: _invert_assignment,
    RecordKind.READING: _invert_reading,
}
