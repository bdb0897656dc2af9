"""The engine that reads with a small encoder, run by onnxruntime, and assembles what it marks.

The encoder is MiniLM-L6 with a head of seven labels. onnxruntime comes with the extra `neural`.
"""

from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from annotator.domain.errors import UsageError
from annotator.extract.article import Article
from annotator.extract.learned.engine import TaggedExtractor
from annotator.extract.learned.labels import LABELS, Probabilities
from annotator.extract.learned.model_file import ModelFile, read_model
from annotator.extract.learned.neural_clues import Clue
from annotator.extract.learned.neural_inputs import Input, inputs
from annotator.extract.learned.rule_marks import RuleFinds, rule_finds
from annotator.extract.learned.tagging import Tagging
from annotator.extract.learned.word_pieces import WordPieces, read_vocabulary
from annotator.runtime.resources import resource

ENGINE: Final = "neural"
VERSION: Final = "5"
SHIPPED: Final = "models/neural.model"
GRAPH: Final = "tagger.onnx"
VOCABULARY: Final = "vocabulary.txt"
CLUES: Final = "clues"
_ERRORS_ONLY: Final = 3
_ROUNDING: Final = 0.01


class NeuralTagger:
    """Says of each word how likely each label is; one thread, and no network."""

    def __init__(self, model: ModelFile) -> None:
        """Take a model that serves this engine.

        Raises:
            UsageError: onnxruntime is missing, or the model is not as this version needs it.
        """
        if model.manifest.labels != LABELS or model.manifest.settings.get(CLUES) != clue_names():
            raise UsageError(f"{model.name} was made for another version of this program.")
        self._name = model.name
        self._pieces = WordPieces(read_vocabulary(part_of(model, VOCABULARY)))
        self._session = _session(model)
        self._require_fit()

    def tag(self, article: Article, rules: RuleFinds | None = None) -> list[Tagging]:
        """Return a tagging for each of `article.lines`; `rules` are its finds if they are known."""
        found = rules or rule_finds(article)
        lines, windows = inputs(article, self._pieces, found.every)
        rows = [np.zeros((len(line), len(LABELS)), np.float32) for line in lines]
        for window in windows:
            made = self._probabilities(window)[window.at]
            for number in np.unique(window.places[:, 0]):
                own = window.places[:, 0] == number
                rows[number][window.places[own, 1]] = made[own]
        return [Tagging(line, row) for line, row in zip(lines, rows, strict=True)]

    def _probabilities(self, window: Input) -> Probabilities:
        given = {"ids": window.ids, "clues": window.clues}
        made: npt.NDArray[np.float32] = self._session.run(["probabilities"], given)[0]
        return made

    def _require_fit(self) -> None:
        """Try the graph on a window without words.

        Raises:
            UsageError: it does not take what we give, or gives something else than we take.
        """
        ids = np.array([self._pieces.opening, self._pieces.parting], np.int64)
        none = np.zeros(0, np.int64)
        empty = Input(ids, np.zeros((2, len(Clue)), np.float32), none, none.reshape(0, 2))
        try:
            made = self._probabilities(empty)
        except Exception as error:  # onnxruntime's own kinds of error share no base
            raise UsageError(f"{self._name} does not run: its graph is damaged.") from error
        if made.shape != (2, len(LABELS)) or not np.allclose(made.sum(axis=1), 1, atol=_ROUNDING):
            raise UsageError(f"{self._name} does not run: its graph gives no probabilities.")


class NeuralExtractor(TaggedExtractor):
    """The engine whose tagger is an encoder."""

    name = ENGINE
    version = VERSION

    def __init__(self, model: Path | None = None) -> None:
        """Take the model file to read with, by default the one that ships.

        Raises:
            UsageError: there is none, it is damaged, or onnxruntime is missing.
        """
        require_onnxruntime()
        read = read_model(model or shipped(), ENGINE)
        super().__init__(read, NeuralTagger(read))


def clue_names() -> list[str]:
    """Return the clues that a model of this version is told, in order."""
    return [clue.name for clue in Clue]


def part_of(model: ModelFile, name: str) -> bytes:
    """Return a part of a model.

    Raises:
        UsageError: the model has none of that name.
    """
    if name not in model.parts:
        raise UsageError(f"{model.name} is incomplete: it has no part “{name}”.")
    return model.parts[name]


def require_onnxruntime() -> None:
    """Make sure that graphs can be run.

    Raises:
        UsageError: onnxruntime is missing.
    """
    try:
        import onnxruntime  # noqa: F401, PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise UsageError(
            "The engine “neural” needs onnxruntime, which comes with the extra “neural”: "
            "pip install “annotator[neural]”."
        ) from error


def shipped() -> Path:
    """Return the model that ships.

    Raises:
        UsageError: none does.
    """
    try:
        return resource(SHIPPED)
    except FileNotFoundError as error:
        raise UsageError("No model of the engine “neural” ships here; name one.") from error


def _session(model: ModelFile) -> Any:
    """Return the graph ready to run, on one thread that sleeps while it waits."""
    require_onnxruntime()
    import onnxruntime  # noqa: PLC0415 - an extra, and slow to load

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(
            part_of(model, GRAPH), options, providers=["CPUExecutionProvider"]
        )
    except UsageError:
        raise
    except Exception as error:  # onnxruntime's own kinds of error share no base
        raise UsageError(f"{model.name} does not load: its graph is damaged.") from error
