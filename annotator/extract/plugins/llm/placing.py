"""A report in words made an attribution in the text: content, source and cue in their places."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from annotator.extract.plugins.llm.anchoring import Anchors, Place, fragments
from annotator.extract.plugins.llm.conversation import Said
from annotator.extract.prose.segmentation import Stretch, in_order

NEAR: Final = 600
_MOST_PLACES: Final = 20


class Placed(NamedTuple):
    """A report found in the text; `likeness` is that of its least certain part, 0.0 to 1.0."""

    content: tuple[Stretch, ...]
    source: Stretch | None
    cue: Stretch
    likeness: float


def placed(said: Said, anchors: Anchors) -> Placed | None:
    """Return where a report stands; None if any of its words cannot be found in the text.

    Of several places those are taken where content, cue and source are nearest to each other;
    cue and source stand outside the content, and no more than 600 code points from it.
    """
    pieces = [part for words in said.content for part in fragments(words)]
    found = [anchors.places(piece)[:_MOST_PLACES] for piece in pieces]
    cues = anchors.places(said.cue) if said.cue else []
    sources = anchors.places(said.source) if said.source else []
    if not pieces or not all(found) or not cues or (said.source and not sources):
        return None
    tried = (_around(first, found[1:], cues, sources) for first in found[0])
    best = min(filter(None, tried), key=lambda pair: pair[0], default=None)
    if best is None or (said.source and best[1].source is None):
        return None
    return best[1]


def merged(found: Iterable[Placed]) -> list[Placed]:
    """Return reports by their cues, those of one cue and one source as one."""
    kept: dict[Stretch, Placed] = {}
    for item in found:
        known = kept.get(item.cue)
        if known is None:
            kept[item.cue] = item
        elif known.source == item.source:
            content = in_order((*known.content, *item.content))
            likeness = min(known.likeness, item.likeness)
            kept[item.cue] = known._replace(content=content, likeness=likeness)
    return list(kept.values())


def _around(
    first: Place, others: Sequence[Sequence[Place]], cues: Sequence[Place], sources: Sequence[Place]
) -> tuple[int, Placed] | None:
    """Return the report whose content begins at `first`, with how far its parts lie apart."""
    parts = [first]
    for places in others:
        parts.append(min(places, key=lambda place: abs(_gap(place.at, parts[-1].at))))
    content = in_order(part.at for part in parts)
    cue = _nearest(cues, content, content)
    if cue is None:
        return None
    outside = (*content, cue.at)
    source = _nearest(sources, (cue.at,), outside)
    every = [*parts, cue, *([source] if source else [])]
    likeness = min(place.likeness for place in every)
    apart = _distance(cue.at, content) + (_gap(source.at, cue.at) if source else 0)
    apart += max(piece.end for piece in content) - min(piece.start for piece in content)
    return apart, Placed(content, source.at if source else None, cue.at, likeness)


def _nearest(
    places: Sequence[Place], to: Sequence[Stretch], outside: Sequence[Stretch]
) -> Place | None:
    """Return the place nearest to the given ones that touches none of those it stands outside."""
    free = [place for place in places if all(_gap(place.at, piece) >= 0 for piece in outside)]
    best = min(free, key=lambda place: _distance(place.at, to), default=None)
    return best if best is not None and _distance(best.at, to) <= NEAR else None


def _distance(place: Stretch, to: Sequence[Stretch]) -> int:
    return min(abs(_gap(place, piece)) for piece in to)


def _gap(left: Stretch, right: Stretch) -> int:
    """Return how many code points lie between two ranges; below 0 for those they share."""
    return max(left.start, right.start) - min(left.end, right.end)
