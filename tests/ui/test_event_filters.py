from inspect import isfunction

import pytest
from PySide6.QtCore import QObject

from annotator.services.bootstrap import new_services
from annotator.ui.ask_line import AskLine, ask_line
from annotator.ui.main_window import MainWindow
from annotator.ui.palette.palette import Palette
from annotator.ui.window_state import WindowState

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch, agreeing):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    path = tmp_path / "river.annotator"
    services = new_services(path, user="Ann")
    services.importing.pasted("Ovik said the pier will close.")
    services.close()
    shown = MainWindow(WindowState(), agreeing, user="Ann")
    assert shown.project.open(path)
    with qtbot.waitActive(shown):
        shown.show()
    qtbot.waitUntil(lambda: shown.session.bench.documents.model.rowCount() == 1)
    return shown


def test_what_watches_a_window_is_silent_while_the_window_goes_and_its_own_half_is_gone(
    qtbot, window
):
    ask_line(window)
    found = window.findChildren(QObject)
    watching = [one for one in found if isfunction(type(one).eventFilter)]
    assert {AskLine, Palette} <= {type(one) for one in watching}
    window.close()
    for one in watching:
        vars(one).clear()  # as the search for cycles does, before Qt has let go

    with qtbot.captureExceptions() as raised, qtbot.waitSignal(window.destroyed):
        window.deleteLater()

    assert raised == []
