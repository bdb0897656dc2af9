"""What a claim takes over: what its document starts every claim with, or the claim above it."""

from collections.abc import Collection, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from annotator.domain.asked import OPEN_STATES, is_asked
from annotator.domain.attribution import Attribution
from annotator.domain.claim import Claim, ClaimBody
from annotator.domain.codebook import Codebook, FieldScope
from annotator.domain.document import ClaimDefaults
from annotator.domain.field import EMPTY_FIELD, FieldState, FieldValue
from annotator.domain.survivors import survivors

USUAL_FIELDS: Final = ("medium", "addressee", "said_on", "said_at")
"""What claims of one occasion share, as the codebook that ships calls it."""


class TakenOver(NamedTuple):
    """What “same as above” takes: the speakers of the chain, these fields, the tags."""

    speakers: bool = True
    fields: Collection[str] = USUAL_FIELDS
    tags: bool = False


def started(body: ClaimBody, defaults: ClaimDefaults, codebook: Codebook) -> ClaimBody:
    """Return a new claim's body with the defaults where it has nothing yet, unverified.

    A field or tag that was merged starts as its survivor; a retired one, and a field that is not
    asked for beside the others, is left out.
    """
    if defaults == ClaimDefaults():
        return body
    known = survivors(codebook)
    offered = known.read_fields(defaults.fields)
    fields = dict(body.fields)
    for definition in codebook.of(FieldScope.CLAIM):
        key = definition.key
        value = offered.get(key, EMPTY_FIELD).value
        if value is not None and body.field(key) == EMPTY_FIELD and is_asked(definition, fields):
            fields[key] = FieldValue(value=value, state=FieldState.UNVERIFIED)
    active = {tag.key for tag in codebook.all_tags() if not tag.retired}
    tags = (*body.tags, *(tag for tag in known.read_tags(defaults.tags) if tag in active))
    return body.amended(fields=fields, tags=tags)


def same_as(body: ClaimBody, above: ClaimBody, taken: TakenOver) -> ClaimBody:
    """Return a body that says the same of the occasion as another one; no span is copied.

    The speakers are taken from the inner end of the chain outwards. A field that somebody has
    decided on stays as it is.
    """
    fields = dict(body.fields)
    for key in taken.fields:
        if body.field(key).state in OPEN_STATES and above.field(key) != EMPTY_FIELD:
            fields[key] = _copied(above.field(key))
    return body.amended(
        chain=_speaking(body.chain, above.chain) if taken.speakers else body.chain,
        fields=fields,
        tags=(*body.tags, *above.tags) if taken.tags else body.tags,
    )


def claim_above(claims: Sequence[Claim], start: int, own: int | None) -> Claim | None:
    """Return the claim whose content begins last before an offset, or as early but older."""
    before = [
        claim
        for claim in claims
        if claim.id != own
        and (claim.body.start < start or (claim.body.start == start and own and claim.id < own))
    ]
    return max(before, key=lambda claim: (claim.body.start, claim.id), default=None)


def _copied(field: FieldValue) -> FieldValue:
    state = FieldState.CONFIRMED if field.state is FieldState.CORRECTED else field.state
    return FieldValue(value=field.value, state=state)


def _speaking(
    chain: Sequence[Attribution], above: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """Return a chain with the speakers of another one; its own words, and links beyond, stay."""
    pairs = zip_longest(reversed(chain), reversed(above))
    named = [
        (own or Attribution()).amended(speaker=other.speaker) if other else own
        for own, other in pairs
    ]
    return tuple(link for link in reversed(named) if link is not None)
