"""The parts of a claim that two readings of it may differ in, and how a body is made of them."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.speaker import Speaker

_NO_LINK: Final = Attribution()
_SEEN: Final = frozenset({FieldState.CONFIRMED, FieldState.CORRECTED})


class PartKind(StrEnum):
    """What sort of part."""

    CONTENT = "content"
    KIND = "kind"
    SPEAKER = "speaker"
    SOURCE = "source"
    CUE = "cue"
    TAGS = "tags"
    FIELD = "field"


_OF_LINKS: Final = (PartKind.SPEAKER, PartKind.SOURCE, PartKind.CUE)


class Part(NamedTuple):
    """One part of a claim.

    Of the chain, `link` counts from the claim's own speaker, 0, outwards. A field has its `key`.
    """

    kind: PartKind
    link: int = 0
    key: str = ""


Picks = Mapping[Part, int]
"""For each part the number of the reading that it is taken from."""


class Alike:
    """Tells whether two readings mean the same, whatever their speakers were merged into.

    How one came to a value, confirmed or corrected, is no part of what it says.
    """

    def __init__(
        self, speakers: Mapping[int, Speaker] | None = None, speaker_fields: Iterable[str] = ()
    ) -> None:
        self._speakers = speakers or {}
        self._fields = frozenset(speaker_fields)
        self._uids = {
            str(uid): str(one.uid)
            for one in self._speakers.values()
            for uid in (one.uid, *one.absorbed)
        }

    def speaker(self, speaker: int | None) -> str | None:
        """Return who a speaker's id means, as a lasting name."""
        known = None if speaker is None else self._speakers.get(speaker)
        return str(known.uid) if known else None if speaker is None else str(speaker)

    def meaning(self, body: ClaimBody, part: Part) -> object:
        """Return what a body says in one part, equal for two that say the same."""
        match part.kind:
            case PartKind.SPEAKER:
                return self.speaker(link_of(body, part.link).speaker)
            case PartKind.FIELD:
                return self._field(part.key, body.field(part.key))
        return value_of(body, part)

    def _field(self, key: str, field: FieldValue) -> object:
        value = field.value
        if value is not None and key in self._fields:
            value = self._uids.get(value, value)
        return value, field.state if value is None else None, field.evidence


def parts_of(bodies: Sequence[ClaimBody], fields: Iterable[str] = ()) -> tuple[Part, ...]:
    """Return every part that one of the bodies has, in the order of the window.

    `fields` are the keys of the codebook in their order; others come after them.
    """
    found = [Part(PartKind.CONTENT), Part(PartKind.KIND)]
    links = max((len(body.chain) for body in bodies), default=0)
    for link in range(max(links, 1)):
        found += [Part(kind, link) for kind in _OF_LINKS]
    if any(body.tags for body in bodies):
        found.append(Part(PartKind.TAGS))
    known = {key for body in bodies for key in body.fields}
    keys = dict.fromkeys([*(key for key in fields if key in known), *sorted(known)])
    return (*found, *(Part(PartKind.FIELD, key=key) for key in keys))


def differing(bodies: Sequence[ClaimBody], alike: Alike) -> frozenset[Part]:
    """Return the parts in which not all bodies say the same."""
    return frozenset(
        part for part in parts_of(bodies) if len({alike.meaning(body, part) for body in bodies}) > 1
    )


def value_of(body: ClaimBody, part: Part) -> Any:
    """Return a part as it stands in a body."""
    match part.kind:
        case PartKind.FIELD:
            return body.field(part.key)
        case PartKind.SPEAKER | PartKind.SOURCE | PartKind.CUE:
            return getattr(link_of(body, part.link), part.kind.value)
    return getattr(body, part.kind.value)


def link_of(body: ClaimBody, link: int) -> Attribution:
    """Return a link of the chain, counted from the claim's speaker outwards; empty beyond it."""
    return body.chain[-1 - link] if link < len(body.chain) else _NO_LINK


def composed(bodies: Sequence[ClaimBody], picks: Picks, otherwise: int) -> ClaimBody:
    """Return the body whose parts are taken from these, those not picked from one of them.

    Links that are left with nothing at the outer end of the chain fall away.
    """
    taken = {part: bodies[picks.get(part, otherwise)] for part in parts_of(bodies)}
    chain: list[Attribution] = []
    for link in range(max((part.link for part in taken), default=0), -1, -1):
        parts = {kind: Part(kind, link) for kind in _OF_LINKS}
        made = {kind.value: value_of(taken[part], part) for kind, part in parts.items()}
        if chain or any(value is not None for value in made.values()):
            chain.append(Attribution(**made))
    fields = {
        part.key: body.field(part.key)
        for part, body in taken.items()
        if part.kind is PartKind.FIELD
    }
    return ClaimBody(
        kind=taken[Part(PartKind.KIND)].kind,
        content=taken[Part(PartKind.CONTENT)].content,
        chain=tuple(chain),
        fields=fields,
        tags=bodies[picks.get(Part(PartKind.TAGS), otherwise)].tags,
    )


def firmest(bodies: Sequence[ClaimBody]) -> ClaimBody:
    """Return the first of bodies that say the same, each field as whoever looked at it has it."""
    first = bodies[0]
    for key, field in first.fields.items():
        if field.state is FieldState.UNVERIFIED:
            seen = (body.field(key) for body in bodies)
            found = next((one for one in seen if one.state in _SEEN), field)
            first = first.with_field(key, found)
    return first
