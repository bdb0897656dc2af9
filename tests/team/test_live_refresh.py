"""Two windows on one project of a server: each shows at once what is done in the other."""

import pytest
from PySide6.QtCore import Qt

from annotator.domain.codebook import FieldScope
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.user import Role
from annotator.services.bootstrap import open_services
from annotator.ui import watching
from annotator.ui.main_window import MainWindow
from annotator.ui.record.panel import DOCUMENT
from annotator.ui.window_state import WindowState
from tests.patience import PatientBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Prompts:
    def __init__(self, _window):
        pass

    def confirm(self, _question):
        return True


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture
def deaf(monkeypatch):
    """Let a window look at the server only when the server wakes it."""
    monkeypatch.setattr(watching, "LATE_MS", 10**8)


@pytest.fixture
def window(qtbot, harbour):
    window = MainWindow(WindowState(), Prompts, user="Ann")
    qtbot.addWidget(window)
    window.show()
    assert window.project.open(harbour)
    window.session.desk.open(1)
    yield window
    window.close()


@pytest.fixture
def bob(harbour):
    services = open_services(harbour, user="Bob")
    yield services
    services.close()


def set_outlet(services, value):
    record = services.querying.sheet(1).record
    outlet = FieldValue(value=value, state=FieldState.CONFIRMED)
    services.annotating.change_fields(1, record.fields, {**record.fields, "outlet": outlet})


def outlet(window):
    return window.session.desk.sheet.record.field("outlet").value


@pytest.mark.usefixtures("deaf")
def test_what_another_does_is_shown_without_being_looked_for(qtbot, window, bob):
    set_outlet(bob, "Harbour News")

    qtbot.waitUntil(lambda: outlet(window) == "Harbour News")


@pytest.mark.usefixtures("deaf")
def test_one_s_own_acts_are_not_read_twice(qtbot, window, bob):
    told = []
    window.session.desk.bridge.document_changed.connect(told.append)
    window.session.desk.set_field(FieldScope.DOCUMENT, "outlet", "Gazette")
    set_outlet(bob, "Harbour News")

    qtbot.waitUntil(lambda: outlet(window) == "Harbour News")
    assert told == [1, 1]


@pytest.mark.usefixtures("deaf")
def test_a_field_that_both_write_is_told_with_both_versions(qtbot, window, bob):
    panel = window.session.bench.record
    panel.setCurrentIndex(DOCUMENT)
    row = panel.document.fields.rows["outlet"]
    row.editor.setFocus()
    qtbot.keyClicks(row.editor, "Gazette")
    set_outlet(bob, "Harbour News")

    qtbot.waitUntil(lambda: row.clash.open)
    assert row.clash.said.text().startswith("Bob changed this to “Harbour News”")
    assert row.half_typed == "Gazette"
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    assert outlet(window) == "Gazette"


@pytest.mark.usefixtures("deaf")
def test_a_role_that_is_given_holds_in_the_other_window_at_once(qtbot, window, bob):
    window.session.desk.services.members.give(bob.context.user, Role.LEAD)
    ann = window.session.desk.me

    bob.members.give(ann, Role.REVIEWER)

    qtbot.waitUntil(lambda: window.session.desk.me.role is Role.REVIEWER)


def test_what_is_half_typed_outlives_a_restart_of_the_server(qtbot, window, server):
    panel = window.session.bench.record
    panel.setCurrentIndex(DOCUMENT)
    row = panel.document.fields.rows["outlet"]
    row.editor.setFocus()
    qtbot.keyClicks(row.editor, "Gazette")
    server.process.stop()

    qtbot.waitUntil(lambda: "cannot be reached" in window.banner.words)
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    assert row.editor.text() == row.half_typed == "Gazette"
    assert "Not saved" in window.status.saved

    server.process.ensure_postgres_running()
    qtbot.waitUntil(lambda: "back" in window.banner.words, timeout=20_000)
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    assert outlet(window) == "Gazette"
    assert row.half_typed is None
    assert window.status.saved == "Saved"
