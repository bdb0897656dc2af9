import json
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from annotator.domain.errors import UsageError
from annotator.extract.extractor import Extractor, find
from annotator.extract.learned import engine as crf_engine
from annotator.extract.learned.engine import ASSEMBLING, LearnedExtractor
from annotator.extract.learned.model_file import Manifest, read_model, write_model


def rewritten(model: Path, target: Path, settings=None, labels=None, **parts: bytes | None) -> Path:
    """Write a model anew with other parts; None leaves one out."""
    read = read_model(model)
    named = {name.replace("__", "."): part for name, part in parts.items()}
    named = {name.replace("_", "-"): part for name, part in named.items()}
    kept = {name: part for name, part in {**read.parts, **named}.items() if part is not None}
    manifest = Manifest(
        engine=read.manifest.engine,
        version="1",
        labels=labels or read.manifest.labels,
        settings=read.manifest.settings if settings is None else settings,
    )
    write_model(target, manifest, kept)
    return target


def saved(values) -> bytes:
    file = BytesIO()
    np.save(file, values)
    return file.getvalue()


def test_the_engine_is_found_by_its_name(small_model: Path):
    assert isinstance(find("crf", small_model), Extractor)


def test_a_text_in_another_language_gets_a_note_and_no_claims(small_model: Path):
    german = "Der Bürgermeister sagte am Montag, dass die Brücke im Mai für Autos gesperrt wird."

    found = find("crf", small_model).extract(german)

    assert found.note is not None
    assert found.claims == ()


@pytest.mark.parametrize(
    "text", ["", "\n\n", "One.", "“", "“”" * 50, "said " * 3000, "\ud800 said"]
)
def test_any_text_is_read(small_model: Path, text):
    found = find("crf", small_model).extract(text)

    assert all(text[span.start : span.end] for item in found.claims for span in item.content)


@pytest.mark.parametrize(
    "parts",
    [
        {"cues_rows__npy": b"nothing"},
        {"cues_rows__npy": b""},
        {"parts_weights__npy": b"\x93NUMPY\x01\x00"},
        {"parts_steps__npy": saved(np.zeros((3, 3), np.float32))},
        {"parts_steps__npy": saved(np.full((7, 7), np.nan, np.float32))},
        {"cues_rows__npy": saved(np.array([2**31], np.uint32))},
        {"cues_weights__npy": saved(np.zeros((2, 3), np.float64))},
        {"cues_weights__npy": saved(np.full((1, 3), np.inf, np.float16))},
        {"cues_rows__npy": saved(np.array([object()], dtype=object))},
    ],
)
def test_odd_weights_are_said(small_model: Path, tmp_path: Path, parts):
    odd = rewritten(small_model, tmp_path / "odd.model", **parts)

    with pytest.raises(UsageError, match="does not load: its weights are odd"):
        LearnedExtractor(odd)


@pytest.mark.parametrize("name", ["cues_rows__npy", "parts_steps__npy"])
def test_a_missing_part_is_named(small_model: Path, tmp_path: Path, name):
    bare = rewritten(small_model, tmp_path / "bare.model", **{name: None})

    with pytest.raises(UsageError, match="is incomplete: it has no part"):
        LearnedExtractor(bare)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"links": 3}', b'{"more": {}}', b"\xff"])
def test_odd_parameters_are_said(small_model: Path, tmp_path: Path, content):
    read = read_model(small_model)
    odd = tmp_path / "odd.model"
    write_model(odd, read.manifest, {**read.parts, ASSEMBLING: content})

    with pytest.raises(UsageError, match="its parameters are damaged"):
        LearnedExtractor(odd)


def test_missing_parameters_are_said(small_model: Path, tmp_path: Path):
    read = read_model(small_model)
    bare = tmp_path / "bare.model"
    kept = {name: part for name, part in read.parts.items() if name != ASSEMBLING}
    write_model(bare, read.manifest, kept)

    with pytest.raises(UsageError, match=r"it has no part “assembling\.json”"):
        LearnedExtractor(bare)


@pytest.mark.parametrize(
    "changes", [{"settings": {}}, {"settings": {"bits": 60}}, {"labels": ("O",)}]
)
def test_a_model_of_another_version_is_refused(small_model: Path, tmp_path: Path, changes):
    other = rewritten(small_model, tmp_path / "other.model", **changes)

    with pytest.raises(UsageError, match="was made for another version"):
        LearnedExtractor(other)


def test_where_no_model_ships_one_has_to_be_named(monkeypatch):
    monkeypatch.setattr(crf_engine, "SHIPPED", "models/none.model")

    with pytest.raises(UsageError, match="No model of the engine “crf” ships here"):
        LearnedExtractor()


def test_parameters_are_plain_json(small_model: Path):
    read = json.loads(read_model(small_model).parts[ASSEMBLING])

    assert set(read) == {"links", "right", "stance", "curves", "thresholds"}
