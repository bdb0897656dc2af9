import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.review import ReviewStatus
from annotator.services.bootstrap import open_services
from annotator.ui.desk import Desk
from annotator.ui.documents.pane import DocumentsPane
from annotator.ui.event_bridge import EventBridge

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def shown(qtbot, shell):
    """Return a function that shows the documents of a desk and asks to submit them."""

    def show(desk):
        pane = DocumentsPane(desk, shell.jobs, shell.theme())
        qtbot.addWidget(pane)
        pane.resize(260, 600)
        with qtbot.waitExposed(pane):
            pane.show()
        pane.activateWindow()
        qtbot.waitUntil(lambda: pane.model.rowCount() > 0)
        pane.submit_listed()
        qtbot.waitUntil(lambda: bool(pane.panels.submitting.said.text()))
        return pane

    return show


@pytest.fixture
def pane(shown, desk, project):
    project.claim("Fares go up in May")
    project.claim("and not before")
    project.store("Nobody said anything.", "void.txt")
    undecided = project.store("The mill burned down.", "mill.txt")
    project.propose([("The mill burned down", 0.9)], undecided)
    return shown(desk)


def test_what_is_listed_is_submitted_with_one_key_and_undo_takes_it_back(
    qtbot, pane, desk, project
):
    panel = pane.panels.submitting
    assert panel.said.text() == (
        "1 document with 2 claims would be submitted. Left as they are: "
        "1 with open proposals, 1 without claims or “no claims here”."
    )
    assert panel.apply.text() == "Submit 1"
    assert QApplication.focusWidget() is panel.apply

    QTest.keyClick(panel.apply, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: "Undo takes it back" in panel.said.text())
    assert project.read(1).status is ReviewStatus.SUBMITTED
    assert not panel.apply.isEnabled()
    assert desk.sheet.claims[0].status is ReviewStatus.SUBMITTED

    desk.undo()
    assert project.read(1).status is ReviewStatus.DRAFT
    qtbot.waitUntil(panel.apply.isEnabled)
    assert panel.said.text().startswith("1 document with 2 claims")


def test_only_what_the_list_shows_is_meant(qtbot, pane):
    pane.search.setText("mill")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)

    qtbot.waitUntil(
        lambda: pane.panels.submitting.said.text().startswith("None of these documents")
    )
    assert not pane.panels.submitting.apply.isEnabled()


def test_escape_puts_it_away_and_assigning_takes_its_place(qtbot, pane):
    QTest.keyClick(pane.panels.submitting.apply, Qt.Key.Key_Escape)
    assert pane.panels.submitting.isHidden()
    assert pane.list.hasFocus()

    pane.submit_listed()
    pane.assign()
    assert pane.panels.submitting.isHidden()
    pane.submit_listed()
    assert pane.panels.assigning.isHidden()


def test_what_changed_meanwhile_is_told_and_nothing_is_submitted(qtbot, pane, project, monkeypatch):
    panel = pane.panels.submitting
    monkeypatch.setattr(panel, "look", lambda: None)
    project.propose([("and not before", 0.9)])

    panel.apply.click()

    qtbot.waitUntil(lambda: "nothing was submitted" in panel.problem.text())
    assert project.read(1).status is ReviewStatus.DRAFT


def test_what_is_only_read_can_be_looked_at(qtbot, shown, project, reported):
    project.claim("Fares go up in May")
    services = open_services(project.path, user="Ann", read_only=True)
    desk = Desk(services, EventBridge(), reported.append)
    panel = shown(desk).panels.submitting

    assert panel.said.text() == "1 document with 1 claim would be submitted."
    assert not panel.apply.isEnabled()
    services.close()
