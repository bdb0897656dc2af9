"""Training the small tagger and what assembles its finds, from annotated articles alone.

Each article is tagged by a tagger that has not seen it, and what chooses among candidates learns
from that: a model that knows its own lessons by heart would trust itself too much.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from annotator import __version__
from annotator.domain.errors import UsageError
from annotator.extract.article import read_article
from annotator.extract.learned.chain_field import ChainField, Floats
from annotator.extract.learned.chain_training import Effort, Lesson, trained_field
from annotator.extract.learned.crf import (
    BITS,
    CUE_LABELS,
    Sight,
    cue_likelihood,
    packed,
    taggings,
    with_cues,
)
from annotator.extract.learned.engine import ASSEMBLING, ENGINE, VERSION
from annotator.extract.learned.examples import Example, Marked
from annotator.extract.learned.features import Buckets, buckets, shared_columns
from annotator.extract.learned.fitting import Tagged, fit
from annotator.extract.learned.labels import BEGIN, INSIDE, LABELS, Part, encoded
from annotator.extract.learned.model_file import Manifest, write_model
from annotator.extract.learned.rule_marks import rule_finds
from annotator.extract.learned.word_grid import Grid, grid
from annotator.extract.learned.word_types import WordTypes
from annotator.extract.prose.segmentation import words
from annotator.runtime.progress import Progress, Silent

SEED: Final = 20
CUES: Final = Effort(rounds=10, pace=0.1, decay=3e-5)
PARTS: Final = Effort(rounds=12, pace=0.1, decay=3e-5)
_FOLDS: Final = 4
_FEW_FOLDS: Final = 2
_MANY: Final = 400
_CUE_OF: Final = {BEGIN[Part.CUE]: 1, INSIDE[Part.CUE]: 2}


class _Study(NamedTuple):
    """An article to learn from, with the labels of its lines for either chain."""

    example: Example
    grid: Grid
    cues: Sequence[Sequence[int]]
    parts: Sequence[Sequence[int]]


def train(
    examples: Sequence[Example],
    path: Path,
    *,
    engine: str = ENGINE,
    seed: int = SEED,
    progress: Progress | None = None,
) -> None:
    """Learn from annotated articles and write the model; the same ones give the same bytes.

    Articles in another language than English are left out.

    Raises:
        UsageError: there is nothing to learn from, the engine is another one, or the file cannot
            be written.
        CancelledError: the person has asked to stop; nothing was written.
    """
    if engine != ENGINE:
        raise UsageError(f"The engine “{engine}” cannot be trained here, only “{ENGINE}”.")
    if not any(example.attributions for example in examples):
        raise UsageError("There is nothing to learn from: no attribution is annotated.")
    school = _School(examples, seed, progress or Silent())
    write_model(path, _manifest(examples, seed), school.model())


def _manifest(examples: Sequence[Example], seed: int) -> Manifest:
    told = {
        "articles": len(examples),
        "attributions": sum(len(example.attributions) for example in examples),
        "seed": seed,
        "program": __version__,
    }
    return Manifest(
        engine=ENGINE, version=VERSION, labels=LABELS, data=told, settings={BITS: PARTS.bits}
    )


class _School:
    """The articles, dealt into folds, and where the training is."""

    def __init__(self, examples: Sequence[Example], seed: int, progress: Progress) -> None:
        self._seed = seed
        self._progress = progress
        self._types = WordTypes()
        self._fields = 0
        self._folds = _FEW_FOLDS if len(examples) >= _MANY else min(_FOLDS, len(examples))
        dealt = list(examples)
        random.Random(seed).shuffle(dealt)  # noqa: S311 - no secret
        reading = self.stage("Reading")
        self._studies: list[_Study] = []
        self._likely: Sequence[Floats] = ()
        for at, example in enumerate(dealt):
            reading.step(at, len(dealt), example.id)
            self._read(example)
        if not self._studies:
            raise UsageError("There is nothing to learn from: no article is in English.")

    def stage(self, label: str) -> Progress:
        """Return the progress of the next stage of the work."""
        self._fields += 1
        return _Stage(self._progress, self._fields, label)

    def _read(self, example: Example) -> None:
        article = read_article(example.text, {})
        if article.note is not None:
            return
        known = grid(article, rule_finds(article), self._types)
        bare = [Marked((), item.cue, ()) for item in example.attributions]
        cues = [[_CUE_OF.get(label, 0) for label in encoded(it, bare)] for it in known.words]
        parts = [encoded(it, example.attributions) for it in known.words]
        self._studies.append(_Study(example, known._replace(words=()), cues, parts))

    def model(self) -> dict[str, bytes]:
        """Return the parts of the model that has learned from all articles."""
        cues, parts, held_out = self._taught()
        parameters = fit(held_out, self._seed, self.stage("Choosing"))
        return {**packed(cues, parts), ASSEMBLING: parameters.model_dump_json(indent=1).encode()}

    def _taught(self) -> tuple[ChainField, ChainField, "_HeldOut"]:
        """Return both fields, and the articles as tagged by fields that have not seen them."""
        self._likely = self._held_out_cues()
        every = range(len(self._studies))
        cues = self._cue_field(every)
        tagged = self._held_out_taggings()
        return cues, self._part_field(every), tagged

    def _held_out_cues(self) -> list[Floats]:
        found: dict[int, Floats] = {}
        for fold in range(self._folds):
            field = self._cue_field(self._others(fold))
            for at in self._own(fold):
                found[at] = cue_likelihood(field, self._sight(at))
        return [found[at] for at in range(len(self._studies))]

    def _held_out_taggings(self) -> "_HeldOut":
        found: dict[int, Floats] = {}
        for fold in range(self._folds):
            field = self._part_field(self._others(fold))
            for at in self._own(fold):
                found[at] = field.marginals(self._wide(at), self._studies[at].grid.lines)
        return _HeldOut([(study, found[at]) for at, study in enumerate(self._studies)])

    def _sight(self, at: int) -> Sight:
        known = self._studies[at].grid
        return Sight(known, buckets(shared_columns(known, self._types), PARTS.bits))

    def _wide(self, at: int) -> Buckets:
        return with_cues(self._sight(at), self._types, self._likely[at], PARTS.bits)

    def _own(self, fold: int) -> range:
        return range(fold, len(self._studies), self._folds)

    def _others(self, fold: int) -> Sequence[int]:
        others = [at for at in range(len(self._studies)) if at % self._folds != fold]
        return others or self._own(fold)

    def _cue_field(self, some: Sequence[int]) -> ChainField:
        lessons = _Lessons(self._cue_lessons, some)
        return trained_field(lessons, CUE_LABELS, CUES, self._seed, self.stage("Learning cues"))

    def _part_field(self, some: Sequence[int]) -> ChainField:
        lessons = _Lessons(self._part_lessons, some)
        return trained_field(lessons, len(LABELS), PARTS, self._seed, self.stage("Learning parts"))

    def _cue_lessons(self, at: int) -> Iterator[Lesson]:
        study = self._studies[at]
        return _lessons(study, self._sight(at).shared, study.cues)

    def _part_lessons(self, at: int) -> Iterator[Lesson]:
        study = self._studies[at]
        return _lessons(study, self._wide(at), study.parts)


class _Lessons:
    """The lines of some articles; what is seen of them is large, and made each time anew."""

    def __init__(self, of: Callable[[int], Iterator[Lesson]], some: Sequence[int]) -> None:
        self._of = of
        self._some = some

    def __iter__(self) -> Iterator[Lesson]:
        return chain.from_iterable(map(self._of, self._some))


def _lessons(study: _Study, seen: Buckets, labels: Sequence[Sequence[int]]) -> Iterator[Lesson]:
    return (Lesson(seen[line], own) for line, own in zip(study.grid.lines, labels, strict=True))


class _HeldOut:
    """Articles with what a tagger that has not seen them says; each is read when it is come to."""

    def __init__(self, marked: Sequence[tuple[_Study, Floats]]) -> None:
        self._marked = marked

    def __len__(self) -> int:
        return len(self._marked)

    def __iter__(self) -> Iterator[Tagged]:
        for study, marginals in self._marked:
            article = read_article(study.example.text, {})
            read = [words(article.text, line) for line in article.lines]
            known = taggings(study.grid._replace(words=read), marginals)
            yield Tagged(study.example, article, rule_finds(article), known)


class _Stage:
    """One stage of a work of a dozen stages, told as parts of a whole."""

    def __init__(self, progress: Progress, number: int, label: str) -> None:
        self._progress = progress
        self._number = number
        self._label = label

    def step(self, done: int, total: int | None, _label: str, /) -> None:
        """Tell how far the whole work is, in thousandths."""
        stages = 2 * _FOLDS + 4
        share = (self._number - 1 + done / max(1, total or 1)) / stages
        self._progress.step(round(1000 * min(1.0, share)), 1000, self._label)
