"""Take back one's own acts and do them again, from the history: it survives a restart."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from annotator.domain.document import DocumentMarks
from annotator.domain.errors import NothingToUndoError, StaleError, UsageError
from annotator.domain.events import (
    CodebookChanged,
    DocumentChanged,
    DocumentsChanged,
    FiltersChanged,
    SpeakersChanged,
)
from annotator.domain.history import Act, Change, RecordKind, as_merged, is_merge
from annotator.domain.proposal import ProposalState
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.speaker import SpeakerBody
from annotator.domain.verdict import Verdict
from annotator.services.bulk_undoing import are_edits, take_back_edits
from annotator.services.context import Context
from annotator.store.reviewed import require_unchanged, state_of
from annotator.store.unit_of_work import UnitOfWork

_VERBS: Final[Mapping[ReviewStatus, ReviewVerb]] = {
    ReviewStatus.SUBMITTED: ReviewVerb.SUBMIT,
    ReviewStatus.APPROVED: ReviewVerb.APPROVE,
    ReviewStatus.RETURNED: ReviewVerb.RETURN,
    ReviewStatus.REJECTED: ReviewVerb.REJECT,
}
_OF_SPEAKERS: Final = frozenset({RecordKind.SPEAKER, RecordKind.DECISION})
_JUDGED: Final = frozenset({ReviewStatus.APPROVED, ReviewStatus.RETURNED, ReviewStatus.REJECTED})


class Step(NamedTuple):
    """One act in a user's list: what it takes back or repeats, and whether it did anything."""

    number: int
    undoable: bool
    undoes: int | None
    redoes: int | None
    changed: bool


class Ladder(NamedTuple):
    """The acts that can be taken back, and those that can be done again; the last is next."""

    undo: tuple[int, ...]
    redo: tuple[int, ...]


def ladder(steps: Iterable[Step]) -> Ladder:
    """Return what a user may undo and redo after these acts.

    An act that undoes another and changed nothing dropped it: it had gone stale.
    """
    undo: list[int] = []
    redo: list[int] = []
    for step in steps:
        if step.undoes is not None:
            undo.remove(step.undoes)
            redo += [step.number] if step.changed else []
        elif step.redoes is not None:
            redo.remove(step.redoes)
            undo += [step.number] if step.changed else []
        elif step.undoable:
            undo.append(step.number)
            redo.clear()
    return Ladder(tuple(undo), tuple(redo))


