"""What might be an attribution: what a tagger's labels and the rules' drafts suggest."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np

from annotator.extract.article import Article
from annotator.extract.drafting.hits import Draft
from annotator.extract.drafting.joining import Found
from annotator.extract.learned.labels import OUTSIDE, Run, likeliest, runs
from annotator.extract.learned.linking import Line, Weights, linked
from annotator.extract.learned.rule_marks import RuleFinds
from annotator.extract.learned.tagging import Tagging
from annotator.extract.prose.quotations import QuotedLetters
from annotator.extract.prose.segmentation import Stretch, Word

_EAGER: Final = np.float32(0.3)
_NOTHING: Final = np.float32(0.8)
"""Where every word is so likely nothing, an eager tagger finds nothing either."""


class Origin(StrEnum):
    """Who suggested a candidate: the tagger, the tagger made eager, the rules in either scope.

    What is crossed has its content from the tagger and its source from the rules, or the other
    way round.
    """

    TAGGED = "tagged"
    EAGER = "eager"
    RULES = "rules"
    SPEECH_RULES = "speech rules"
    CROSSED = "crossed"


class Candidate(NamedTuple):
    """What might be an attribution; `draft` is the rules', if they found just this one."""

    content: tuple[Stretch, ...]
    source: Stretch | None
    cue: Stretch
    origins: frozenset[Origin]
    draft: Draft | None = None

    @property
    def extent(self) -> Stretch:
        """Return from where to where the content reaches."""
        return Stretch(self.content[0].start, self.content[-1].end)


def candidates(
    article: Article, taggings: Sequence[Tagging], rules: RuleFinds, links: Weights
) -> list[Candidate]:
    """Return all candidates by where their content begins, each once."""
    known: dict[tuple[tuple[Stretch, ...], Stretch | None], Candidate] = {}
    for item in _suggested(article, taggings, rules, links):
        key = (item.content, item.source)
        known[key] = _same(known[key], item) if key in known else item
    for item in _crossed(list(known.values())):
        known.setdefault((item.content, item.source), item)
    return sorted(known.values(), key=lambda item: (item.extent, item.cue))


def _same(old: Candidate, new: Candidate) -> Candidate:
    """Return one candidate for two that suggest the same."""
    return new._replace(origins=old.origins | new.origins, draft=old.draft or new.draft)


def _crossed(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield of each cue what the tagger's content and the rules' source make, and the reverse."""
    drafted = {
        item.cue.start: item
        for item in found
        if Origin.RULES in item.origins and item.cue.end > item.cue.start
    }
    for item in found:
        other = drafted.get(item.cue.start)
        if other is None or Origin.RULES in item.origins or item.source == other.source:
            continue
        if item.content != other.content:
            origins = frozenset({Origin.CROSSED})
            yield Candidate(item.content, other.source, item.cue, origins)
            yield Candidate(other.content, item.source, item.cue, origins)


def _suggested(
    article: Article, taggings: Sequence[Tagging], rules: RuleFinds, links: Weights
) -> Iterator[Candidate]:
    yield from _drafted(rules.every, Origin.RULES)
    yield from _drafted(rules.speech, Origin.SPEECH_RULES)
    letters = QuotedLetters(article.text, article.quotes)
    for tagging in taggings:
        if not len(tagging.words) or tagging.probabilities[:, OUTSIDE].min() > _NOTHING:
            continue
        quoted = [letters.holds(word.start) for word in tagging.words]
        first = runs(likeliest(tagging.probabilities))
        yield from _tagged(Line(tagging.words, first, quoted), links, Origin.TAGGED)
        second = runs(likeliest(_eager(tagging)))
        if second != first:
            yield from _tagged(Line(tagging.words, second, quoted), links, Origin.EAGER)


def _eager(tagging: Tagging) -> np.ndarray:
    """Return the probabilities with that of no label at all made smaller."""
    found = tagging.probabilities.copy()
    found[:, OUTSIDE] *= _EAGER
    return found


def _drafted(found: Found, origin: Origin) -> Iterator[Candidate]:
    for draft, _ in found:
        yield Candidate(draft.content, draft.source, draft.cue, frozenset({origin}), draft)


def _tagged(line: Line, links: Weights, origin: Origin) -> Iterator[Candidate]:
    for item in linked(line, links):
        content = tuple(_stretch(line.words, run) for run in item.contents)
        source = _stretch(line.words, item.source) if item.source else None
        yield Candidate(content, source, _stretch(line.words, item.cue), frozenset({origin}))


def _stretch(words: Sequence[Word], run: Run) -> Stretch:
    return Stretch(words[run.first].start, words[run.last].end)


def overlap(left: Iterable[Stretch], right: Sequence[Stretch]) -> int:
    """Return how many code points two lists of stretches share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)


def length(pieces: Iterable[Stretch]) -> int:
    """Return how many code points stretches have."""
    return sum(piece.end - piece.start for piece in pieces)


def likeness(left: Sequence[Stretch], right: Sequence[Stretch]) -> float:
    """Return what two lists of stretches share of what either has; 1.0 if both are empty."""
    if not left or not right:
        return float(not left and not right)
    if left[0].start >= right[-1].end or right[0].start >= left[-1].end:
        return 0.0
    both = overlap(left, right)
    return both / (length(left) + length(right) - both)


def pieces(source: Stretch | None) -> tuple[Stretch, ...]:
    """Return a source as stretches."""
    return (source,) if source is not None else ()
