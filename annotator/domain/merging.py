"""Several speakers that become one, and mentions that go to another: what would come of it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.domain.speaker import Role, Speaker, SpeakerBody, name_key
from annotator.domain.value import Value


class MentionRef(NamedTuple):
    """One link of a claim's chain, by its position."""

    claim_id: int
    position: int


class Touched(Value):
    """How many claims of a document an act would reach, and how many of them are approved."""

    document_id: int
    title: str
    claims: int
    approved: int


class MergePreview(Value):
    """What a merge would do: `survivor` would read `after`, `others` would be tombstones.

    `touched` are the claims that name one of the others; none of them is rewritten, and their
    approvals stay.
    """

    survivor: Speaker
    others: tuple[Speaker, ...]
    after: SpeakerBody
    touched: tuple[Touched, ...]

    @property
    def claims(self) -> int:
        """Return how many claims would show another speaker."""
        return sum(item.claims for item in self.touched)

    @property
    def approved(self) -> int:
        """Return how many of them are approved, and stay so."""
        return sum(item.approved for item in self.touched)

    @property
    def dropped(self) -> tuple[str, ...]:
        """Return the external ids that the survivor would not keep."""
        others = (item.body.external_id for item in self.others)
        return tuple(dict.fromkeys(i for i in others if i and i != self.after.external_id))


class MovePreview(Value):
    """What moving mentions would do: each claim is edited, an approved one loses its approval."""

    speaker: Speaker
    mentions: tuple[MentionRef, ...]
    touched: tuple[Touched, ...]

    @property
    def claims(self) -> int:
        """Return how many claims would be edited."""
        return sum(item.claims for item in self.touched)

    @property
    def approved(self) -> int:
        """Return how many of them would lose their approval."""
        return sum(item.approved for item in self.touched)


class Likeness(Value):
    """Two speakers that may be one: why, and how likely, 0.0 to 1.0."""

    one: Speaker
    other: Speaker
    reasons: tuple[str, ...]
    likeness: float


def merged(survivor: SpeakerBody, others: Sequence[SpeakerBody]) -> SpeakerBody:
    """Return what is known of a speaker once others are merged into it.

    Its name and kind stay; the others' names become aliases. An external id is taken over only
    where it has none; notes that differ stand one below the other.
    """
    every = (survivor, *others)
    ids = (body.external_id for body in every)
    notes = dict.fromkeys(body.note for body in every if body.note)
    return survivor.amended(
        aliases=_aliases(survivor.name, every),
        roles=_roles(every),
        external_id=next((item for item in ids if item), None),
        note="\n".join(notes) or None,
    )


def _aliases(name: str, bodies: Iterable[SpeakerBody]) -> tuple[str, ...]:
    found = {name_key(name): name}
    for body in bodies:
        for item in (body.name, *body.aliases):
            found.setdefault(name_key(item), item)
    return tuple(found.values())[1:]


def _roles(bodies: Iterable[SpeakerBody]) -> tuple[Role, ...]:
    return tuple(dict.fromkeys(role for body in bodies for role in body.roles))