class UndoingService:
    """One list of acts a user and project."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def next_undo(self) -> Act | None:
        """Return the act that undo would take back."""
        return self._act(self._ladder().undo)

    def next_redo(self) -> Act | None:
        """Return the act that redo would do again; its label is that of the act undone."""
        return self._act(self._ladder().redo)

    def labels(self) -> tuple[str | None, str | None]:
        """Return what the acts are called that undo and redo would go to, None for none."""
        undo, redo = self._ladder()
        with self._context.reading() as unit:
            label = unit.history.label
            return label(undo[-1]) if undo else None, label(redo[-1]) if redo else None

    def next_sizes(self) -> tuple[int, int]:
        """Return how many changes undo and redo would take back and repeat."""
        undo, redo = self._ladder()
        with self._context.reading() as unit:
            size = unit.history.size
            return size(undo[-1]) if undo else 0, size(redo[-1]) if redo else 0

    def undo(self) -> Act:
        """Take back one's last act and return it.

        Raises:
            NothingToUndoError: there is none.
            StaleError: somebody changed the same in the meantime; the act is dropped.
        """
        return self._invert(self.next_undo(), "undo", "undoes")

    def redo(self) -> Act:
        """Do again the act that was taken back last and return it.

        Raises:
            NothingToUndoError: there is none.
            StaleError: somebody changed the same in the meantime; the act is dropped.
        """
        return self._invert(self.next_redo(), "redo", "redoes")

    def _invert(self, act: Act | None, verb: str, column: str) -> Act:
        if act is None:
            raise NothingToUndoError(f"There is nothing to {verb}.")
        direction = {column: act.number, "undoable": False}
        try:
            with self._context.writing(act.label, act.document_id, **direction) as unit:
                unit.journal.open_act()
                _invert_all(unit, _whole(unit, act))
                unit.commit()
        except StaleError:
            with self._context.writing(act.label, act.document_id, **direction) as unit:
                unit.journal.open_act()
                unit.commit()
            raise StaleError(
                f"“{act.label}” cannot be taken back: it was changed again in the meantime."
            ) from None
        self._tell(act)
        return act

    def _tell(self, act: Act) -> None:
        kinds = {change.record_kind for change in act.changes}
        if kinds & _OF_SPEAKERS:
            self._context.publish(SpeakersChanged())
        if RecordKind.CODEBOOK in kinds:
            self._context.publish(CodebookChanged())
        if RecordKind.FILTER in kinds:
            self._context.publish(FiltersChanged())
        for document_id in _documents(act):
            self._context.publish(DocumentChanged(document_id))
        if act.document_id is None and not kinds <= _OF_SPEAKERS | {
            RecordKind.CODEBOOK,
            RecordKind.FILTER,
        }:
            self._context.publish(DocumentsChanged())

    def _ladder(self) -> Ladder:
        with self._context.reading() as unit:
            return ladder(Step(*step) for step in unit.history.steps(self._context.user.id))

    def _act(self, numbers: tuple[int, ...]) -> Act | None:
        if not numbers:
            return None
        with self._context.reading() as unit:
            return unit.history.act(numbers[-1])


def _documents(act: Act) -> Iterable[int]:
    """Return the document of an act, and those of claims that it links."""
    linked = (change for change in act.changes if change.record_kind is RecordKind.LINK)
    both = (document_id for change in linked for document_id in change.after["documents"])
    own = () if act.document_id is None else (act.document_id,)
    return dict.fromkeys((*own, *both))


def _whole(unit: UnitOfWork, act: Act) -> Sequence[Change]:
    """Return the changes to be inverted; what takes a merge back is done again without verdicts."""
    if is_merge(act.changes):
        return as_merged(act.changes)
    if act.undoes is not None and is_merge(unit.history.act(act.undoes).changes):
        return [change for change in act.changes if not _ends_verdict(change)]
    return act.changes


def _ends_verdict(change: Change) -> bool:
    before, after = change.before or change.after, change.after
    if change.record_kind not in {RecordKind.CLAIM, RecordKind.RECORD}:
        return False
    moved_only = before | {"status": after["status"]} == after
    return moved_only and ReviewStatus(before["status"]) in _JUDGED


def _invert_all(unit: UnitOfWork, changes: Sequence[Change]) -> None:
    if are_edits(changes):
        take_back_edits(unit, changes)
        return
    for change in reversed(changes):
        _INVERT[change.record_kind](unit, change)


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


def _invert_distinction(unit: UnitOfWork, change: Change) -> None:
    before = change.before or {"deleted": True}
    unit.distinctions.set_deleted(change.record_id, deleted=before["deleted"])


def _invert_comment(unit: UnitOfWork, change: Change) -> None:
    before = change.before or {"deleted": True}
    unit.comments.set_deleted(change.record_id, deleted=before["deleted"])


def _invert_link(unit: UnitOfWork, change: Change) -> None:
    before = change.before or {"deleted": True}
    unit.links.set_deleted(change.record_id, deleted=before["deleted"])


def _invert_codebook(unit: UnitOfWork, change: Change) -> None:
    before = (change.before or {}).get("version")
    unit.codebooks.take_back(before, change.after["version"])


def _invert_filter(unit: UnitOfWork, change: Change) -> None:
    before = change.before or change.after | {"deleted": True}
    try:
        unit.filters.swap(change.record_id, change.after, before)
    except UsageError as error:  # its name is another filter's by now
        raise StaleError(str(error)) from error


def _keep(_unit: UnitOfWork, _change: Change) -> None:
    """Leave what need not be taken back: an empty layer, a user."""


_INVERT: Final[Mapping[RecordKind, Callable[[UnitOfWork, Change], None]]] = {
    RecordKind.CLAIM: _invert_reviewed,
    RecordKind.RECORD: _invert_reviewed,
    RecordKind.PROPOSAL: _invert_proposal,
    RecordKind.DOCUMENT: _invert_marks,
    RecordKind.SPEAKER: _invert_speaker,
    RecordKind.DECISION: _invert_distinction,
    RecordKind.COMMENT: _invert_comment,
    RecordKind.LINK: _invert_link,
    RecordKind.FILTER: _invert_filter,
    RecordKind.LAYER: _keep,
    RecordKind.CODEBOOK: _invert_codebook,
    RecordKind.USER: _keep,
}
