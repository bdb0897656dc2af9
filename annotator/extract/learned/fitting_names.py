"""Fit the weights of naming on annotated documents: gold sources, gold speakers.

`make model` runs it; the same documents always give the same weights.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from annotator.extract.article import Article, read_article
from annotator.extract.claiming import in_reading_order
from annotator.extract.drafting.hits import Draft
from annotator.extract.drafting.scoring import Rule
from annotator.extract.evaluation.records import normal
from annotator.extract.naming.ranking import Candidate, Decision, score
from annotator.extract.naming.resolving import Resolver
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.segmentation import Stretch

_ROUNDS: Final = 20
_STEP: Final = 0.1
_DECAY: Final = 0.05
_LEAST: Final = 0.01

Known = dict[str, dict[str, float]]


class Lesson(NamedTuple):
    """A decision and which of its candidates are right."""

    decision: Decision
    right: Sequence[bool]


def fit(lines: Iterable[Mapping[str, Any]]) -> Known:
    """Return the weights that tell the annotated speakers best; `lines` are as of the corpus."""
    found = [lesson for line in lines for lesson in lessons(line)]
    sums: Known = defaultdict(lambda: defaultdict(float))
    known: Known = defaultdict(lambda: defaultdict(float))
    for _ in range(_ROUNDS):
        for lesson in found:
            _learn(lesson, known[lesson.decision.kind])
        for kind, weights in known.items():
            for sign in weights:
                weights[sign] *= 1 - _DECAY
                sums[kind][sign] += weights[sign] / _ROUNDS
    return {
        kind: {sign: round(value, 3) for sign, value in sorted(own.items()) if abs(value) > _LEAST}
        for kind, own in sorted(sums.items())
    }


def _learn(lesson: Lesson, weights: dict[str, float]) -> None:
    """Take one step up the likelihood that a right candidate is chosen."""
    candidates = lesson.decision.candidates
    scores = [score(item.signs, weights) for item in candidates]
    top = max(scores)
    masses = [math.exp(value - top) for value in scores]
    whole = sum(masses)
    right = sum(mass for mass, fits in zip(masses, lesson.right, strict=True) if fits)
    for item, mass, fits in zip(candidates, masses, lesson.right, strict=True):
        gain = (mass / right if fits else 0.0) - mass / whole
        for sign in item.signs:
            weights[sign] = weights.get(sign, 0.0) + _STEP * gain


def lessons(line: Mapping[str, Any]) -> list[Lesson]:
    """Return what there was to decide in a document whose sources and speakers are known."""
    article = read_article(line["text"], {})
    teacher = _Teacher()
    resolver = Resolver(article.text, article.sentences, article.captions, teacher.choose)
    wanted = {}
    found = []
    for item in line["attributions"]:
        draft = _draft(item)
        here = _passage(article, (draft.source or draft.cue).start)
        if draft.source is not None and here is not None:
            wanted[draft] = item.get("speaker")
            found.append((draft, here))
    for draft, here, around in in_reading_order(found):
        teacher.wanted = normal(wanted[draft])
        resolver.speaker(draft.source, here, around)
    return teacher.lessons


def _draft(item: Mapping[str, Any]) -> Draft:
    content = tuple(Stretch(*piece) for piece in item["content"])
    source = Stretch(*item["source"][0]) if item["source"] else None
    at = content[0].start
    cue = Stretch(*item["cue"][0]) if item["cue"] else Stretch(at, at)
    return Draft(content, source, cue, Rule.ACCORDING, 1.0, "", 0)


def _passage(article: Article, at: int) -> Passage | None:
    inside = [
        here
        for here in (*article.nested, *article.sentences)
        if here.within.start <= at < here.within.end
    ]
    return min(inside, key=lambda here: here.within.end - here.within.start, default=None)


class _Teacher:
    """Chooses what the annotation says, where it is among the candidates, and keeps the lesson."""

    def __init__(self) -> None:
        self.wanted: str | None = None
        self.lessons: list[Lesson] = []

    def choose(self, decision: Decision) -> Candidate | None:
        right = [normal(item.name) == self.wanted for item in decision.candidates]
        if any(right) and not all(right):
            self.lessons.append(Lesson(decision, right))
        return next(
            (item for item, fits in zip(decision.candidates, right, strict=True) if fits),
            decision.candidates[0] if decision.candidates else None,
        )


def write(weights: Known, path: Path) -> None:
    """Write the weights as the lexicon that naming reads."""
    path.write_text(
        json.dumps({"classes": weights}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
