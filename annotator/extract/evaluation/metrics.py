"""How well proposed spans match annotated ones: counts of one document, to be summed.

All figures are micro-averages over attributions. Subsets are by the kind that the quotation marks
of the text give a content: recall counts annotated attributions of that kind, precision those
proposed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from annotator.extract.evaluation.measured_text import MeasuredText, Tokens

HALF: Final = 0.5
SUBSETS: Final[Mapping[str, frozenset[str]]] = {
    "all": frozenset({"direct", "mixed", "indirect"}),
    "direct": frozenset({"direct"}),
    "mixed": frozenset({"mixed"}),
    "indirect": frozenset({"indirect"}),
    "quoted": frozenset({"direct", "mixed"}),
}
METRICS: Final = (
    "content_strict_raw",
    "content_strict",
    "content_soft",
    "content_iou50",
    "cue_strict",
    "cue_any",
    "source_given_content",
    "source_iou_given_content",
    "full",
    "full_head",
)
_ANY_TOKEN: Final = 1e-9
_SOURCE_WEIGHT: Final = 1e-3


class Reading(NamedTuple):
    """One attribution in tokens; `line` is what it was made of."""

    raw: Tokens
    content: Tokens
    source: Tokens
    cue: Tokens
    head: int | None
    kind: str
    line: Mapping[str, Any]


class Count(NamedTuple):
    """Hits among what was proposed and among what was annotated; soft hits are fractions."""

    proposed_right: float = 0.0
    proposed: int = 0
    annotated_found: float = 0.0
    annotated: int = 0

    def plus(self, other: "Count") -> "Count":
        """Return the sum of both."""
        return Count(
            self.proposed_right + other.proposed_right,
            self.proposed + other.proposed,
            self.annotated_found + other.annotated_found,
            self.annotated + other.annotated,
        )


Counts = dict[tuple[str, str], Count]
"""Counts by metric and subset."""
Likeness = Callable[[Reading, Reading], float]
Match = tuple[int, int]
"""The numbers of an annotated and a proposed attribution that belong together."""
Valued = Iterable[tuple[float, str]]
"""Hits with the kind of each attribution."""


def readings(text: MeasuredText, attributions: Iterable[Mapping[str, Any]]) -> list[Reading]:
    """Return attributions in tokens; those whose content holds no word are left out."""
    return [item for line in attributions if (item := _reading(text, line)).content]


def _reading(text: MeasuredText, line: Mapping[str, Any]) -> Reading:
    source = text.core(line.get("source") or ())
    return Reading(
        raw=text.tokens(line["content"]),
        content=text.core(line["content"]),
        source=source,
        cue=text.core(line.get("cue") or ()),
        head=text.head(source),
        kind=text.kind(line["content"]),
        line=line,
    )


def jaccard(left: Tokens, right: Tokens) -> float:
    """Return what both share of what either has; 1.0 if both are empty."""
    if left.isdisjoint(right):
        return 0.0 if left or right else 1.0
    both = len(left & right)
    return both / (len(left) + len(right) - both)


def matches(
    gold: Sequence[Reading], found: Sequence[Reading], likeness: Likeness, least: float
) -> list[Match]:
    """Pair attributions one to one, the likest first, earlier ones before later ones."""
    rated = sorted(
        (-value, at, other)
        for at, left in enumerate(gold)
        for other, right in enumerate(found)
        if (value := likeness(left, right)) >= least and value > 0
    )
    paired: list[Match] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, at, other in rated:
        if at not in used_gold and other not in used_found:
            used_gold.add(at)
            used_found.add(other)
            paired.append((at, other))
    return paired


def content_matches(gold: Sequence[Reading], found: Sequence[Reading]) -> list[Match]:
    """Pair attributions whose contents share half of their tokens or more."""
    return matches(gold, found, lambda left, right: jaccard(left.content, right.content), HALF)


def full_matches(gold: Sequence[Reading], found: Sequence[Reading]) -> list[Match]:
    """Pair attributions that share half of their contents' tokens and have the same source."""
    return matches(gold, found, _full(by_head=False), HALF)


def document_counts(gold: Sequence[Reading], found: Sequence[Reading]) -> Counts:
    """Return the counts of every metric for one document."""
    counts: Counts = {}
    for metric, likeness, least, wanted in _ONE_TO_ONE:
        paired = matches(gold, found, likeness, least)
        right = {other for _, other in paired}
        hit = {at for at, _ in paired}
        _add(
            counts,
            metric,
            [(float(at in right), item.kind) for at, item in enumerate(found) if wanted(item)],
            [(float(at in hit), item.kind) for at, item in enumerate(gold) if wanted(item)],
        )
    _add(counts, "content_soft", _covered(found, gold), _covered(gold, found))
    paired = content_matches(gold, found)
    for metric, by_head in (("source_given_content", True), ("source_iou_given_content", False)):
        judged = [
            (gold[at], found[other], same_source(gold[at], found[other], by_head=by_head))
            for at, other in paired
        ]
        _add(
            counts,
            metric,
            [(float(right), item.kind) for _, item, right in judged if item.source or right],
            [(float(right), item.kind) for item, _, right in judged if item.source or right],
        )
    return counts


def same_source(gold: Reading, found: Reading, *, by_head: bool) -> bool:
    """Tell whether two sources share half of their tokens, are both empty or share their head."""
    if bool(gold.source) != bool(found.source):
        return False
    if jaccard(gold.source, found.source) >= HALF:
        return True
    return by_head and gold.head is not None and gold.head == found.head


def _covered(these: Iterable[Reading], others: Iterable[Reading]) -> Iterator[tuple[float, str]]:
    everywhere: Tokens = frozenset().union(*(item.content for item in others))
    for item in these:
        yield len(item.content & everywhere) / len(item.content), item.kind


def _add(counts: Counts, metric: str, found: Valued, gold: Valued) -> None:
    proposed, annotated = list(found), list(gold)
    for subset, kinds in SUBSETS.items():
        right = [value for value, kind in proposed if kind in kinds]
        hit = [value for value, kind in annotated if kind in kinds]
        counts[metric, subset] = Count(sum(right), len(right), sum(hit), len(hit))


def _full(*, by_head: bool) -> Likeness:
    def likeness(gold: Reading, found: Reading) -> float:
        content = jaccard(gold.content, found.content)
        if content < HALF or not same_source(gold, found, by_head=by_head):
            return 0.0
        return content + _SOURCE_WEIGHT * jaccard(gold.source, found.source)

    return likeness


def _cue_likeness(gold: Reading, found: Reading) -> float:
    return jaccard(gold.cue, found.cue) if gold.cue and found.cue else 0.0


_ONE_TO_ONE: Final[Sequence[tuple[str, Likeness, float, Callable[[Reading], bool]]]] = (
    ("content_strict_raw", lambda g, f: float(g.raw == f.raw), 1.0, lambda _: True),
    ("content_strict", lambda g, f: float(g.content == f.content), 1.0, lambda _: True),
    ("content_iou50", lambda g, f: jaccard(g.content, f.content), HALF, lambda _: True),
    ("cue_strict", lambda g, f: float(bool(g.cue) and g.cue == f.cue), 1.0, lambda r: bool(r.cue)),
    ("cue_any", _cue_likeness, _ANY_TOKEN, lambda r: bool(r.cue)),
    ("full", _full(by_head=False), HALF, lambda _: True),
    ("full_head", _full(by_head=True), HALF, lambda _: True),
)
