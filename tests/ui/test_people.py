import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.domain.user import Role
from annotator.services.bootstrap import open_services
from annotator.ui.main_window import MainWindow
from annotator.ui.window_state import WindowState
from annotator.ui.workspaces import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Prompts:
    def __init__(self, _window):
        pass

    def confirm(self, _question):
        return True


@pytest.fixture
def shown(qtbot, project, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    windows = []

    def show(user):
        window = MainWindow(WindowState(), Prompts, user=user)
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        window.project.open(project.path)
        qtbot.waitUntil(lambda: window.session is not None)
        window.session.bench.show_workspace(Workspace.PEOPLE)
        page = window.session.bench.pages[Workspace.PEOPLE]
        qtbot.waitUntil(lambda: page.model.rowCount() > 0)
        return window, page

    yield show
    for window in windows:
        window.close()


def choose(page, name):
    names = [person.user.name for person in page.model.rows]
    page.table.setCurrentIndex(page.model.index(names.index(name), 0))


def part(project, name):
    user = next(item for item in project.ann.members.all() if item.name == name)
    return user.role, user.retired


def test_a_lead_gives_a_role_and_undo_takes_it_back(qtbot, project, shown):
    window, page = shown("Ann")
    choose(page, "Bob")
    assert page.form.roles[Role.REVIEWER].isChecked()

    button = page.form.roles[Role.ADJUDICATOR]
    on_its_words = button.rect().center()
    on_its_words.setX(40)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=on_its_words)
    assert part(project, "Bob") == (Role.ADJUDICATOR, False)
    qtbot.waitUntil(lambda: page.model.index(1, 1).data() == "Adjudicator")

    window.session.desk.undo()
    assert part(project, "Bob") == (Role.REVIEWER, False)
    qtbot.waitUntil(page.form.roles[Role.REVIEWER].isChecked)


def test_by_keys_alone_somebody_is_taken_in_and_retires(qtbot, project, shown):
    _window, page = shown("Ann")
    page.newcomer.name.setFocus()
    QTest.keyClicks(page.newcomer.name, "Cleo")
    QTest.keyClick(page.newcomer.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert part(project, "Cleo") == (Role.ANNOTATOR, False)
    assert page.newcomer.name.text() == ""

    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    page.form.retire.setFocus()
    QTest.keyClick(page.form.retire, Qt.Key.Key_Space)
    assert part(project, "Cleo") == (Role.ANNOTATOR, True)
    qtbot.waitUntil(page.form.back.isVisible)
    QTest.keyClick(page.form.back, Qt.Key.Key_Space)
    assert part(project, "Cleo") == (Role.ANNOTATOR, False)


def test_who_is_no_lead_sees_who_works_here_and_changes_nothing(qtbot, project, shown):
    _window, page = shown("Bob")

    assert [person.user.name for person in page.model.rows] == ["Ann", "Bob"]
    assert "Only a lead" in page.form.said.text()
    enabled = [*page.form.roles.values(), page.form.retire, page.newcomer]
    assert not any(widget.isEnabled() for widget in enabled)


def test_the_last_lead_cannot_retire_and_is_told_why(qtbot, project, shown):
    window, page = shown("Ann")
    choose(page, "Ann")

    page.form.retire.click()

    assert "Somebody has to lead the project" in window.banner.words
    assert part(project, "Ann") == (Role.LEAD, False)
    assert page.form.roles[Role.LEAD].isChecked()


def test_a_role_given_elsewhere_is_shown_and_holds_at_once(qtbot, project, shown):
    window, page = shown("Bob")
    elsewhere = open_services(project.path, user="Ann")
    elsewhere.members.give(project.bob.context.user, Role.LEAD)
    elsewhere.close()
    qtbot.waitUntil(page.form.retire.isEnabled, timeout=10_000)
    assert window.session.desk.me.role is Role.LEAD
