"""Who passed it on: the outer links of a claim, outermost first."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from sys import maxsize
from typing import Final, NamedTuple

from annotator.domain.claim import ClaimKind
from annotator.extract.drafting.hits import Draft
from annotator.extract.drafting.scoring import Rule
from annotator.extract.prose.segmentation import Stretch, words
from annotator.extract.prose.vocabulary import vocabulary

_PRESS: Final = ("press service", "press office", "press release", "press department")
_MOSTLY: Final = 0.6
_WHOLLY: Final = 0.75
_NEAR: Final = 60
_TELLING: Final = frozenset(
    [
        *("say", "tell", "write", "add", "claim", "answer", "reply", "warn", "assure", "explain"),
        *("state", "testify", "note", "inform", "recount", "relate", "recall", "maintain"),
    ]
)
_TELLING_OF: Final = frozenset(["describe", "admit", "complain", "alert", "forbid"])


class Chained(NamedTuple):
    """A draft with the drafts that passed it on, outermost first."""

    draft: Draft
    outer: tuple[Draft, ...]
    kind: ClaimKind


def chained(text: str, found: Sequence[tuple[Draft, ClaimKind]]) -> list[Chained]:
    """Return the drafts with their outer links; a mere link is no claim of its own.

    A draft inside another's content is passed on by that one. `X reports, citing Y` is one claim
    of Y, and so is `Y told her that P, X recalled`. A link counts where its sentence names it; it
    does not linger.
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
        outer = [link for holder in around for link in (*_passed_by(holder, links), holder)]
        kept.append(Chained(draft, (*outer, *_passed_by(draft, links)), kind))
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
            if reach >= ends and other.cue != draft.cue and other.content != draft.content:
                holding[other.cue] = other
        return tuple(sorted(holding.values(), key=lambda item: -_length(item.content)))


def _length(content: Sequence[Stretch]) -> int:
    return sum(piece.end - piece.start for piece in content)


def _mere_links(text: str, kept: Sequence[Chained]) -> set[Stretch]:
    """Return the cues of what is nothing but another's claim, passed on.

    That is most of what a medium reports, and all of what anybody tells that somebody told. A
    quotation in a quotation, and an act such as a promise, are claims beside those around them.
    """
    kinds = {item.draft.cue: item.kind for item in kept}
    return {
        outer.cue
        for item in kept
        for outer in item.outer
        if _passes_on(text, item.draft, outer, kinds.get(outer.cue))
    }


def _passes_on(text: str, draft: Draft, outer: Draft, kind: ClaimKind | None) -> bool:
    share = _share_inside(draft, outer)
    if share >= _MOSTLY and is_medium(text, outer.source):
        return True
    if share < _WHOLLY or kind is ClaimKind.DIRECT or _is_same(text, draft, outer):
        return False
    told = draft.rule is not Rule.OBJECT and not text.startswith("to ", draft.content[0].start)
    return draft.lemma in _TELLING_OF or (told and draft.lemma in _TELLING)


def _is_same(text: str, draft: Draft, outer: Draft) -> bool:
    """Tell whether nobody or the same words say what is passed on: `She said she had added`."""
    if draft.source is None or outer.source is None:
        return True
    return draft.source.text(text).lower() == outer.source.text(text).lower()


def _share_inside(draft: Draft, outer: Draft) -> float:
    """Return how much of the outer content the draft takes, its source and cue included."""
    begins, ends = _extent(draft)
    taken = sum(max(0, min(ends, piece.end) - max(begins, piece.start)) for piece in outer.content)
    return taken / _length(outer.content)


def _extent(draft: Draft) -> tuple[int, int]:
    starts, ends = zip(*draft.content, draft.cue, draft.source or draft.cue, strict=True)
    return min(starts), max(ends)


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


def _passed_by(draft: Draft, links: Mapping[Stretch, tuple[Draft, Draft]]) -> tuple[Draft, ...]:
    """Return who cites whom down to the draft, outermost first."""
    chain: tuple[Draft, ...] = ()
    inner = draft
    while inner.cue in links and len(chain) < len(links):
        inner = links[inner.cue][0]
        chain = (inner, *chain)
    return chain if draft.quoted_by is None else (*chain, without_cue(draft, draft.quoted_by))


def without_cue(draft: Draft, source: Stretch) -> Draft:
    """Return who passes a draft on with no cue: an empty stretch stands in its place."""
    cue = Stretch(source.start, source.start)
    return draft._replace(source=source, cue=cue, cited_by=None, quoted_by=None)
