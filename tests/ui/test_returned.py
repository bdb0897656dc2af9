from threading import Event

import pytest
from shiboken6 import isValid

from annotator.ui import returned
from annotator.ui.main_window import MainWindow
from annotator.ui.window_state import WindowState

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot, project, tmp_path, monkeypatch, agreeing):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    made = MainWindow(WindowState(), agreeing, user="Ann")
    qtbot.addWidget(made)
    made.show()
    made.project.open(project.path)
    yield made
    made.close()


def test_who_switches_user_while_what_was_returned_is_counted_meets_no_error(
    qtbot, window, monkeypatch
):
    """An exception in a callback of a job fails the test that raised it."""
    real, gone = returned.returned_to, Event()

    def slow(services):
        gone.wait(20)
        return real(services)

    monkeypatch.setattr(returned, "returned_to", slow)
    before = window.session.returned
    before.count()
    window.project._on_user_wanted("Bob")
    qtbot.waitUntil(lambda: not isValid(before), timeout=20_000)
    gone.set()
    ended = []
    for _ in range(4):
        window.jobs.quick(lambda: None, ended.append, ended.append)
    qtbot.waitUntil(lambda: len(ended) == 4, timeout=20_000)

    assert window.session.services.context.user.name == "Bob"
