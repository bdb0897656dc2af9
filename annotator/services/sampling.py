"""A check of a random sample of claims, stratified by annotator, and what it says of the whole."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from random import SystemRandom
from typing import Final, NamedTuple

from annotator.domain.claim import Claim
from annotator.domain.errors import IllegalMoveError, SecondPersonError
from annotator.domain.project import Policy
from annotator.domain.review import ReviewStatus
from annotator.domain.sampling import ErrorRate, SamplePlan, Stratum, drawn, error_rate
from annotator.domain.waiting import QueueItem
from annotator.services.annotating import AnnotatingService
from annotator.services.context import Context
from annotator.store.reviewed import SECOND_PERSON
from annotator.store.sampled import Later, Sampled

_SEEDS: Final = 10_000


class Outcome(StrEnum):
    """What a check of one claim found."""

    OPEN = "open"
    RIGHT = "right"
    WRONG = "wrong"


class Checked(NamedTuple):
    """A claim of a sample, and what its check found; `item.group` is who made it."""

    item: QueueItem
    outcome: Outcome


class PartOfSample(NamedTuple):
    """What was drawn and found of one annotator's claims."""

    annotator: str
    drawn: int
    stratum: Stratum


class SampleStanding(NamedTuple):
    """How far a check has come; `rate` is None before the first verdict."""

    plan: SamplePlan
    claims: tuple[Checked, ...]
    parts: tuple[PartOfSample, ...]
    rate: ErrorRate | None


class SamplingService:
    """Draws samples and reads what their check found; a plan says all there is to know of one."""

    def __init__(self, context: Context, annotating: AnnotatingService) -> None:
        self._context = context
        self._annotating = annotating

    def plan(self, share: float, seed: int | None = None) -> SamplePlan:
        """Return a plan for what is submitted or approved now; a seed is drawn where none is given.

        Raises:
            ValidationError: the share or the seed makes no sense.
        """
        with self._context.overseeing() as unit:
            at = unit.sampled.newest()
        number = SystemRandom().randrange(1, _SEEDS) if seed is None else seed
        return SamplePlan(share=share, seed=number, at=at)

    def standing(self, plan: SamplePlan) -> SampleStanding:
        """Return the claims of a sample, and what is known of each and of the whole.

        A claim is wrong that was returned, rejected, deleted or edited since the sample was drawn;
        right if it was approved, or found right, as it was.
        """
        with self._context.overseeing() as unit:
            whole = unit.sampled.whole(plan.at)
            names = {user.id: user.name for user in unit.users.all()}
            sample = _sample(whole, plan)
            ids = [item.claim_id for item in sample]
            outcomes = _outcomes(sample, unit.sampled.later(ids, plan.at))
            for own in unit.sampled.remarked(ids, _found_right(plan)):
                outcomes.setdefault(own, Outcome.RIGHT)
            items = {item.subject[1]: item for item in unit.waiting.claims(ids)}
        claims = tuple(
            Checked(
                items[item.claim_id]._replace(group=names[item.annotator]),
                outcomes.get(item.claim_id, Outcome.OPEN),
            )
            for item in sample
        )
        parts = _parts(whole, claims, names)
        return SampleStanding(plan, claims, parts, error_rate([part.stratum for part in parts]))

    def find_right(self, plan: SamplePlan, claim: Claim) -> None:
        """Say that an approved claim of a sample is right; it is remarked on the claim.

        Raises:
            SecondPersonError: the user edited it last.
            IllegalMoveError: it is not approved; what was submitted is approved instead.
        """
        if claim.status is not ReviewStatus.APPROVED:
            raise IllegalMoveError("Only what is approved is checked again; give a verdict on it.")
        if claim.editor == self._context.user.id and not self._is_solo():
            raise SecondPersonError(SECOND_PERSON)
        self._annotating.comment(claim, _found_right(plan))

    def _is_solo(self) -> bool:
        with self._context.reading() as unit:
            return unit.project.get().policy is Policy.SOLO


def _found_right(plan: SamplePlan) -> str:
    return f"Found right in a check: {plan.name}."


def _sample(whole: Iterable[Sampled], plan: SamplePlan) -> list[Sampled]:
    strata: dict[int, list[int]] = {}
    for item in whole:
        strata.setdefault(item.annotator, []).append(item.claim_id)
    chosen = drawn(strata, plan.share, plan.seed)
    found = [item for item in whole if item.claim_id in chosen[item.annotator]]
    return sorted(found, key=lambda item: (item.annotator, item.document_id, item.claim_id))


def _outcomes(sample: Iterable[Sampled], changes: Iterable[Later]) -> dict[int, Outcome]:
    bodies = {item.claim_id: item.body for item in sample}
    found: dict[int, list[Outcome]] = {}
    for change in changes:
        known = found.setdefault(change.claim_id, [])
        edited = change.deleted or change.body != bodies[change.claim_id]
        if edited or change.status in {ReviewStatus.RETURNED, ReviewStatus.REJECTED}:
            known.append(Outcome.WRONG)
        elif change.taken_back and known:
            known.pop()
        elif change.status == ReviewStatus.APPROVED and not known:
            known.append(Outcome.RIGHT)
    return {own: _settled(known) for own, known in found.items() if known}


def _settled(found: Collection[Outcome]) -> Outcome:
    return Outcome.WRONG if Outcome.WRONG in found else Outcome.RIGHT


def _parts(
    whole: Iterable[Sampled], claims: Iterable[Checked], names: Mapping[int, str]
) -> tuple[PartOfSample, ...]:
    sizes = Counter(names[item.annotator] for item in whole)
    numbers = Counter(claim.item.group for claim in claims)
    counted = Counter((claim.item.group, claim.outcome) for claim in claims)
    parts = []
    for name in sorted(sizes):
        wrong, right = counted[name, Outcome.WRONG], counted[name, Outcome.RIGHT]
        parts.append(PartOfSample(name, numbers[name], Stratum(sizes[name], wrong + right, wrong)))
    return tuple(parts)
