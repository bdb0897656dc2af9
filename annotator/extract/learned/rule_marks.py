"""What the rules say of each word, as a tagger is told it."""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.domain.layer import Scope
from annotator.extract.article import Article
from annotator.extract.drafting.hits import Draft
from annotator.extract.drafting.joining import Found
from annotator.extract.drafting.scoring import Rule
from annotator.extract.learned.labels import BEGIN, INSIDE, Part
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.rules import attributions

Numbers = npt.NDArray[np.int64]
_FIFTHS: Final = 5


class RuleFinds(NamedTuple):
    """What the rules find in an article, by the scope they were asked for."""

    every: Found
    speech: Found


class Marks(NamedTuple):
    """For each word the label that the rules give it, which rule, and its cue's rate in fifths."""

    label: Numbers
    rule: Numbers
    rate: Numbers


def rule_finds(article: Article) -> RuleFinds:
    """Return what the rules find, stances included, and what they find of speech alone."""
    return RuleFinds(
        attributions(article, Scope.SPEECH_AND_STANCE), attributions(article, Scope.SPEECH)
    )


@cache
def _number_of() -> dict[Rule, int]:
    return {rule: number for number, rule in enumerate(Rule, start=1)}


def marks(found: Found, starts: Numbers, ends: Numbers) -> Marks:
    """Return what the rules say of the words that start and end there, in rising order.

    The outermost content wins, as in `labels.encoded`.
    """
    label, rule, rate = (np.zeros(len(starts), dtype=np.int64) for _ in range(3))
    pieces = _pieces([draft for draft, _ in found])
    if not pieces:
        return Marks(label, rule, rate)
    begins = np.searchsorted(ends, [piece.start for piece, _, _ in pieces], side="right")
    stops = np.searchsorted(starts, [piece.end for piece, _, _ in pieces], side="left")
    for (_, part, draft), first, stop in zip(pieces, begins.tolist(), stops.tolist(), strict=True):
        if first < stop and not label[first:stop].any():
            label[first:stop] = INSIDE[part]
            label[first] = BEGIN[part]
            rule[first:stop] = _number_of()[draft.rule]
            rate[first:stop] = int(draft.rate * _FIFTHS)
    return Marks(label, rule, rate)


def _pieces(drafts: Sequence[Draft]) -> list[tuple[Stretch, Part, Draft]]:
    """Return the pieces of all drafts: longest contents first, then cues, then sources."""
    wide = sorted(drafts, key=lambda item: item.content[0].start - item.content[-1].end)
    contents = [(piece, Part.CONTENT, item) for item in wide for piece in item.content]
    cues = [(item.cue, Part.CUE, item) for item in wide]
    sources = [(item.source, Part.SOURCE, item) for item in wide if item.source]
    return [*contents, *cues, *sources]
