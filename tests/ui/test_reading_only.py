"""A project open for reading only: what would write cannot be done, and says so."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from annotator.domain.errors import LockedError
from annotator.services.bootstrap import new_services, open_services
from annotator.store.unit_of_work import READ_ONLY
from annotator.ui.acts import ACTS
from annotator.ui.main_window import MainWindow
from annotator.ui.window_state import WindowState
from annotator.ui.workspaces import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NEWS = "Fares go up\n\n“Fares go up in May,” harbour master Lena Ovik said on Monday.\n"
WRITING = [act.id for act in ACTS if act.writes]
LEAVING = {"new", "open", "open_server", "sample", "switch_user", "close", "quit"}
WHY = "This project is open for reading only: nothing in it can be changed."


class NoFile:
    """Chooses no file whenever one is asked for."""

    def __init__(self, _window):
        pass

    def save_file(self, _title, _suggestion, _kinds):
        return None

    def choose_file(self, _title, _kinds):
        return None


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    monkeypatch.setattr(QMessageBox, "aboutQt", lambda _window: None)  # waits until it is closed
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    path = tmp_path / "read.annotator"
    services = new_services(path, user="Ann")
    services.importing.pasted(NEWS)
    services.proposing.propose(workers=0)
    services.close()
    return path


@pytest.fixture
def window(qtbot, file):
    window = MainWindow(WindowState(), NoFile, user="Ann")
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


@pytest.fixture
def writable(qtbot, window, file):
    return arrived(qtbot, window, file)


@pytest.fixture
def reading(qtbot, window, file, monkeypatch):
    def locked(*given, read_only=None, **named):
        if not read_only:
            raise LockedError("Another program is writing to this project.")
        return open_services(*given, read_only=True, **named)

    monkeypatch.setattr("annotator.ui.open_project.open_services", locked)
    return arrived(qtbot, window, file)


def arrived(qtbot, window, file):
    window.project.open(file)
    desk = window.session.desk
    qtbot.waitUntil(lambda: window.session.bench.documents.model.rowCount() == 1)
    desk.next_item()
    assert desk.current is not None
    return window


def rows(file):
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


def trigger(qtbot, window, act):
    """Do an act that can be done, and put away what it opened."""
    window.shell.actions.actions[act.id].trigger()
    qtbot.waitUntil(lambda: window.jobs.at_rest)
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog):
            dialog.close()


def do_all_that_reads(qtbot, window):
    """Do every act that is said not to write; yield each that was done."""
    bench = window.session.bench
    for act in ACTS:
        if act.id in LEAVING or act.writes:
            continue
        if bench.workspace is not Workspace.ANNOTATE:
            bench.arrange(Workspace.ANNOTATE)
        if window.shell.actions.actions[act.id].isEnabled():
            trigger(qtbot, window, act)
            yield act.id


def test_no_act_that_is_said_to_read_changes_a_row(qtbot, writable, file):
    before = rows(file)

    for done in do_all_that_reads(qtbot, writable):
        assert rows(file) == before, done


def test_no_act_that_can_be_done_in_what_is_only_read_is_refused_for_that(qtbot, reading):
    for done in do_all_that_reads(qtbot, reading):
        assert READ_ONLY not in reading.banner.words, done


def test_each_act_that_writes_says_in_its_tip_why_it_cannot(reading):
    actions = reading.shell.actions
    tips = {act_id: actions.actions[act_id].toolTip() for act_id in WRITING}

    assert [act_id for act_id in WRITING if actions.actions[act_id].isEnabled()] == []
    assert [act_id for act_id, tip in tips.items() if not tip.endswith(f"\n{WHY}")] == []


def test_the_palette_says_of_what_writes_why_it_cannot_and_of_nothing_else(reading):
    actions = reading.shell.actions
    told = {act.id for act in ACTS if actions.why_not(act.id) == WHY}

    assert told == set(WRITING)


def test_the_forms_are_read_and_not_filled_in(reading):
    record = reading.session.bench.record

    assert not record.claim.isEnabled()
    assert not record.document.isEnabled()
    assert record.toolTip() == WHY


def test_a_project_that_is_opened_for_writing_afterwards_can_be_written_to(
    reading, file, monkeypatch
):
    monkeypatch.setattr("annotator.ui.open_project.open_services", open_services)
    reading.project.open(file)
    actions = reading.shell.actions

    assert actions.actions["import"].isEnabled()
    assert WHY not in actions.actions["import"].toolTip()
