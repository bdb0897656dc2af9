"""Which claims of two readings of one text are the same one, and how alike they are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from annotator.domain.assignment import assignment
from annotator.domain.span import Span
from annotator.domain.word_places import Words, overlap

SAME_CLAIM: Final = 0.8
HALF: Final = 0.5
_TWO: Final = 2
_CONTENT: Final = 1_000_000
_SPEAKER: Final = 120_000
_CHAIN: Final = 60_000
_WORDING: Final = 60_000


def likeness(left: Iterable[Span], right: Iterable[Span]) -> float:
    """Return the share of code points that both cover among those either covers, 0.0 to 1.0."""
    mine, theirs = _covered(left), _covered(right)
    either = mine | theirs
    return len(mine & theirs) / len(either) if either else 0.0


def is_among(content: Sequence[Span], known: Iterable[Sequence[Span]]) -> bool:
    """Tell whether a content is, give or take a few words, one of those known."""
    return any(likeness(content, other) >= SAME_CLAIM for other in known)


class Said(NamedTuple):
    """A claim as far as pairing needs it; `key` is its lasting id, no other of its layer has it.

    `source`, `cue` and `speaker` are those of the chain's last link, `via` the speakers before it.
    Speakers are compared as they stand here.
    """

    key: str
    content: Words
    source: Words = frozenset()
    cue: Words = frozenset()
    speaker: str | None = None
    via: tuple[str | None, ...] = ()


class Pair(NamedTuple):
    """The same claim in two layers, or a claim that one of them has alone."""

    left: Said | None
    right: Said | None


Group = tuple[Said | None, ...]
"""The same claim in several layers, a place for each layer; at least one has it."""
_Node = tuple[int, str]
"""A claim by the number of its layer and its key."""


def align(left: Sequence[Said], right: Sequence[Said]) -> tuple[Pair, ...]:
    """Return the claims of two layers side by side, each once, by their place in the text.

    Those are paired that together are most alike, by the words of their contents first, then by
    speaker, chain, source and cue; never by their order. Claims that share no word of content are
    never paired. The sides may be swapped and their claims shuffled: the pairs stay the same.
    """
    mine, theirs = sorted(left, key=_order), sorted(right, key=_order)
    if [_order(item) for item in theirs] < [_order(item) for item in mine]:
        return tuple(Pair(pair.right, pair.left) for pair in _aligned(theirs, mine))
    return tuple(_aligned(mine, theirs))


def groups(layers: Sequence[Sequence[Said]]) -> tuple[Group, ...]:
    """Return the claims of several layers side by side, each once, by their place in the text.

    Two layers are paired as `align` does. Of more, every two are, and the likest pairs brought
    together first as long as no layer has two claims in one group.
    """
    if len(layers) == _TWO:
        return align(*layers)
    found = {
        (number, item.key): {number: item} for number, layer in enumerate(layers) for item in layer
    }
    for one, other in _all_pairs(layers):
        mine, theirs = found[one], found[other]
        if mine is not theirs and mine.keys().isdisjoint(theirs):
            mine.update(theirs)
            found.update({(number, item.key): mine for number, item in theirs.items()})
    every = {id(group): group for group in found.values()}.values()
    rows = [tuple(group.get(number) for number in range(len(layers))) for group in every]
    return tuple(sorted(rows, key=_place))


def shared(left: Sequence[Said], right: Sequence[Said]) -> Mapping[tuple[int, int], int]:
    """Return how many words of content two claims share, by their places; only where there are."""
    holders: dict[int, list[int]] = {}
    for at, item in enumerate(right):
        for word in item.content:
            holders.setdefault(word, []).append(at)
    return Counter(
        (at, other)
        for at, item in enumerate(left)
        for word in item.content
        for other in holders.get(word, ())
    )


def weight(left: Said, right: Said) -> int:
    """Return how strongly two claims belong together, 0 if they cannot be one.

    They may be one if their contents have half of their words in common, or half of the shorter
    one's and a speaker, a source or a cue besides: so a quotation finds the sentence around it,
    and a claim inside another's does not.
    """
    shared = len(left.content & right.content)
    if not shared:
        return 0
    alike = overlap(left.content, right.content)
    least = HALF * min(len(left.content), len(right.content))
    if alike < HALF and (shared < least or not _have_in_common(left, right)):
        return 0
    return round(
        _CONTENT * alike
        + _SPEAKER * (left.speaker == right.speaker)
        + _CHAIN * (left.via == right.via)
        + _WORDING * (overlap(left.source, right.source) + overlap(left.cue, right.cue))
    )


def _have_in_common(left: Said, right: Said) -> bool:
    same = left.speaker is not None and left.speaker == right.speaker
    return same or bool(left.source & right.source or left.cue & right.cue)


def _aligned(left: Sequence[Said], right: Sequence[Said]) -> list[Pair]:
    paired = assignment(_weights(left, right))
    partner, taken = dict(paired), {other for _, other in paired}
    pairs = [
        Pair(item, right[partner[at]] if at in partner else None) for at, item in enumerate(left)
    ]
    pairs += [Pair(None, item) for at, item in enumerate(right) if at not in taken]
    return sorted(pairs, key=_place)


def _weights(left: Sequence[Said], right: Sequence[Said]) -> Mapping[tuple[int, int], int]:
    return {(at, other): weight(left[at], right[other]) for at, other in shared(left, right)}


def _all_pairs(layers: Sequence[Sequence[Said]]) -> Iterable[tuple[_Node, _Node]]:
    """Return the pairs of every two layers, the likest first."""
    pairs = [
        (_rank(pair.left, pair.right), (one, pair.left.key), (other, pair.right.key))
        for one, other in combinations(range(len(layers)), 2)
        for pair in align(layers[one], layers[other])
        if pair.left is not None and pair.right is not None
    ]
    pairs.sort(key=lambda pair: pair[0])
    return [(one, other) for _likest, one, other in pairs]


def _rank(left: Said, right: Said) -> tuple[object, ...]:
    return -weight(left, right), sorted((_order(left), _order(right)))


def _order(item: Said) -> tuple[object, ...]:
    """Return what puts claims in one order, whatever order they come in."""
    names = tuple((name is not None, name or "") for name in (item.speaker, *item.via))
    wording = (sorted(item.source), sorted(item.cue))
    return sorted(item.content), names, *wording, item.key


def _place(row: Sequence[Said | None]) -> tuple[object, ...]:
    return min((_order(item) for item in row if item is not None), default=())


def _covered(spans: Iterable[Span]) -> set[int]:
    return {offset for span in spans for offset in range(span.start, span.end)}
