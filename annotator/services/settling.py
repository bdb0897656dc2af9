"""Write what is settled: what it replaces goes, what it takes comes into the agreed layer."""

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.domain.adjudication import TWO, Decision, Group, Settlement
from annotator.domain.claim import ClaimBody
from annotator.domain.errors import UsageError
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb, may
from annotator.domain.settlement import Choice
from annotator.domain.verdict import Verdict
from annotator.services.annotating import check_keys
from annotator.store.claims import NewClaim
from annotator.store.reviewed import require_unchanged
from annotator.store.settlements import NewSettlement
from annotator.store.unit_of_work import UnitOfWork

FEW = "Two people at least have to submit their own readings of this document first."


class Settling:
    """Settles groups of one document in one open transaction."""

    def __init__(self, unit: UnitOfWork, document_id: int) -> None:
        self._unit = unit
        self._document_id = document_id
        self._text = unit.documents.text(document_id)

    def settle(self, group: Group, decision: Decision) -> int:
        """Settle one group and return the settlement's id.

        Raises:
            StaleError: a claim of it was changed, or it was settled by somebody else, meanwhile.
            UsageError: the decision does not fit the group, or a reading was taken back.
        """
        self._require_as_seen(group)
        try:
            bodies = group.taken(decision)
        except ValueError as error:
            raise UsageError(f"This cannot be settled so: {error}.") from None
        self._check(bodies)
        for old in group.before:
            self._unit.settlements.set_deleted(old.id, deleted=True)
        made = self._make(bodies, self._standing(group.before))
        why = {"reason": decision.reason or None, "words": decision.words or None}
        new = NewSettlement(decision.choice, _ids(group), tuple(made), **why)
        return self._unit.settlements.add(self._document_id, [new])[0]

    def settle_agreed(self, groups: Sequence[Group]) -> None:
        """Settle groups in which all agree, as they were read in this transaction."""
        agreed = Decision(choice=Choice.AGREED)
        for group in groups:
            if group.before:
                self.settle(group, agreed)
        fresh = [group for group in groups if not group.before]
        if not fresh:
            return
        bodies = [body for group in fresh for body in group.taken(agreed)]
        self._check(bodies)
        made = self._add(bodies)
        self._unit.reviewed.submit_drafts(made)
        self._unit.settlements.add(
            self._document_id,
            [
                NewSettlement(Choice.AGREED, _ids(group), (own,))
                for group, own in zip(fresh, made, strict=True)
            ],
        )

    def _check(self, bodies: Sequence[ClaimBody]) -> None:
        codebook = self._unit.project.codebook()
        for body in bodies:
            check_keys(codebook, body)

    def _require_as_seen(self, group: Group) -> None:
        readers = self._unit.assignments.of_document(self._document_id)
        if sum(item.submitted for item in readers) < TWO:
            raise UsageError(FEW)
        offered = self._unit.settlements.submitted_since(self._document_id)
        now = self._unit.bulk_claims.some(_ids(group))
        for claim in group.there:
            require_unchanged(claim.id in offered and now[claim.id].body == claim.body)
        touching = self._unit.settlements.touching(_ids(group))
        require_unchanged(touching == {item.id for item in group.before})

    def _standing(self, before: Sequence[Settlement]) -> dict[int, ClaimBody]:
        """Return the claims that earlier settlements made and that are there still."""
        ids = [own for item in before for own in item.made]
        found = self._unit.bulk_claims.some(ids) if ids else {}
        return {own: item.body for own, item in found.items() if not item.row.deleted}

    def _make(self, bodies: Sequence[ClaimBody], standing: Mapping[int, ClaimBody]) -> list[int]:
        """Let the agreed layer have these bodies in place of what stands there.

        Claims that are there become what is wanted now, so that comments and links stay with them.
        """
        old, wanted, kept = dict(standing), list(bodies), list[int]()
        for own, body in standing.items():
            if body in wanted:
                wanted.remove(body)
                del old[own]
                kept.append(own)
        swapped = list(zip([*old], wanted, strict=False))
        for own, body in swapped:
            self._unit.claims.swap(own, old[own], body, self._text)
        for own in [*old][len(swapped) :]:
            self._unit.claims.delete(own, old[own])
        made = [*kept, *(own for own, _body in swapped), *self._add(wanted[len(swapped) :])]
        for own in made:
            self._submit(own)
        return made

    def _add(self, bodies: Sequence[ClaimBody]) -> Sequence[int]:
        layer = self._unit.layers.agreed(self._document_id) if bodies else 0
        claims = [NewClaim(body) for body in bodies]
        return self._unit.claims.add(self._document_id, layer, claims, self._text)

    def _submit(self, claim_id: int) -> None:
        row: Any = self._unit.reviewed.row(RecordKind.CLAIM, claim_id)
        if may(ReviewStatus(row.status), ReviewVerb.SUBMIT):
            submit = Verdict(verb=ReviewVerb.SUBMIT)
            self._unit.reviewed.move(RecordKind.CLAIM, row, submit)


def _ids(group: Group) -> tuple[int, ...]:
    return tuple(claim.id for claim in group.there)
