"""What linking and choosing learn from taggings of annotated articles, whoever tagged them."""

import random
from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import Final, NamedTuple, Protocol

from annotator.domain.layer import Scope
from annotator.extract.article import Article
from annotator.extract.evaluation.measured_text import MeasuredText
from annotator.extract.evaluation.metrics import (
    HALF,
    Reading,
    jaccard,
    matches,
    readings,
    same_source,
)
from annotator.extract.learned.assembling import Parameters, chosen, own_claims, rate
from annotator.extract.learned.calibrating import Case, Curve, curve, fitted
from annotator.extract.learned.candidates import Candidate, candidates, pieces
from annotator.extract.learned.examples import Example, Marked
from annotator.extract.learned.linking import Choice, Decision, Weights, learned_weights
from annotator.extract.learned.linking_lessons import decisions
from annotator.extract.learned.rule_marks import RuleFinds
from annotator.extract.learned.tagging import Tagging
from annotator.extract.learned.traits import Traits
from annotator.extract.prose.quotations import QuotedLetters
from annotator.runtime.progress import Progress

_LINK_ROUNDS: Final = 8
_FOLDS: Final = 5
_SMOOTHING: Final = 4.0
_LEAST_PRECISION: Final = 0.7
_USUAL: Final = 0.3
_STEPS: Final = tuple(step / 100 for step in range(10, 71, 2))

Judged = list[tuple[float, bool]]


class Tagged(NamedTuple):
    """An annotated article with taggings by a tagger that has not learned from it."""

    example: Example
    article: Article
    rules: RuleFinds
    taggings: Sequence[Tagging]


class Marking(Protocol):
    """Tagged articles, gone over several times; each may be made when it is come to."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __iter__(self) -> Iterator[Tagged]:
        """Return them in order."""


class _Weighed(NamedTuple):
    """An article's candidates, with what speaks for each and whether it is right."""

    attributions: Sequence[Marked]
    found: Sequence[Candidate]
    cases: Sequence[Case]
    stances: Sequence[Case]


def fit(some: Marking, seed: int, progress: Progress) -> Parameters:
    """Return the parameters of the assembler that suit the articles.

    A candidate is right where content and source match an annotated attribution by the metric
    `full`. The curves come from cross-fitting over articles.

    Raises:
        CancelledError: the person has asked to stop.
    """
    links = learned_links(some, seed)
    weighed: list[_Weighed] = []
    for at, item in enumerate(some):
        progress.step(at, len(some), "Weighing")
        weighed.append(_weighed(item, links))
    stances = [case for item in weighed for case in item.stances]
    parameters = Parameters(
        links=links,
        right=fitted([case for item in weighed for case in item.cases], _SMOOTHING),
        stance=fitted(stances, _SMOOTHING) if stances else Parameters().stance,
    )
    judged = _judged(some, weighed, parameters)
    curves = {scope: curve(pairs) for scope, pairs in judged.items()}
    least = {
        scope: threshold(pairs, curves[scope], _wanted(weighed, scope))
        for scope, pairs in judged.items()
    }
    return parameters.amended(curves=curves, thresholds=least)


def learned_links(some: Iterable[Tagged], seed: int) -> dict[str, float]:
    """Return the linker's weights, learned from the annotated parts."""
    offered = [decision for item in some for decision in _decisions(item)]

    def shuffled(number: int) -> list[int]:
        order = list(range(len(offered)))
        random.Random(seed + number).shuffle(order)  # noqa: S311 - no secret
        return order

    return learned_weights(offered, _LINK_ROUNDS, shuffled)


def _decisions(item: Tagged) -> Iterable[Decision]:
    letters = QuotedLetters(item.article.text, item.article.quotes)
    for tagging in item.taggings:
        quoted = [letters.holds(word.start) for word in tagging.words]
        for decision in decisions(tagging.words, quoted, item.example.attributions):
            yield decision._replace(offered=[_kept(choice) for choice in decision.offered])


def _kept(choice: Choice) -> Choice:
    """Return a choice whose features, which are few but come often, are there once."""
    return choice._replace(features=tuple(map(intern, choice.features)))


