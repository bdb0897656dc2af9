"""The window on a project in a database on a server."""

import pytest

from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.span import Span
from annotator.services.bootstrap import open_services
from annotator.ui.main_window import MainWindow
from annotator.ui.server_address import without_password
from annotator.ui.window_state import WindowState
from tests.patience import PatientBot

BODY = ClaimBody(kind=ClaimKind.DIRECT, content=(Span(start=22, end=43),))


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


class Agreeing:
    """Answers every question with yes."""

    def __init__(self, _window):
        pass

    def confirm(self, _question):
        return True


@pytest.fixture
def window(qtbot, harbour):
    window = MainWindow(WindowState(), Agreeing, user="Ann")
    qtbot.addWidget(window)
    window.show()
    assert window.project.open(harbour)
    qtbot.waitUntil(lambda: window.session.bench.documents.model.rowCount() == 1)
    yield window
    window.close()


def test_the_window_shows_what_another_one_stores_once_it_looks(window, harbour, qtbot):
    window.session.desk.open(1)
    assert window.session.desk.sheet.claims == ()
    bob = open_services(harbour, user="Bob")
    bob.annotating.add(1, BODY)
    bob.close()

    def looked():
        window.project._watching.look()
        return len(window.session.desk.sheet.claims) == 1

    qtbot.waitUntil(looked)


def test_a_server_that_went_is_said_and_what_is_done_once_it_is_back_is_stored(
    window, server, qtbot
):
    watching, desk = window.project._watching, window.session.desk
    server.process.stop()
    qtbot.waitUntil(lambda: watching.look() or "cannot be reached" in window.banner.words)
    server.process.ensure_postgres_running()
    qtbot.waitUntil(lambda: watching.look() or "The server is back" in window.banner.words)

    desk.services.annotating.add(1, BODY)
    desk.open(1)
    assert len(desk.sheet.claims) == 1


def test_a_window_on_a_server_leaves_no_copy_and_is_remembered_without_a_password(window, harbour):
    window.project.close()

    assert window.session is None
    assert WindowState().recent == (without_password(harbour),)
    assert WindowState().last is None
    assert window.banner.words == ""
