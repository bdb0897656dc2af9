"""Projects on a server, opened in the window: by their address, and again."""

import sys

import pytest
from PySide6.QtCore import Qt

from annotator.ui.dialogs.server_dialog import ServerDialog
from annotator.ui.main_window import MainWindow
from annotator.ui.server_address import without_password
from annotator.ui.window_state import WindowState
from tests.patience import PatientBot


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _at_home(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "home"))


@pytest.fixture
def window(qtbot):
    window = MainWindow(WindowState(), lambda _window: None, user="Ann")
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def asked(window):
    dialogs = window.findChildren(ServerDialog)
    return dialogs[-1] if dialogs else None


def choose(window):
    window.shell.actions.actions["open_server"].trigger()
    return asked(window)


def test_an_address_is_typed_and_the_project_opens_by_the_keyboard(window, qtbot, harbour):
    dialog = choose(window)
    assert not dialog._open.isEnabled()
    qtbot.keyClicks(dialog.address, harbour)
    qtbot.keyClick(dialog.address, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session.services.context.store.address == harbour
    assert window.session.services.context.user.name == "Ann"
    assert WindowState().recent == (without_password(harbour),)


def test_what_is_wrong_is_said_in_the_dialog_and_what_was_typed_stays(window, qtbot, harbour):
    dialog = choose(window)
    for typed, sentence in (
        (harbour.replace("?", "_gone?"), "There is no database"),
        ("ann@localhost:1/harbour", "cannot be reached"),
        ("mysql://host/harbour", "names no database"),
    ):
        dialog.address.setText(typed)
        dialog.password.setText("wrong")
        dialog.accept()
        qtbot.waitUntil(lambda words=sentence: words in dialog.trouble.text())
        assert dialog.isVisible()
        assert "wrong" not in dialog.trouble.text()
        assert (dialog.address.text(), dialog.address.isEnabled()) == (typed, True)
    assert window.session is None
    dialog.reject()


def test_without_the_driver_it_is_said_what_to_install(window, qtbot, harbour, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    dialog = choose(window)
    dialog.address.setText(harbour)
    dialog.accept()

    qtbot.waitUntil(lambda: "pip install 'annotator[team]'" in dialog.trouble.text())
    dialog.reject()


def test_a_project_opened_before_opens_again_from_the_welcome_page(window, qtbot, harbour):
    assert window.project.open(harbour)
    window.project.close()
    (row,) = window.welcome.recent
    assert row.opening.isEnabled()
    assert row.forget.toolTip().endswith("the project stays")
    row.opening.click()

    qtbot.waitUntil(lambda: window.session is not None)
    window.project.close()
    window._recent.fill()
    window._recent.actions()[0].trigger()
    qtbot.waitUntil(lambda: window.session is not None)


def test_one_that_does_not_let_in_any_more_is_asked_for_with_the_reason(window, qtbot, harbour):
    gone = without_password(harbour).replace("?", "_gone?")
    window._state.keep_last(gone)
    window._show_recent()
    window.welcome.recent[0].opening.click()

    qtbot.waitUntil(lambda: asked(window) is not None)
    dialog = asked(window)
    assert dialog.address.text() == gone
    assert "There is no database" in dialog.trouble.text()
    dialog.reject()


def test_who_closes_the_dialog_while_the_server_is_asked_stays_where_they_were(
    window, qtbot, harbour
):
    dialog = choose(window)
    dialog.address.setText(harbour)
    asked_for = []
    dialog._knock = asked_for.append
    dialog.accept()
    dialog.reject()

    qtbot.waitUntil(lambda: bool(asked_for) and asked(window) is None)
    done = []
    window.jobs.quick(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert window.session is None