def _weighed(item: Tagged, links: Weights) -> _Weighed:
    rules = item.rules._replace(every=own_claims(item.article, item.rules.every))
    found = candidates(item.article, item.taggings, rules, links)
    traits = Traits(item.article, item.taggings, found)
    text = MeasuredText(item.example.text)
    gold = _annotated(text, item.example.attributions)
    cases: list[Case] = []
    stances: list[Case] = []
    for at, candidate in enumerate(found):
        read = _read(text, candidate)
        right = [it for it in gold if read is not None and _is_right(it, read)]
        cases.append(Case(tuple(map(intern, traits.of(at))), bool(right)))
        scopes = [it.line["scope"] for it in right if it.line["scope"] is not None]
        if scopes:
            stances.append(Case(traits.stance(at), scopes[0] is not Scope.SPEECH))
    return _Weighed(item.example.attributions, found, cases, stances)


def _annotated(text: MeasuredText, some: Iterable[Marked]) -> list[Reading]:
    return readings(text, [item._asdict() for item in some])


def _read(text: MeasuredText, item: Candidate) -> Reading | None:
    line = {"content": item.content, "source": pieces(item.source), "cue": [item.cue]}
    return next(iter(readings(text, [line])), None)


def _is_right(gold: Reading, found: Reading) -> bool:
    return jaccard(gold.content, found.content) >= HALF and same_source(gold, found, by_head=False)


def _likeness(gold: Reading, found: Reading) -> float:
    return jaccard(gold.content, found.content) if _is_right(gold, found) else 0.0


def _judged(some: Marking, weighed: Sequence[_Weighed], whole: Parameters) -> dict[Scope, Judged]:
    """Return what was chosen with its probability by others' articles, and whether it was right."""
    folds = min(_FOLDS, len(weighed))
    judged: dict[Scope, Judged] = {scope: [] for scope in Scope}
    if folds < 2:  # noqa: PLR2004 - nobody else's articles
        return judged
    others = [
        [case for at, it in enumerate(weighed) if at % folds != fold for case in it.cases]
        for fold in range(folds)
    ]
    fitting = [whole.amended(right=fitted(cases, _SMOOTHING)) for cases in others]
    for at, (item, own) in enumerate(zip(some, weighed, strict=True)):
        text = MeasuredText(item.example.text)
        for scope in judged:
            judged[scope] += _judged_article(item, text, own.found, fitting[at % folds], scope)
    return judged


def _judged_article(
    item: Tagged,
    text: MeasuredText,
    found: Sequence[Candidate],
    parameters: Parameters,
    scope: Scope,
) -> Judged:
    taken = chosen(rate(item.article, item.taggings, found, scope, parameters))
    pairs = [(it.probability, _read(text, it.candidate)) for it in taken]
    kept = [(given, read) for given, read in pairs if read is not None]
    gold = _annotated(text, _in_scope(item.example.attributions, scope))
    hit = {other for _, other in matches(gold, [read for _, read in kept], _likeness, HALF)}
    return [(given, at in hit) for at, (given, _) in enumerate(kept)]


def _in_scope(some: Iterable[Marked], scope: Scope) -> list[Marked]:
    every = scope is Scope.SPEECH_AND_STANCE
    return [item for item in some if every or item.scope is not Scope.SPEECH_AND_STANCE]


def _wanted(weighed: Sequence[_Weighed], scope: Scope) -> int:
    return sum(len(_in_scope(item.attributions, scope)) for item in weighed)


def threshold(judged: Judged, known: Curve, wanted: int) -> float:
    """Return the score from which on to propose: the best F1 with a precision of .7 or more.

    Of equals it is the highest. `wanted` is how many attributions are annotated. Without anything
    judged it is 0.3.
    """
    scored = [(known.at(given), right) for given, right in judged]
    rated: list[tuple[float, float]] = []
    for least in _STEPS:
        kept = [right for given, right in scored if given >= least]
        right = sum(kept)
        if kept and right >= _LEAST_PRECISION * len(kept):
            rated.append((2 * right / (len(kept) + wanted), least))
    return max(rated, default=(0.0, _USUAL))[1]
