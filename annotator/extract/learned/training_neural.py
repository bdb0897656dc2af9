"""Train the neural engine: from the encoder that others trained, or from a model that it made.

`python -m annotator.extract.learned.training_neural --help` tells how the model that ships is
made. Training needs torch and onnx, which come with the extra `train`.
"""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

from annotator.domain.errors import UsageError
from annotator.extract.learned.assembling import Parameters
from annotator.extract.learned.examples import Example
from annotator.extract.learned.labels import LABELS
from annotator.extract.learned.model_file import Manifest, ModelFile, read_model, write_model
from annotator.extract.learned.neural import (
    ASSEMBLING,
    CLUES,
    ENGINE,
    GRAPH,
    SHIPPED,
    VERSION,
    VOCABULARY,
    clue_names,
    part_of,
)
from annotator.extract.learned.training_neural_encoder import BASE_WHEEL, Weights
from annotator.extract.learned.training_neural_fitting import Recipe, lessons, trained
from annotator.extract.learned.training_neural_graph import graph, weights_of
from annotator.extract.learned.word_pieces import WordPieces, read_vocabulary
from annotator.runtime.progress import Progress
from annotator.runtime.resources import resource

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
        UsageError: torch or onnx is missing, `start` is no model of this engine, or `out` cannot
            be written.
        CancelledError: the person has asked to stop; nothing was written.
    """
    require_training()
    begun = opened(read_model(start or resource(SHIPPED), ENGINE))
    made = fitted_parts(begun, found, recipe, seed=seed, progress=progress)
    write_model(out, manifest(found, recipe, seed), made)


def require_training() -> None:
    """Make sure that a model can be trained here.

    Raises:
        UsageError: torch or onnx is missing.
    """
    missing = [name for name in ("torch", "onnx") if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"Training the engine “neural” needs {' and '.join(missing)}, which comes with the "
            "extra “train”: pip install “annotator[train]”."
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
        Parameters.model_validate_json(part_of(model, ASSEMBLING)),
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
