from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from annotator.domain.errors import AnnotatorError
from annotator.runtime import paths, settings
from annotator.runtime.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_without_a_file_the_defaults_hold(file):
    loaded = settings.load(file)

    assert loaded.settings == Settings()
    assert loaded.problem == ""


def test_what_is_saved_is_loaded(file):
    wanted = Settings(max_bytes=50_000_000, theme="dark")

    settings.save(wanted, file)

    assert settings.load(file).settings == wanted


def test_only_what_differs_from_the_defaults_is_written(file):
    settings.save(Settings(theme="dark"), file)

    assert file.read_text(encoding="utf-8") == '{\n  "theme": "dark"\n}\n'


def test_a_person_has_one_settings_file(home):
    settings.save(Settings(text_points=20))

    assert paths.settings_file().is_file()
    assert settings.load().settings.text_points == 20


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "EOF"),
        (b"{", "EOF"),
        (b"[]", "object"),
        (b'{"max_bytes": 0}', "max_bytes: Input should be greater than 0"),
        (b'{"theme": "pink"}', "theme: Input should be 'system', 'light' or 'dark'"),
        (b'{"unheard_of": 1}', "unheard_of: Extra inputs are not permitted"),
        (b'{"theme": "\xff"}', "invalid"),
    ],
)
def test_a_broken_file_gives_one_sentence_and_the_defaults(file, content, reason):
    file.write_bytes(content)

    loaded = settings.load(file)

    assert loaded.settings == Settings()
    assert loaded.problem.startswith(f"The settings in {file} are not used: ")
    assert reason in loaded.problem
    assert "\n" not in loaded.problem


@given(st.binary(max_size=60))
def test_no_file_however_broken_stops_the_program(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("any") / "settings.json"
    file.write_bytes(content)

    settings.load(file)


def test_a_folder_in_the_place_of_the_file_gives_a_sentence(file):
    file.mkdir()

    assert "Is a directory" in settings.load(file).problem


def test_a_broken_file_is_set_aside_and_not_lost_when_saving(file):
    file.write_text("{broken", encoding="utf-8")

    settings.save(Settings(theme="light"), file)

    aside = file.with_name("settings.json.broken")
    assert aside.read_text(encoding="utf-8") == "{broken"
    assert settings.load(file).settings.theme == "light"


def test_a_save_that_fails_keeps_the_old_file_and_leaves_nothing_behind(file, monkeypatch):
    settings.save(Settings(theme="dark"), file)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settings.os, "fsync", full)
    with pytest.raises(AnnotatorError, match=r"cannot be kept.*No space left"):
        settings.save(Settings(theme="light"), file)

    assert settings.load(file).settings.theme == "dark"
    assert list(file.parent.iterdir()) == [file]


def test_settings_are_checked_when_amended():
    with pytest.raises(ValidationError):
        Settings().amended(text_points=2)
