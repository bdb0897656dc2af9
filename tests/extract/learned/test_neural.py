import struct
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.domain.proposal import ProposedClaim
from annotator.extract.article import read_article
from annotator.extract.extractor import NO_HINTS, find
from annotator.extract.learned import neural
from annotator.extract.learned.engine import ASSEMBLING
from annotator.extract.learned.labels import LABELS
from annotator.extract.learned.model_file import read_model, write_model
from annotator.extract.learned.neural import (
    CLUES,
    GRAPH,
    VOCABULARY,
    NeuralExtractor,
    NeuralTagger,
)
from annotator.runtime.resources import resource

TEXT = (
    "Harbour to close for the winter\n\n"
    "The harbour master of Salacgrīva, Ilze Ozola, said on Monday that the basin would close in "
    "December.\n\n"
    "“Nobody asked us,” complained Jānis Bērziņš, who owns two trawlers 🚢. It was calm.\n\n"
    "According to the ministry, repairs will cost €4m.\n"
)
SHIPPED = resource(neural.SHIPPED)
WHEN_INSTALLED = "onnxruntime, of the extra “neural”, is not installed"


@pytest.fixture(scope="module")
def engine() -> NeuralExtractor:
    pytest.importorskip("onnxruntime", reason=WHEN_INSTALLED)
    return NeuralExtractor()


@pytest.fixture(scope="module")
def tagger() -> NeuralTagger:
    pytest.importorskip("onnxruntime", reason=WHEN_INSTALLED)
    return NeuralTagger(read_model(SHIPPED, neural.ENGINE))


def remade(path: Path, settings: Mapping[str, object] | None = None, **parts: bytes | None) -> Path:
    """Write the shipped model with other settings, or other parts (None: without it)."""
    model = read_model(SHIPPED)
    names = {"graph": GRAPH, "vocabulary": VOCABULARY, "parameters": ASSEMBLING}
    kept = {**model.parts, **{names[key]: part for key, part in parts.items()}}
    manifest = model.manifest if settings is None else model.manifest.amended(settings=settings)
    write_model(path, manifest, {key: part for key, part in kept.items() if part is not None})
    return path


def words(text: str, claim: ProposedClaim) -> str:
    return " ".join(text[piece.start : piece.end] for piece in claim.content)


def test_the_shipped_model_proposes_who_said_what(engine: NeuralExtractor):
    claims = engine.extract(TEXT).claims

    said = {claim.chain[-1].speaker: words(TEXT, claim) for claim in claims}
    assert "the basin would close in December" in said["Ilze Ozola"]
    assert said["Jānis Bērziņš"] == "Nobody asked us"
    assert all(0 < claim.score <= 1 for claim in claims)
    assert engine.model is not None
    assert engine.model.startswith("neural-")


def test_the_same_text_always_gives_the_same(engine: NeuralExtractor):
    assert engine.extract(TEXT) == NeuralExtractor().extract(TEXT)


def test_what_is_another_language_is_left_with_a_note(engine: NeuralExtractor):
    found = engine.extract("Der Hafenmeister sagte am Montag, dass der Hafen im Winter schließt.\n")

    assert found.note is not None
    assert not found.claims


@pytest.mark.parametrize("text", ["", "\n\n", "Yes.\n", "“”\n", "\u0301\u200b 👍\n"])
def test_texts_with_next_to_nothing_in_them_are_read(engine: NeuralExtractor, text: str):
    assert engine.extract(text, Scope.SPEECH_AND_STANCE).claims == ()


def test_each_word_of_each_line_has_probabilities(tagger: NeuralTagger):
    long = "The mayor said that the bridge, which nobody uses, would stay. " * 60
    article = read_article(f"{TEXT}\n{long}\n", NO_HINTS)

    found = tagger.tag(article)

    assert len(found) == len(article.lines)
    for tagging, line in zip(found, article.lines, strict=True):
        assert tagging.words[0].start == line.start
        assert tagging.probabilities.shape == (len(tagging.words), len(LABELS))
        assert np.allclose(tagging.probabilities.sum(axis=1), 1, atol=1e-3)


def test_a_cut_paragraph_is_read_alike_on_both_sides_of_a_cut(tagger: NeuralTagger):
    sentence = "The mayor said that the bridge would stay. "
    article = read_article("The town met on Monday in the hall.\n" + sentence * 60, NO_HINTS)
    tagging = tagger.tag(article)[-1]

    cue = LABELS.index("B-CUE")
    said = [row[cue] for word, row in zip(*tagging, strict=True) if word.text == "said"]
    assert len(said) == 60
    assert min(said) > 0.5


def test_without_onnxruntime_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)

    with pytest.raises(
        UsageError, match=r"needs onnxruntime, .* pip install “annotator\[neural\]”"
    ):
        find("neural")


def test_without_a_model_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("onnxruntime", reason=WHEN_INSTALLED)

    def nothing(name: str) -> Path:
        raise FileNotFoundError(name)

    monkeypatch.setattr(neural, "resource", nothing)

    with pytest.raises(UsageError, match="No model of the engine “neural” ships here; name one"):
        NeuralExtractor()


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"graph": b"no graph"}, "does not load: its graph is damaged"),
        ({"graph": None}, "is incomplete: it has no part “tagger.onnx”"),
        ({"vocabulary": None}, "is incomplete: it has no part “vocabulary.txt”"),
        ({"vocabulary": b"\xff"}, "vocabulary is not UTF-8"),
        ({"vocabulary": b"har\n"}, r"vocabulary has no \[CLS\]"),
        ({"parameters": None}, "is incomplete: it has no part “assembling.json”"),
        ({"parameters": b"{"}, "does not load: its parameters are damaged"),
        ({"settings": {CLUES: ["CAPITAL"]}}, "was made for another version"),
    ],
)
def test_a_model_that_is_not_whole_is_refused(tmp_path: Path, parts: dict[str, object], why: str):
    pytest.importorskip("onnxruntime", reason=WHEN_INSTALLED)
    path = remade(tmp_path / "odd.model", **parts)  # type: ignore[arg-type]

    with pytest.raises(UsageError, match=why):
        NeuralExtractor(path)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (b"probabilities", b"improbability", "does not run: its graph is damaged"),
        (
            b"labels.bias\x4a\x1c" + b"%s",
            b"labels.bias\x4a\x1c" + struct.pack("<7f", *[float("nan")] * 7),
            "gives no probabilities",
        ),
    ],
)
def test_a_graph_that_does_something_else_is_refused(
    tmp_path: Path, old: bytes, new: bytes, why: str
):
    pytest.importorskip("onnxruntime", reason=WHEN_INSTALLED)
    graph = read_model(SHIPPED).parts[GRAPH]
    if old.endswith(b"%s"):
        at = graph.index(old.removesuffix(b"%s"))
        other = graph[:at] + new + graph[at + len(new) :]
    else:
        other = graph.replace(old, new)
    assert other != graph

    with pytest.raises(UsageError, match=why):
        NeuralExtractor(remade(tmp_path / "odd.model", graph=other))


def test_a_model_of_another_engine_is_refused(tmp_path: Path):
    pytest.importorskip("onnxruntime", reason=WHEN_INSTALLED)
    model = read_model(SHIPPED)
    path = tmp_path / "other.model"
    write_model(path, model.manifest.amended(engine="crf"), model.parts)

    with pytest.raises(UsageError, match="is a model of the engine “crf”, not “neural”"):
        NeuralExtractor(path)
