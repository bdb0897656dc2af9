"""Claims of several readings brought together, what was settled before left as it was."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotator.domain.adjudication import Group, PersonReading, Settlement
from annotator.domain.alignment import Said, groups, weight
from annotator.domain.assignment import assignment
from annotator.domain.claim import Claim, ClaimBody
from annotator.domain.claim_parts import Alike
from annotator.domain.span import Span
from annotator.domain.word_places import WordPlaces


class _Kept(NamedTuple):
    """A settlement that still holds, and its claims by the number of their reading."""

    settlement: Settlement
    claims: Mapping[int, Claim]


def side_by_side(
    readings: Sequence[PersonReading],
    settlements: Sequence[Settlement],
    standing: Mapping[int, ClaimBody],
    text: str,
    alike: Alike,
) -> tuple[Group, ...]:
    """Return the claims of several readings in groups, by their place in the text.

    Claims are grouped as `alignment.groups` does; what was settled together and reads as it did
    stays together, and is open again only when somebody else has said the same since. `standing`
    are the bodies of the document's living claims, those too of people who are not among these.
    """
    placed = {claim.id: (at, claim) for at, one in enumerate(readings) for claim in one.claims}
    kept = _kept([item for item in settlements if _holds(item, standing)], placed)
    fixed = {claim.id for one in kept for claim in one.claims.values()}
    since = {own: number for one in readings for own, number in one.since.items()}
    saying = _Saying(text, alike, since)
    free = [[claim for claim in one.claims if claim.id not in fixed] for one in readings]
    joined = _joined(saying.grouped(free), kept, saying)
    names = [one.name for one in readings]
    every = [
        _group(claims, kept[at] if at is not None else None, settlements, names, alike)
        for claims, at in joined
    ]
    return tuple(sorted(every, key=lambda group: (group.start, group.there[0].id)))


def _joined(
    fresh: Sequence[Sequence[Claim | None]], kept: Sequence[_Kept], saying: "_Saying"
) -> list[tuple[Sequence[Claim | None], int | None]]:
    """Return new groups, each with the number of what was settled of the same, then the rest."""
    holders = saying.holders(kept)
    weights = {
        (at, number): saying.weight(claims, kept[number])
        for at, claims in enumerate(fresh)
        for number in saying.touched(claims, holders)
    }
    partner = dict(assignment(weights))
    joined: list[tuple[Sequence[Claim | None], int | None]] = [
        (claims, partner.get(at)) for at, claims in enumerate(fresh)
    ]
    return joined + [((), at) for at in range(len(kept)) if at not in partner.values()]


def _group(
    fresh: Sequence[Claim | None],
    kept: _Kept | None,
    settlements: Sequence[Settlement],
    names: Sequence[str],
    alike: Alike,
) -> Group:
    old = kept.claims if kept else {}
    new = fresh or (None,) * len(names)
    claims = [old.get(at, new[at]) for at in range(len(names))]
    if kept is not None and not any(fresh):
        return Group(claims, alike, names, kept.settlement)
    ids = {claim.id for claim in claims if claim is not None}
    earlier = [one for one in settlements if ids & one.settled.keys()]
    return Group(claims, alike, names, earlier=earlier)


def _holds(settlement: Settlement, standing: Mapping[int, ClaimBody]) -> bool:
    return all(standing.get(claim) == body for claim, body in settlement.settled.items())


def _kept(holding: Sequence[Settlement], placed: Mapping[int, tuple[int, Claim]]) -> list[_Kept]:
    """Return what holds of these readings; of two that settled the same claim the newer one."""
    found: list[_Kept] = []
    taken: set[int] = set()
    for item in sorted(holding, key=lambda item: -item.id):
        mine = item.settled.keys() & placed.keys()
        if mine and taken.isdisjoint(mine):
            taken |= mine
            found.append(_Kept(item, dict(placed[claim] for claim in mine)))
    return found


class _Saying:
    """Claims of one text as far as pairing needs them."""

    def __init__(self, text: str, alike: Alike, since: Mapping[int, int]) -> None:
        self._places = WordPlaces(text)
        self._since = since
        self._alike = alike
        self._known: dict[int, Said] = {}

    def of(self, claim: Claim) -> Said:
        """Return a claim as it is paired by."""
        if claim.id not in self._known:
            self._known[claim.id] = self._said(claim)
        return self._known[claim.id]

    def grouped(self, readings: Sequence[Sequence[Claim]]) -> list[tuple[Claim | None, ...]]:
        """Return claims of several readings in groups, a place for each reading."""
        found = groups([[self.of(claim) for claim in one] for one in readings])
        known = {str(claim.uid): claim for one in readings for claim in one}
        return [tuple(known[said.key] if said else None for said in group) for group in found]

    def weight(self, claims: Sequence[Claim | None], kept: _Kept) -> int:
        """Return how strongly claims that are newer belong to what was settled.

        It is 0 where a reading would have two.
        """
        if any(claim is not None and at in kept.claims for at, claim in enumerate(claims)):
            return 0
        newer = [
            claim
            for claim in claims
            if claim is not None and self._since.get(claim.id, 0) > kept.settlement.number
        ]
        return max(
            (
                weight(self.of(claim), self.of(settled))
                for claim in newer
                for settled in kept.claims.values()
            ),
            default=0,
        )

    def holders(self, kept: Sequence[_Kept]) -> Mapping[int, set[int]]:
        """Return for each word the numbers of what was settled with it in a content."""
        found: dict[int, set[int]] = defaultdict(set)
        for number, one in enumerate(kept):
            for claim in one.claims.values():
                for word in self.of(claim).content:
                    found[word].add(number)
        return found

    def touched(
        self, claims: Sequence[Claim | None], holders: Mapping[int, set[int]]
    ) -> frozenset[int]:
        """Return the numbers of what was settled that shares a word with one of the claims."""
        words = (word for claim in claims if claim for word in self.of(claim).content)
        return frozenset(number for word in words for number in holders.get(word, ()))

    def _said(self, claim: Claim) -> Said:
        body = claim.body
        names = [self._alike.speaker(link.speaker) for link in body.chain]
        return Said(
            key=str(claim.uid),
            content=self._places.of(body.content),
            source=self._places.of(_there(body.last.source)),
            cue=self._places.of(_there(body.last.cue)),
            speaker=names[-1] if names else None,
            via=tuple(names[:-1]),
        )


def _there(span: Span | None) -> Iterable[Span]:
    return () if span is None else (span,)
