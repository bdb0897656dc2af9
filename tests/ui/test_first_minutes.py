import os

import pytest
from PySide6.QtWidgets import QAbstractButton

from annotator.services.bootstrap import new_services, open_services
from annotator.ui.main_window import MainWindow
from annotator.ui.window_state import WindowState

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NEWS = "Fares go up\n\n“Fares go up in May,” harbour master Lena Ovik said on Monday.\n"


class Answers:
    def __init__(self, _window):
        self.path = None

    def confirm(self, _question):
        return True

    def save_file(self, _title, _suggestion, _kinds):
        return self.path


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def window(qtbot, own):
    window = MainWindow(WindowState(), Answers, user="Ann")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    return window


@pytest.fixture
def file(own):
    path = own / "river.annotator"
    services = new_services(path, user="Ann")
    services.importing.pasted(NEWS)
    services.proposing.propose()
    services.close()
    return path


@pytest.fixture
def opened(qtbot, window, file):
    assert window.project.open(file)
    qtbot.waitUntil(lambda: window.session.bench.documents.model.rowCount() == 1)
    return window


def act(window, act_id):
    action = window.shell.actions.actions[act_id]
    assert action.isEnabled(), act_id
    action.trigger()


def take_offer(window):
    window.banner.findChild(QAbstractButton, "bannerOffer").click()


def claims_in(path):
    services = open_services(path, user="Ann")
    try:
        document = services.querying.documents()[0]
        return len(services.querying.sheet(document.id).claims)
    finally:
        services.close()


def test_a_project_whose_file_is_deleted_is_not_said_to_be_saved(qtbot, opened, file, own):
    act(opened, "accept")
    assert opened.status.saved == "Saved"
    file.unlink()
    opened.project._watching.look()

    assert opened.status.saved == "Not saved: the file is gone"
    assert str(file) in opened.banner.words
    opened.shell.prompts.path = own / "rescued.annotator"
    take_offer(opened)
    qtbot.waitUntil(lambda: "A copy lies in" in opened.banner.words)
    assert claims_in(own / "rescued.annotator") == 1


def test_the_copy_of_a_lost_project_can_be_gone_on_with(qtbot, opened, file, own):
    file.unlink()
    opened.project._watching.look()
    opened.shell.prompts.path = own / "rescued.annotator"
    take_offer(opened)
    qtbot.waitUntil(lambda: "A copy lies in" in opened.banner.words)
    take_offer(opened)

    assert opened.project.path == own / "rescued.annotator"
    assert opened.status.saved == "Saved"
    act(opened, "accept")
    assert len(opened.session.desk.sheet.claims) == 1


def test_an_act_on_a_lost_project_is_refused_at_once_and_makes_no_new_file(opened, file):
    file.unlink()
    act(opened, "accept")

    assert "is gone; nothing is stored any more" in opened.banner.words
    assert not opened.session.desk.sheet.claims
    assert not file.exists()


def test_a_file_put_in_place_of_the_project_is_neither_written_nor_read(opened, file, own):
    other = own / "other.annotator"
    new_services(other, user="Cat").close()
    before = other.read_bytes()
    os.replace(other, file)
    opened.project._watching.look()

    assert "Another file was put in place" in opened.banner.words
    act(opened, "accept")
    assert "Another file was put in place" in opened.banner.words
    assert file.read_bytes() == before
    assert len(opened.session.services.querying.documents()) == 1


def test_a_file_that_comes_back_is_saved_to_again(opened, file, own):
    aside = own / "aside"
    file.rename(aside)
    opened.project._watching.look()
    opened.project._watching.look()
    aside.rename(file)
    opened.project._watching.look()

    assert opened.status.saved == "Saved"
    assert "is back" in opened.banner.words
    act(opened, "accept")
    assert len(opened.session.desk.sheet.claims) == 1


def test_what_was_in_a_lost_project_is_kept_when_it_is_closed(opened, file, own):
    act(opened, "accept")
    file.unlink()
    act(opened, "close")

    kept = [path for path in (own / "own").rglob("river-rescued-*.annotator")]
    assert len(kept) == 1
    assert str(kept[0]) in opened.banner.words
    assert claims_in(kept[0]) == 1


def test_switching_the_user_does_not_say_saved_of_a_lost_project(opened, file):
    open_services(file, user="Bob").close()
    file.unlink()
    opened.project._watching.look()
    opened.project._on_user_wanted("Bob")

    assert opened.status.saved == "Not saved: the file is gone"
