from threading import Event, current_thread, main_thread

import pytest

from annotator.domain.errors import NotFoundError
from annotator.services.bootstrap import open_services
from annotator.ui.jobs import JobRunner


@pytest.fixture
def jobs(qapp):
    runner = JobRunner()
    yield runner
    runner.shut_down()


@pytest.fixture
def elsewhere(project):
    """Return the services of somebody in another window, of whom this one is told nothing."""
    services = open_services(project.path, user="Bea")
    yield services
    services.close()


def test_a_document_is_read_beside_the_window_and_opened(desk, jobs, project, qtbot):
    other = project.store("A tree fell.", "tree.txt")
    then = []

    desk.open_beside(other, jobs, lambda: then.append(desk.document_id))
    assert desk.document_id == project.document_id
    qtbot.waitUntil(lambda: bool(then))

    assert then == [other]


def test_a_document_that_is_not_there_is_told_and_the_open_one_stays(
    desk, jobs, project, reported, qtbot
):
    desk.open_beside(99, jobs, lambda: pytest.fail("opened"))
    qtbot.waitUntil(lambda: bool(reported))

    assert isinstance(reported[0], NotFoundError)
    assert desk.document_id == project.document_id


@pytest.mark.parametrize("since", ["another is open", "nothing more is wanted"])
def test_a_document_that_is_not_wanted_any_more_is_not_shown(desk, jobs, project, qtbot, since):
    other = project.store("A tree fell.", "tree.txt")
    then = []

    desk.open_beside(other, jobs, lambda: then.append(desk.document_id))
    if since == "another is open":
        desk.open(project.document_id)
    else:
        desk.stay()
    qtbot.waitUntil(lambda: bool(then))

    assert then == [project.document_id]


def test_what_was_typed_is_kept_before_another_document_is_shown(desk, jobs, project, qtbot):
    other = project.store("A tree fell.", "tree.txt")
    left = []
    desk.leaving.connect(lambda: left.append(desk.document_id))

    with qtbot.waitSignal(desk.document_opened):
        desk.open_beside(other, jobs, lambda: None)

    assert left == [project.document_id]


@pytest.fixture
def read_slowly(desk, monkeypatch):
    """Return what is set once a document was read beside the window, and what then ends that."""
    was_read, may_go_on, sheet = Event(), Event(), desk.services.querying.sheet

    def slowly(_self, document_id):
        found = sheet(document_id)
        if current_thread() is not main_thread():
            was_read.set()
            may_go_on.wait()
        return found

    monkeypatch.setattr(type(desk.services.querying), "sheet", slowly)
    return was_read, may_go_on


def test_what_changes_once_a_document_is_read_is_shown_with_it(
    qtbot, desk, elsewhere, project, read_slowly
):
    text = "Fares go up\n\n“Fares go up in May,” harbour master Lena Ovik said."
    other, (was_read, may_go_on), jobs = project.store(text, "f.txt"), read_slowly, JobRunner(desk)
    desk.open_beside(other, jobs)
    was_read.wait()
    elsewhere.proposing.propose()
    with qtbot.waitSignal(desk.sheet_changed):  # of the document that is open still
        desk.bridge.documents_changed.emit()
    may_go_on.set()
    qtbot.waitUntil(lambda: desk.document_id == other)

    assert desk.items == desk.sheet.proposals != ()


def test_much_that_changed_is_read_beside_the_window(desk, jobs, elsewhere, qtbot):
    elsewhere.proposing.propose()
    desk.bridge.documents_changed.emit()
    then = []

    desk.catch_up_beside(jobs, lambda: then.append(len(desk.items)))
    assert not desk.items
    qtbot.waitUntil(lambda: bool(then))

    assert then[0] == len(desk.sheet.proposals) > 0


def test_what_changes_while_it_is_read_is_read_too(desk, jobs, elsewhere, qtbot):
    desk.bridge.documents_changed.emit()
    then = []
    desk.catch_up_beside(jobs, lambda: then.append(len(desk.items)))
    elsewhere.proposing.propose()
    desk.bridge.documents_changed.emit()
    qtbot.waitUntil(lambda: bool(then))

    assert then[0] == len(desk.sheet.proposals) > 0


def test_an_edit_made_while_it_is_read_is_not_shown_away(desk, jobs, project, qtbot):
    desk.bridge.documents_changed.emit()
    then = []
    desk.catch_up_beside(jobs, lambda: then.append(True))
    desk.mark("Flagged", flagged=True)
    edited = desk.sheet
    qtbot.waitUntil(lambda: bool(then))

    assert desk.sheet is edited
    assert edited.document.marks.flagged


def test_nothing_is_read_where_nothing_was_told(desk, jobs):
    then, seen = [], desk.sheet

    desk.catch_up_beside(jobs, lambda: then.append(True))

    assert then == [True]
    assert desk.sheet is seen


def test_a_document_that_went_while_it_was_read_is_told(desk, jobs, reported, monkeypatch, qtbot):
    def gone(_document_id):
        raise NotFoundError("There is no such document.")

    desk.bridge.documents_changed.emit()
    monkeypatch.setattr(type(desk.services.querying), "sheet", lambda _self, one: gone(one))
    desk.catch_up_beside(jobs, lambda: pytest.fail("read"))
    qtbot.waitUntil(lambda: bool(reported))

    assert isinstance(reported[0], NotFoundError)
    assert desk.sheet is None
