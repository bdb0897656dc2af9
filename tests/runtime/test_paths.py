import re
from pathlib import Path

import pytest

from annotator.domain.errors import AnnotatorError
from annotator.runtime import paths

FOLDERS = [paths.data_dir, paths.config_dir, paths.log_dir, paths.backups_dir]


def test_each_folder_follows_the_system_and_is_made(home):
    assert paths.data_dir() == home / ".local/share/annotator"
    assert paths.config_dir() == home / ".config/annotator"
    assert paths.log_dir() == home / ".local/state/annotator/log"
    assert paths.backups_dir() == home / ".local/share/annotator/backups"
    assert all(folder().is_dir() for folder in FOLDERS)


def test_an_absolute_xdg_folder_is_used(home, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "elsewhere"))

    assert paths.data_dir() == home / "elsewhere" / "annotator"


@pytest.mark.parametrize("value", ["", "relative", "./here"])
def test_an_empty_or_relative_xdg_folder_is_ignored(home, monkeypatch, value):
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, value)

    assert all(folder().is_relative_to(home) for folder in FOLDERS)


def test_one_variable_moves_everything(home, monkeypatch):
    chosen = home / "mine"
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(chosen))

    assert all(folder().is_relative_to(chosen) for folder in FOLDERS)
    assert len({folder() for folder in FOLDERS}) == len(FOLDERS)


def test_a_relative_override_means_the_current_folder(home, monkeypatch):
    monkeypatch.chdir(home)
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", "mine")

    assert paths.data_dir() == home / "mine"


def test_an_empty_override_is_ignored(home, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", "")

    assert paths.data_dir() == home / ".local/share/annotator"


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_that_cannot_be_made_gets_a_sentence(home, monkeypatch, folder):
    (home / "file").touch()
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(home / "file"))

    with pytest.raises(AnnotatorError, match=r"cannot be made.*ANNOTATOR_DATA_DIR"):
        folder()


def test_a_person_without_a_home_gets_a_sentence(home, monkeypatch):
    monkeypatch.setattr(paths.appdirs, "user_data_dir", lambda name, **_: f"~/{name}")

    with pytest.raises(AnnotatorError, match="no home folder"):
        paths.data_dir()


def test_nobody_else_imports_appdirs():
    package = Path(paths.__file__).parents[1]
    importers = [
        path.name
        for path in package.rglob("*.py")
        if re.search(r"^\s*(import|from) appdirs", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert importers == ["paths.py"]


def test_the_files_lie_in_their_folders(home):
    assert paths.settings_file().parent == paths.config_dir()
    assert paths.window_file().parent == paths.config_dir()
    assert paths.log_file().parent == paths.log_dir()
