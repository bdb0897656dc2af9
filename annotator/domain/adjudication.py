"""Several people's readings of one document, side by side, and what was settled of them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple
from uuid import UUID

from annotator.domain.claim import Claim, ClaimBody
from annotator.domain.claim_parts import Alike, Part, Picks, composed, differing, firmest
from annotator.domain.settlement import Choice
from annotator.domain.value import Value

TWO: Final = 2


class PersonReading(Value):
    """What one person has submitted of a document: the claims of their layer.

    `since` tells for each claim, by id, after which change of the history it was submitted as it
    reads now.
    """

    user: int
    name: str
    claims: tuple[Claim, ...] = ()
    since: Mapping[int, int] = {}


class Settlement(Value):
    """How claims were settled, by the change `number`; `at` is an ISO 8601 moment in UTC.

    `settled` has the bodies that the claims had then, by claim; `made` the claims of the agreed
    layer that came of it, as they were made.
    """

    id: int
    uid: UUID
    number: int
    document_id: int
    choice: Choice
    reason: str | None = None
    words: str | None = None
    user: str = ""
    at: str = ""
    settled: Mapping[int, ClaimBody]
    made: Mapping[int, ClaimBody]


class Awaiting(NamedTuple):
    """A document that several people read on their own.

    `readers` have submitted, `reading` have not yet; of the `claims` of those who have, how many
    are `settled`.
    """

    document_id: int
    title: str
    readers: int
    reading: int
    claims: int
    settled: int

    @property
    def is_ready(self) -> bool:
        """Tell whether there is anything to be settled."""
        return self.readers >= TWO

    @property
    def left(self) -> int:
        """Return how many claims are not settled."""
        return self.claims - self.settled


class Standing(StrEnum):
    """How far a group has come."""

    OPEN = "open"
    AGREED = "agreed"
    SETTLED = "settled"


class Group:
    """Claims that mean the same, at most one of each of the readers, and what was settled of them.

    `settlement` holds as long as every claim that it settled reads as it did then, and nobody
    else has said the same since; `earlier` are those that hold no longer.
    """

    def __init__(
        self,
        claims: Sequence[Claim | None],
        alike: Alike,
        readers: Sequence[str] = (),
        settlement: Settlement | None = None,
        earlier: Sequence[Settlement] = (),
    ) -> None:
        self.claims = tuple(claims)
        self.readers = tuple(readers)
        self.settlement = settlement
        self.earlier = tuple(earlier)
        self._alike = alike

    @property
    def there(self) -> tuple[Claim, ...]:
        """Return the claims of those who have one."""
        return tuple(claim for claim in self.claims if claim is not None)

    @property
    def standing(self) -> Standing:
        """Return how far it has come."""
        if self.settlement is not None:
            return Standing.SETTLED
        return Standing.AGREED if not (self.differing or self.is_partial) else Standing.OPEN

    @property
    def is_partial(self) -> bool:
        """Tell whether somebody has no such claim."""
        return None in self.claims

    @cached_property
    def differing(self) -> frozenset[Part]:
        """Return the parts in which the claims do not say the same."""
        return differing([claim.body for claim in self.there], self._alike)

    @property
    def start(self) -> int:
        """Return the offset of the first word of any content."""
        return min(claim.body.start for claim in self.there)

    @property
    def before(self) -> tuple[Settlement, ...]:
        """Return every settlement that settling it anew would replace."""
        return (*self.earlier, *((self.settlement,) if self.settlement else ()))

    def has(self, number: int) -> bool:
        """Tell whether the reading with this number has such a claim."""
        return 0 <= number < len(self.claims) and self.claims[number] is not None

    def likeliest(self) -> int:
        """Return the number of the reading that most agree with, the first of equals."""
        bodies = {at: claim.body for at, claim in enumerate(self.claims) if claim is not None}

        def apart(at: int) -> int:
            return sum(
                len(differing((bodies[at], other), self._alike)) for other in bodies.values()
            )

        return min(bodies, key=apart)

    def taken(self, decision: "Decision") -> tuple[ClaimBody, ...]:
        """Return the bodies that the agreed layer gets by a decision.

        Raises:
            ValueError: the decision names a reading that has no such claim, or says that all
                agree where they do not.
        """
        bodies = [claim.body for claim in self.there]
        match decision.choice:
            case Choice.AGREED:
                if self.differing or self.is_partial:
                    raise ValueError("these readings differ")
                return (firmest(bodies),)
            case Choice.BOTH:
                return tuple(bodies)
            case Choice.NEITHER:
                return ()
            case Choice.EDITED:
                return (self.composed(decision.picks, decision.reading),)
        return (self._body(decision.reading),)

    def composed(self, picks: Picks, otherwise: int) -> ClaimBody:
        """Return the body made of parts of several readings.

        Raises:
            ValueError: a pick names a reading that has no such claim.
        """
        held = {at: claim.body for at, claim in enumerate(self.claims) if claim is not None}
        for number in (otherwise, *picks.values()):
            self._body(number)
        places = {at: place for place, at in enumerate(held)}
        chosen = {part: places[number] for part, number in picks.items()}
        return composed(tuple(held.values()), chosen, places[otherwise])

    def _body(self, number: int) -> ClaimBody:
        claim = self.claims[number] if self.has(number) else None
        if claim is None:
            raise ValueError(f"reading {number} has no such claim")
        return claim.body


class Decision(Value):
    """What is to become of a group: a choice, the reading it names, and the parts picked.

    `reading` counts for `ONE`, and for `EDITED` where nothing was picked.
    """

    choice: Choice
    reading: int = 0
    picks: Mapping[Part, int] = {}
    reason: str | None = None
    words: str | None = None
