"""From what taggers and rules suggest to what is proposed, each with how likely it is right."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from pydantic import Field

from annotator.domain.layer import Scope
from annotator.domain.value import Value
from annotator.extract.article import Article
from annotator.extract.drafting.chains import Chained, chained
from annotator.extract.drafting.hits import Draft
from annotator.extract.drafting.joining import Found
from annotator.extract.drafting.scoring import Rule
from annotator.extract.learned.calibrating import Curve, Logistic
from annotator.extract.learned.candidates import (
    Candidate,
    Origin,
    candidates,
    length,
    likeness,
    overlap,
)
from annotator.extract.learned.rule_marks import RuleFinds
from annotator.extract.learned.tagging import Tagging
from annotator.extract.learned.traits import Traits
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.quotations import QuotedLetters
from annotator.extract.prose.segmentation import Stretch

_ALIKE: Final = 0.5
_PAIRS: Final = (("“", "”"), ("«", "»"), ("„", "“"), ('"', '"'))
_TOUCHING: Final = 0.15
_LEAST_SCORE: Final = 0.001


class Parameters(Value):
    """All that linking and choosing have learned.

    `links` are the linker's weights; `right` tells whether a candidate is right, `stance` whether
    it is a stance; `curves` make the first a share that was right, `thresholds` are what a score
    must reach to be proposed, both by scope.
    """

    links: dict[str, float] = Field(default_factory=dict)
    right: Logistic = Logistic()
    stance: Logistic = Logistic(bias=-30.0)
    curves: dict[Scope, Curve] = Field(default_factory=dict)
    thresholds: dict[Scope, float] = Field(default_factory=dict)


class Rated(NamedTuple):
    """A candidate with how likely it is right in the scope that is asked for."""

    probability: float
    candidate: Candidate


def assembled(
    article: Article,
    taggings: Sequence[Tagging],
    drafts: RuleFinds,
    scope: Scope,
    parameters: Parameters,
) -> Found:
    """Return what is proposed, each with its sentence, by where its cue stands.

    A draft's `rate` is the calibrated probability that content and source are right; with the
    scope `speech`, that it is no stance as well.
    """
    chains = _chained(article, drafts.every)
    rules = drafts._replace(every=_own(drafts.every, chains))
    found = candidates(article, taggings, rules, parameters.links)
    curve = parameters.curves.get(scope, Curve())
    least = parameters.thresholds.get(scope, 0.0)
    rated = chosen(rate(article, taggings, found, scope, parameters))
    scored = [item._replace(probability=curve.at(item.probability)) for item in rated]
    proposed = [item for item in scored if item.probability >= least]
    return _emitted(article, drafts, chains, proposed, scope)


def rate(
    article: Article,
    taggings: Sequence[Tagging],
    found: Sequence[Candidate],
    scope: Scope,
    parameters: Parameters,
) -> list[Rated]:
    """Return candidates with how likely each is right, before the curve."""
    traits = Traits(article, taggings, found)
    rated: list[Rated] = []
    for at, item in enumerate(found):
        probability = parameters.right.probability(traits.of(at))
        if scope is Scope.SPEECH:
            probability *= 1.0 - parameters.stance.probability(traits.stance(at))
        rated.append(Rated(probability, item))
    return rated


def chosen(rated: Sequence[Rated]) -> list[Rated]:
    """Return the likeliest candidates of which no two read the same words differently."""
    kept: list[Rated] = []
    for item in sorted(rated, key=lambda it: (-it.probability, it.candidate.extent)):
        if not any(_rival(item.candidate, other.candidate) for other in kept):
            kept.append(item)
    return kept


def _rival(left: Candidate, right: Candidate) -> bool:
    """Tell whether two candidates cannot both stand.

    One in the other's content can, and two cues of one content that the same reader tells apart.
    """
    if left.cue.start < right.cue.end and right.cue.start < left.cue.end:
        return True
    one, other = left.content, right.content
    if one[0].start >= other[-1].end or other[0].start >= one[-1].end:
        return False
    alike = likeness(one, other)
    if alike < _TOUCHING:
        return False
    if alike >= _ALIKE:
        both = left.origins & right.origins
        return not (both & {Origin.TAGGED, Origin.RULES})
    return overlap(one, other) < min(length(one), length(other))


def own_claims(article: Article, found: Found) -> Found:
    """Return the drafts that are claims of their own, not mere links of another's chain."""
    return _own(found, _chained(article, found))


def _own(found: Found, chains: Sequence[Chained]) -> Found:
    kept = {item.draft.cue for item in chains}
    return [(draft, here) for draft, here in found if draft.cue in kept]


def _chained(article: Article, found: Found) -> list[Chained]:
    letters = QuotedLetters(article.text, article.quotes)
    return chained(article.text, [(draft, letters.kind(draft.content)) for draft, _ in found])


def _emitted(
    article: Article,
    drafts: RuleFinds,
    chains: Sequence[Chained],
    scored: Sequence[Rated],
    scope: Scope,
) -> Found:
    """Return the drafts of what was chosen, and of those that pass it on as only rules find."""
    passages = {draft.cue: here for draft, here in drafts.every}
    by_cue = {draft.cue: draft for draft, _ in drafts.every}
    outer = {item.draft.cue: item.outer for item in chains}
    places = _Places(article)
    found: dict[Stretch, tuple[Draft, Passage]] = {}
    for item in scored:
        cue = item.candidate.cue
        here = passages.get(cue) or places.at(cue.start)
        if here is not None:
            found[cue] = (_draft(item, here, by_cue.get(cue)), here)
    taken = list(found)
    wanted = {draft.cue for draft, _ in drafts.speech} if scope is Scope.SPEECH else set(passages)
    for link in [link for cue in taken for link in outer.get(cue, ())]:
        free = not any(link.cue.start < cue.end and cue.start < link.cue.end for cue in taken)
        if free and link.cue in wanted:
            found[link.cue] = (link, passages[link.cue])
    return sorted(found.values(), key=lambda pair: pair[0].cue)


def _draft(item: Rated, here: Passage, by_rules: Draft | None) -> Draft:
    """Return a candidate as a draft, with the chain that the rules see at its cue."""
    candidate = item.candidate
    rules = candidate.draft or by_rules
    cue = candidate.cue.text(here.text).lower()
    return Draft(
        content=tuple(tidy(here.text, piece) for piece in candidate.content),
        source=candidate.source,
        cue=candidate.cue,
        rule=Rule.LEARNED,
        rate=max(_LEAST_SCORE, item.probability),
        lemma=rules.lemma if rules else cue,
        paragraph=here.paragraph,
        cited_by=rules.cited_by if rules else None,
        quoted_by=rules.quoted_by if rules else None,
    )


def tidy(text: str, piece: Stretch) -> Stretch:
    """Return a piece of content without a quotation mark at its edge that has no partner in it."""
    words = piece.text(text)
    for opens, closes in _PAIRS:
        kept = words[:-1].rstrip(" ,")
        if kept and words.endswith(closes) and opens not in kept:
            return Stretch(piece.start, piece.start + len(kept))
        if kept and words.startswith(opens) and closes not in words[1:]:
            return Stretch(piece.start + 1, piece.end)
    return piece


class _Places:
    """Finds the sentence of a code point."""

    def __init__(self, article: Article) -> None:
        self._sentences = article.sentences
        self._starts = [here.within.start for here in article.sentences]

    def at(self, offset: int) -> Passage | None:
        """Return the sentence that holds a code point, or the last that begins before it."""
        at = bisect_right(self._starts, offset) - 1
        return self._sentences[max(0, at)] if self._sentences else None
