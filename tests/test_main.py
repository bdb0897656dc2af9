"""The front door: the version alone, a command, or the window."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from annotator import __version__
from annotator.__main__ import main
from annotator.cli import demo
from annotator.runtime import logs

ROOT = Path(__file__).parents[1]
LOADED_BY = """
import json, sys
before = set(sys.modules)
from annotator.__main__ import main
status = main({words})
print(json.dumps([status, sorted(set(sys.modules) - before)]))
"""


def loaded_by(*words):
    """Return the exit status and the modules that a call of the program loads."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED_BY.format(words=list(words))],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(autouse=True)
def _own_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    yield
    logs.stop()


@pytest.fixture
def windows(monkeypatch):
    """Catch the windows that would be opened, in place of Qt."""
    opened = []

    def run(project, user):
        opened.append((project, user))
        return 0

    module = ModuleType("annotator.ui.app")
    module.run = run
    monkeypatch.setitem(sys.modules, "annotator.ui.app", module)
    return opened


@pytest.fixture
def pictures(monkeypatch):
    """Draw a few bytes in place of the window."""

    def main_window_picture(project, out):
        assert project.is_file()
        out.write_bytes(b"picture")

    module = ModuleType("annotator.ui.screenshots")
    module.main_window_picture = main_window_picture
    monkeypatch.setitem(sys.modules, "annotator.ui.screenshots", module)


def test_the_version_is_the_projects(capsys):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"annotator {__version__}\n"
    assert project["version"] == __version__


def test_the_version_is_told_before_anything_is_loaded():
    status, loaded = loaded_by("--version")

    assert status == 0
    assert loaded == ["annotator", "annotator.__main__"]


@pytest.mark.parametrize("words", [["--help"], ["import", "--help"], ["propose", "--help"]])
def test_help_loads_neither_qt_nor_the_database(words):
    status, loaded = loaded_by(*words)

    heavy = {"PySide6", "sqlalchemy", "alembic", "trafilatura", "rich"}
    assert status == 0
    assert heavy.isdisjoint(name.partition(".")[0] for name in loaded)


def test_a_window_waits_for_no_command_line():
    status, loaded = loaded_by("none.annotator")

    assert status == 2
    assert {"typer", "rich", "sqlalchemy"}.isdisjoint(loaded)


def test_words_after_other_options_may_ask_for_the_version(capsys):
    assert main(["--verbose", "--version"]) == 0
    assert capsys.readouterr().out == f"annotator {__version__}\n"


@pytest.mark.parametrize("words", [[], ["--verbose"]])
def test_no_word_opens_the_window_on_no_project(windows, words):
    assert main(words) == 0
    assert windows == [(None, None)]


@pytest.mark.parametrize("words", [["p.annotator", "--user", "Ann"], ["--user=Ann", "p.annotator"]])
def test_a_project_opens_the_window_on_it(windows, words):
    assert main(["new", "p.annotator"]) == 0

    assert main(words) == 0
    assert windows == [(Path("p.annotator"), "Ann")]


def test_a_project_that_is_not_there_opens_no_window(windows, capsys):
    assert main(["p.annotator"]) == 2
    assert windows == []
    assert capsys.readouterr().err == (
        "There is no command and no project “p.annotator”; see “annotator --help”.\n"
    )


def test_without_a_display_a_window_is_refused_with_a_sentence(windows, capsys, monkeypatch):
    monkeypatch.setattr("annotator.cli.display._OWN_SCREEN", frozenset())
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert main([]) == 2
    assert windows == []
    assert capsys.readouterr().err.startswith("There is no display to open a window on")


def test_the_demo_opens_a_window_where_it_can_be_seen(windows, monkeypatch):
    monkeypatch.setattr(demo, "can_be_seen", lambda: True)

    assert main(["demo", "--out", "d", "--user", "Zoe"]) == 0
    assert windows == [(Path("d/demo.annotator"), "Zoe")]


def test_the_demo_prints_what_it_found_where_no_window_can_be_seen(pictures, capsys):
    assert main(["demo", "--out", "d"]) == 0

    out = capsys.readouterr().out
    documents, speakers, places = out.split("\n\n")
    assert documents.splitlines()[0].split() == [
        *("document", "status", "approved", "submitted", "returned", "rejected", "draft"),
        "proposed",
    ]
    assert {line.split()[0] for line in documents.splitlines()[2:]} == {
        *("border_river.txt", "embankment.html", "fuel_dock.txt", "market_fire.txt"),
        "salt_road.txt",
    }
    assert any(line.startswith("Astrid Lindqvaag ") for line in speakers.splitlines())
    assert places.splitlines()[0] == "Project: d/demo.annotator"
    assert places.splitlines()[1].startswith("CSV: d/demo.csv, ")
    assert places.splitlines()[2] == "Screenshot: d/demo.png"
    assert Path("d/demo.png").read_bytes() == b"picture"
    assert Path("d/demo.csv").read_text(encoding="utf-8").count("\n") > 20


def test_the_demo_again_shows_the_project_that_is_there(pictures, capsys):
    main(["demo"])
    first = capsys.readouterr().out

    assert main(["demo"]) == 0
    assert capsys.readouterr().out == first
