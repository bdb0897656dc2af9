"""Who passed it on: the outer links of a claim, outermost first."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from sys import maxsize
from typing import Final, NamedTuple

from annotator.domain.claim import ClaimKind
from annotator.extract.drafting.hits import Draft
from annotator.extract.prose.segmentation import Stretch, words
from annotator.extract.prose.vocabulary import vocabulary

_PRESS: Final = ("press service", "press office", "press release", "press department")
_MOSTLY: Final = 0.6
_NEAR: Final = 60


class Chained(NamedTuple):
    """A draft with the drafts that passed it on, outermost first."""

    draft: Draft
    outer: tuple[Draft, ...]
    kind: ClaimKind


def chained(text: str, found: Sequence[tuple[Draft, ClaimKind]]) -> list[Chained]:
    """Return the drafts with their outer links; a mere link is no claim of its own.

    A draft inside another's indirect content is passed on by that one. `X reports, citing Y` is
    one claim of Y. A link counts where its sentence names it; it does not linger.
    """
    links = _citing(found)
    passing = {outer.cue for outer, _ in links.values()}
    spread = _Spread(
        [draft for draft, _ in found if draft.source is not None and draft.cue not in passing]
    )
    kept: list[Chained] = []
    for draft, kind in found:
        if draft.cue in passing:
            continue
        around = spread.around(draft)
        outer = [link for holder in around for link in (*_citing_links(holder, links), holder)]
        kept.append(Chained(draft, (*outer, *_citing_links(draft, links)), kind))
    mere = _mere_links(text, kept)
    return [item for item in kept if item.draft.cue not in mere]


class _Spread:
    """Finds the drafts whose content holds another draft, among those that begin not far before."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        """Sort the fragments of all contents."""
        pieces = (
            (piece.start, piece.end, at) for at, d in enumerate(drafts) for piece in d.content
        )
        self._pieces = sorted(pieces)
        self._drafts = drafts

    def around(self, draft: Draft) -> tuple[Draft, ...]:
        """Return the drafts of one paragraph that hold this one whole, the widest first."""
        begins, ends = _extent(draft)
        end = bisect_right(self._pieces, (begins, maxsize, 0))
        holding: dict[Stretch, Draft] = {}
        for _, reach, at in reversed(self._pieces[max(0, end - _NEAR) : end]):
            other = self._drafts[at]
            same = other.cue == draft.cue or other.content == draft.content
            if reach >= ends and not same:
                holding[other.cue] = other
        return tuple(sorted(holding.values(), key=lambda item: -_length(item.content)))


def _length(content: Sequence[Stretch]) -> int:
    return sum(piece.end - piece.start for piece in content)


def _mere_links(text: str, kept: Sequence[Chained]) -> set[Stretch]:
    """Return the cues of what a medium reports where that is nothing but another's claim, whole."""
    return {
        outer.cue
        for item in kept
        for outer in item.outer
        if _share_inside(item.draft, outer) >= _MOSTLY and is_medium(text, outer.source)
    }


def _share_inside(draft: Draft, outer: Draft) -> float:
    """Return how much of the outer content the draft takes, its source and cue included."""
    begins, ends = _extent(draft)
    taken = sum(max(0, min(ends, piece.end) - max(begins, piece.start)) for piece in outer.content)
    return taken / _length(outer.content)


def _extent(draft: Draft) -> tuple[int, int]:
    parts = [*draft.content, draft.cue, draft.source or draft.cue]
    return min(part.start for part in parts), max(part.end for part in parts)


def is_medium(text: str, source: Stretch | None) -> bool:
    """Tell whether a source is an outlet or a press service: one that passes on."""
    if source is None:
        return False
    phrase = text[source.start : source.end].lower()
    if any(item in phrase for item in _PRESS):
        return True
    known = vocabulary()
    lows = [word.low for word in words(text, source)]
    return bool(lows) and (
        any(low in known.outlet_nouns for low in lows) or lows[-1] in known.outlet_words
    )


def _citing(found: Sequence[tuple[Draft, ClaimKind]]) -> dict[Stretch, tuple[Draft, Draft]]:
    """Return who cites whom, outer and inner draft, by the inner one's cue."""
    by_cue = {draft.cue: draft for draft, _ in found}
    return {
        inner.cue: (by_cue[inner.cited_by], inner)
        for inner, _ in found
        if inner.cited_by is not None and inner.cited_by in by_cue
    }


def _citing_links(draft: Draft, links: Mapping[Stretch, tuple[Draft, Draft]]) -> tuple[Draft, ...]:
    """Return who cites whom down to the draft, outermost first."""
    chain: tuple[Draft, ...] = ()
    inner = draft
    while inner.cue in links and len(chain) < len(links):
        inner = links[inner.cue][0]
        chain = (inner, *chain)
    return chain
