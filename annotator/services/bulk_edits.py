"""Edit many claims in one act: first what it would do, then all of it or nothing."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotator.domain.bulk_edit import BulkEdit, BulkPlan, DeleteClaims, Refusal, Sample
from annotator.domain.claim import ClaimBody
from annotator.domain.errors import StaleError
from annotator.domain.events import DocumentsChanged
from annotator.domain.review import ReviewStatus
from annotator.runtime.progress import Progress, Silent
from annotator.services.bulk_amending import Amending, amending
from annotator.services.context import Context
from annotator.store.bulk_claims import LOT, BulkClaimRepo, Standing
from annotator.store.reviewed import CHANGED_ELSEWHERE

SAMPLES: Final = 50
_LONGEST: Final = 120
_PROPOSED: Final = "An open proposal is no claim yet; accept it first."
_DELETED: Final = "It was deleted."


class _Looked(NamedTuple):
    """A claim that would change, and to what; None where it would be deleted."""

    standing: Standing
    wanted: ClaimBody | None


class BulkEditService:
    """The one door to editing many claims at once."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def preview(
        self, edit: BulkEdit, ids: Sequence[int], progress: Progress | None = None
    ) -> BulkPlan:
        """Return what an edit would do to these lines: claims, and proposals by negated ids.

        Raises:
            UsageError: the edit makes no sense: its field, tag or speaker is not there, or the
                value does not fit the field.
            CancelledError: the person has asked to stop.
        """
        with self._context.reading() as unit:
            amend = amending(unit, edit)
            look = _Look(amend, unit.bulk_claims)
            claims = dict.fromkeys(line for line in ids if line > 0)
            for lot in _lots([*claims], progress):
                look.at(lot)
        refused = len({line for line in ids if line <= 0})
        return look.plan(edit, refused)

    def apply(self, plan: BulkPlan, progress: Progress | None = None) -> int:
        """Make the edit as it was previewed, in one act, and return how many claims changed.

        Raises:
            StaleError: one of the claims was changed, reviewed or deleted since; none is edited.
            UsageError: the edit makes no sense any more.
            CancelledError: the person has asked to stop; none is edited.
        """
        if not plan.claims:
            return 0
        seen = dict(zip(plan.claims, plan.seen, strict=True))
        with self._context.writing(plan.label) as unit:
            amend = amending(unit, plan.edit)
            for lot in _lots(plan.claims, progress):
                looked = [_looked(amend, item) for item in _as_seen(unit.bulk_claims, lot, seen)]
                unit.bulk_claims.delete([item.standing for item in looked if item.wanted is None])
                unit.bulk_claims.swap(
                    [(item.standing, item.wanted) for item in looked if item.wanted is not None]
                )
            unit.commit()
        self._context.publish(DocumentsChanged())
        return len(plan.claims)


class _Look:
    """What an edit would do, gathered lot by lot."""

    def __init__(self, amend: Amending, claims: BulkClaimRepo) -> None:
        self._amend = amend
        self._claims = claims
        self._changed = array("q")
        self._seen = array("q")
        self._approvals = 0
        self._unchanged = 0
        self._deleted = 0
        self._samples: list[Sample] = []

    def at(self, lot: Sequence[int]) -> None:
        """Look at some claims."""
        standing = self._claims.some(lot)
        for claim in lot:
            found = standing.get(claim)
            if found is None or found.row.deleted:
                self._deleted += 1
            elif (looked := _looked(self._amend, found)).wanted == found.body:
                self._unchanged += 1
            else:
                self._note(looked)

    def plan(self, edit: BulkEdit, proposals: int) -> BulkPlan:
        """Return all of it."""
        refusals = Counter({_PROPOSED: proposals, _DELETED: self._deleted})
        number = len(self._changed)
        return BulkPlan(
            edit=edit,
            label=self._amend.label("1 claim" if number == 1 else f"{number:,} claims"),
            claims=self._changed,
            seen=self._seen,
            approvals=self._approvals,
            unchanged=self._unchanged,
            refusals=tuple(Refusal(why, many) for why, many in refusals.items() if many),
            samples=tuple(self._samples),
        )

    def _note(self, looked: _Looked) -> None:
        row = looked.standing.row
        self._changed.append(row.id)
        self._seen.append(looked.standing.seen)
        self._approvals += row.status == ReviewStatus.APPROVED
        if len(self._samples) < SAMPLES:
            words = self._claims.words(row.body_id)
            shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
            before = self._amend.shown(looked.standing.body)
            after = "" if looked.wanted is None else self._amend.shown(looked.wanted)
            self._samples.append(Sample(row.id, row.document_id, shown, before, after))


def _looked(amend: Amending, standing: Standing) -> _Looked:
    wanted = None if isinstance(amend.edit, DeleteClaims) else amend.amended(standing.body)
    return _Looked(standing, wanted)


def _as_seen(claims: BulkClaimRepo, lot: Sequence[int], seen: dict[int, int]) -> list[Standing]:
    """Return claims, in order, if each stands as it was seen."""
    standing = claims.some(lot)
    if any(claim not in standing or standing[claim].seen != seen[claim] for claim in lot):
        raise StaleError(CHANGED_ELSEWHERE)
    return [standing[claim] for claim in lot]


def _lots(ids: Sequence[int], progress: Progress | None) -> Iterator[Sequence[int]]:
    watched = progress or Silent()
    for at in range(0, len(ids), LOT):
        watched.step(at, len(ids), "")
        yield ids[at : at + LOT]
    watched.step(len(ids), len(ids), "")
