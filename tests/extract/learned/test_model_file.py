import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from annotator.domain.errors import UsageError
from annotator.extract.learned import model_file
from annotator.extract.learned.labels import LABELS
from annotator.extract.learned.model_file import Manifest, read_model, write_model

PARTS = {"weights.json": b'{"a": 1}', "tagger.crf": bytes(range(256))}
MANIFEST = Manifest(engine="crf", version="1", labels=LABELS, data={"articles": 3})


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "crf.model"
    write_model(path, MANIFEST, PARTS)
    return path


def repacked(model: Path, change) -> Path:
    """Write the model again entry by entry, as `change` makes name and bytes."""
    with ZipFile(model) as file:
        entries = [(name, file.read(name)) for name in file.namelist()]
    with ZipFile(model, "w") as file:
        for name, part in change(entries):
            file.writestr(ZipInfo(name), part)
    return model


def with_manifest(model: Path, **changes: object) -> Path:
    def change(entries):
        (_, manifest), *parts = entries
        return [("manifest.json", json.dumps({**json.loads(manifest), **changes})), *parts]

    return repacked(model, change)


def test_what_is_written_comes_back_with_a_name_of_its_own(model: Path):
    found = read_model(model, "crf")

    assert found.parts == PARTS
    assert found.manifest.data == {"articles": 3}
    assert found.manifest.labels == LABELS
    assert found.name.startswith("crf-")
    assert len(found.name) == len("crf-") + 12


def test_the_same_model_gives_the_same_bytes_and_another_one_another_name(
    model: Path, tmp_path: Path
):
    again, other = tmp_path / "again.model", tmp_path / "other.model"
    write_model(again, MANIFEST, dict(reversed(PARTS.items())))
    write_model(other, MANIFEST, {**PARTS, "weights.json": b"{}"})

    assert again.read_bytes() == model.read_bytes()
    assert read_model(other).name != read_model(model).name


def test_every_damaged_byte_of_a_part_is_seen(model: Path):
    content = model.read_bytes()
    start = content.index(PARTS["tagger.crf"])

    for at in range(start, start + 256, 17):
        damaged = bytearray(content)
        damaged[at] ^= 1
        model.write_bytes(damaged)
        with pytest.raises(UsageError, match="no model of this program, or a damaged one"):
            read_model(model)


@pytest.mark.parametrize("size", [0, 1, 30, 300])
def test_a_file_cut_short_is_seen(model: Path, size):
    model.write_bytes(model.read_bytes()[:size])

    with pytest.raises(UsageError, match="is no model of this program, or a damaged one"):
        read_model(model)


@pytest.mark.parametrize("content", [b"", b"\x80\x04K\x01.", b"PK\x05\x06" + b"\0" * 18, b"text"])
def test_a_file_of_something_else_is_no_model(tmp_path: Path, content):
    path = tmp_path / "other"
    path.write_bytes(content)

    with pytest.raises(UsageError, match="is no model of this program"):
        read_model(path)


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path):
    with pytest.raises(UsageError, match="cannot be read: no such file"):
        read_model(tmp_path / "none.model")
    with pytest.raises(UsageError, match="cannot be read: is a directory"):
        read_model(tmp_path)


def test_a_part_that_was_changed_with_its_own_checksum_is_seen(model: Path):
    repacked(
        model, lambda all_: [(n, b"{}      " if n == "weights.json" else part) for n, part in all_]
    )

    with pytest.raises(UsageError, match=r"its part “weights\.json” is not what it was"):
        read_model(model)


def test_a_part_of_another_size_is_seen(model: Path):
    repacked(model, lambda all_: [(n, b"{}" if n == "weights.json" else part) for n, part in all_])

    with pytest.raises(UsageError, match=r"its part “weights\.json” has another size"):
        read_model(model)


@pytest.mark.parametrize(
    "change",
    [
        lambda all_: all_[:-1],
        lambda all_: [*all_, ("extra.json", b"{}")],
        lambda all_: [*all_, ("../evil", b"{}")],
        lambda all_: all_[1:],
        lambda all_: [("manifest.json", b"[" * 100_000), *all_[1:]],
        lambda all_: [("manifest.json", b"[1]"), *all_[1:]],
        lambda all_: [("manifest.json", b" " * (1024 * 1024 + 1)), *all_[1:]],
        lambda all_: [*all_, *((f"p{at}.bin", b"") for at in range(40))],
    ],
)
def test_a_zip_that_is_packed_otherwise_is_no_model(model: Path, change):
    repacked(model, change)

    with pytest.raises(UsageError, match="is no model of this program"):
        read_model(model)


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 2},
        {"engine": "c r f"},
        {"surprise": True},
        {"parts": {"../evil": {"size": 1, "sha256": "0" * 64}}},
        {"parts": {"weights.json": {"size": -1, "sha256": "0" * 64}}},
    ],
)
def test_a_manifest_that_says_anything_odd_is_refused(model: Path, changes):
    with pytest.raises(UsageError, match="is no model of this program"):
        read_model(with_manifest(model, **changes))


def test_a_compressed_part_is_refused_so_that_nothing_swells(model: Path):
    with ZipFile(model) as file:
        entries = [(name, file.read(name)) for name in file.namelist()]
    with ZipFile(model, "w", ZIP_DEFLATED) as file:
        for name, part in entries:
            file.writestr(name, part)

    with pytest.raises(UsageError, match="is no model of this program"):
        read_model(model)


def test_a_model_of_another_engine_is_refused(model: Path):
    with pytest.raises(UsageError, match="is a model of the engine “crf”, not “neural”"):
        read_model(model, "neural")


def test_a_file_beyond_the_limit_is_not_even_read(model: Path, monkeypatch):
    monkeypatch.setattr(model_file, "MOST_BYTES", 100)

    with pytest.raises(UsageError, match="is too large for a model"):
        read_model(model)


def test_a_model_beyond_the_limit_is_not_written(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(model_file, "MOST_BYTES", 100)

    with pytest.raises(UsageError, match="the model is too large"):
        write_model(tmp_path / "crf.model", MANIFEST, PARTS)
    assert list(tmp_path.iterdir()) == []
