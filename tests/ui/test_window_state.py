from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from annotator.ui.window_state import KEPT, Place, WindowState

PROJECT = Path("/home/ann/a=b [1]/river.annotator")


@pytest.fixture
def ini(tmp_path):
    return tmp_path / "window.ini"


def again(state, ini):
    state.write()
    return WindowState(ini)


def test_a_place_is_kept_over_a_restart(ini):
    state = WindowState(ini)
    place = Place(document=3, item="claim:7", scroll=120, workspace=1, zoom=130, columns=(1, 2, 3))
    state.keep_place(PROJECT, place)
    state.keep_drafts(PROJECT, {("record:1", "title"): "Half a “tit=le;"})

    state = again(state, ini)

    assert state.place(PROJECT) == place
    assert state.drafts(PROJECT) == {("record:1", "title"): "Half a “tit=le;"}
    assert state.place(Path("/other.annotator")) == Place()


def test_a_broken_file_counts_as_empty(ini, qtbot):
    ini.write_text("[places]\n|home=@Invalid\n[drafts]\n|home={{{\n[window]\ngeometry=nonsense\n")
    state = WindowState(ini)
    window = QWidget()
    qtbot.addWidget(window)

    assert state.place(Path("/home")) == Place()
    assert state.drafts(Path("/home")) == {}
    assert not state.restore_geometry(window)
    assert state.recent == ()


def test_the_newest_projects_are_listed_each_once(ini):
    state = WindowState(ini)
    for number in [*range(KEPT + 3), 5]:
        state.keep_last(Path(f"/p/{number}.annotator"))

    recent = again(state, ini).recent

    assert len(recent) == KEPT
    assert recent[:2] == (Path("/p/5.annotator"), Path(f"/p/{KEPT + 2}.annotator"))
    state.forget_recent()
    assert state.recent == ()


def test_the_last_project_opens_again_only_while_it_is_there(ini, tmp_path):
    state, project = WindowState(ini), tmp_path / "p.annotator"
    state.keep_last(project)
    assert again(state, ini).last is None

    project.touch()
    assert again(state, ini).last == project
    state.keep_last(None)
    assert again(state, ini).last is None
    assert state.recent == (project,)
