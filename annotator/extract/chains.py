"""Who passed it on: the outer links of a claim, outermost first."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from annotator.domain.claim import ClaimKind
from annotator.extract.hits import Draft
from annotator.extract.segmentation import Stretch, words
from annotator.extract.vocabulary import vocabulary

_PRESS: Final = ("press service", "press office", "press release", "press department")
_PASSING: Final = frozenset(
    {
        "report",
        "inform",
        "write",
        "announce",
        "note",
        "say",
        "cite",
        "tell",
        "quote",
        "refer to",
        "state",
    }
)
_MOSTLY: Final = 0.6
_EARLY: Final = 4


class Chained(NamedTuple):
    """A draft with the drafts that passed it on, outermost first."""

    draft: Draft
    outer: tuple[Draft, ...]
    kind: ClaimKind


def chained(text: str, found: Sequence[tuple[Draft, ClaimKind]]) -> list[Chained]:
    """Return the drafts with their outer links; a mere link is no claim of its own.

    A draft inside another's indirect content is passed on by that one. `X reports, citing Y` is
    one claim of Y. A press service that reports early in the text passes on what persons are
    said to have said indirectly in the rest.
    """
    links = _citing(found)
    release = _release(text, found)
    kept: list[Chained] = []
    for draft, kind in found:
        if any(draft is outer for outer, _ in links):
            continue
        outer = _citing_links(draft, links)
        outer = outer or _around(draft, found)
        if not outer and release and _is_passed_on(draft, kind, release, text):
            outer = (release,)
        kept.append(Chained(draft, outer, kind))
    return [item for item in kept if not _only_passes_on(text, item, kept)]


def _around(draft: Draft, found: Sequence[tuple[Draft, ClaimKind]]) -> tuple[Draft, ...]:
    """Return the drafts of the same paragraph whose content holds this one whole."""
    begins = min(draft.content[0].start, (draft.source or draft.cue).start, draft.cue.start)
    ends = max(draft.content[-1].end, (draft.source or draft.cue).end, draft.cue.end)
    around = [
        other
        for other, _ in found
        if other is not draft
        and other.paragraph == draft.paragraph
        and other.source is not None
        and any(piece.start <= begins and ends <= piece.end for piece in other.content)
    ]
    return tuple(sorted(around, key=lambda item: -_length(item.content)))


def _length(content: Sequence[Stretch]) -> int:
    return sum(piece.end - piece.start for piece in content)


def _only_passes_on(text: str, item: Chained, kept: Sequence[Chained]) -> bool:
    """Tell whether a medium's claim is nothing but another's, whole."""
    if not is_medium(text, item.draft.source):
        return False
    inner = [other for other in kept if item.draft in other.outer]
    return any(
        _length(other.draft.content) >= _MOSTLY * _length(item.draft.content) for other in inner
    )


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


def _citing(found: Sequence[tuple[Draft, ClaimKind]]) -> list[tuple[Draft, Draft]]:
    """Return pairs of an outer draft and the inner one it cites in the same sentence."""
    pairs: list[tuple[Draft, Draft]] = []
    for outer, _ in found:
        for inner, _ in found:
            if inner is not outer and inner.cited_by == outer.cue:
                pairs.append((outer, inner))
    return pairs


def _citing_links(draft: Draft, links: Sequence[tuple[Draft, Draft]]) -> tuple[Draft, ...]:
    """Return who cites whom down to the draft, outermost first."""
    chain: tuple[Draft, ...] = ()
    inner = draft
    for _ in links:
        outer = next((one for one, other in links if other is inner), None)
        if outer is None:
            break
        chain, inner = (outer, *chain), outer
    return chain


def _release(text: str, found: Sequence[tuple[Draft, ClaimKind]]) -> Draft | None:
    """Return the early report of a press service or ministry that the article passes on."""
    for draft, _ in found:
        if draft.paragraph <= _EARLY and draft.lemma in _PASSING and draft.source is not None:
            phrase = text[draft.source.start : draft.source.end].lower()
            if any(item in phrase for item in _PRESS) or "ministry" in phrase:
                return draft
    return None


def _is_passed_on(draft: Draft, kind: ClaimKind, release: Draft, text: str) -> bool:
    if draft is release or kind is ClaimKind.DIRECT or draft.cue.start < release.cue.start:
        return False
    if draft.source is None:
        return True
    phrase = text[draft.source.start : draft.source.end].lower()
    return not is_medium(text, draft.source) and "ministry" not in phrase
