"""How much two readings of the same words have in common."""

from collections.abc import Iterable, Sequence
from typing import Final

from annotator.domain.span import Span

SAME_CLAIM: Final = 0.8


def likeness(left: Iterable[Span], right: Iterable[Span]) -> float:
    """Return the share of code points that both cover among those either covers, 0.0 to 1.0."""
    mine, theirs = _covered(left), _covered(right)
    either = mine | theirs
    return len(mine & theirs) / len(either) if either else 0.0


def is_among(content: Sequence[Span], known: Iterable[Sequence[Span]]) -> bool:
    """Tell whether a content is, give or take a few words, one of those known."""
    return any(likeness(content, other) >= SAME_CLAIM for other in known)


def _covered(spans: Iterable[Span]) -> set[int]:
    return {offset for span in spans for offset in range(span.start, span.end)}
