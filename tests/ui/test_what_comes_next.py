"""What the window says and shows when one piece of work is over."""

import os

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator.domain.errors import ProjectError
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus
from annotator.services.bootstrap import new_services
from annotator.ui.main_window import MainWindow
from annotator.ui.window_state import WindowState, take_room
from annotator.ui.workspaces import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TEXTS = (
    "Fares go up\n\n“Fares go up in May,” harbour master Lena Ovik said on Monday.\n",
    "Piers close\n\n“Two piers close,” engineer Tom Brask said. “One stays,” he added.\n",
)


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    path = tmp_path / "two.annotator"
    services = new_services(path, user="Maker")
    for text in TEXTS:
        services.importing.pasted(text)
    services.proposing.propose(workers=0)
    services.close()
    return path


@pytest.fixture
def window(qtbot, file, agreeing):
    window = MainWindow(WindowState(), agreeing, user="Ann")
    qtbot.addWidget(window)
    window.show()
    window.project.open(file)
    qtbot.waitUntil(lambda: window.session.bench.documents.model.rowCount() == len(TEXTS))
    yield window
    window.close()


def act(window, act_id):
    window.shell.actions.actions[act_id].trigger()


def accept_the_document(window):
    for _proposal in window.session.desk.sheet.proposals:
        act(window, "accept")


def as_user(window, name):
    window.project._on_user_wanted(name)


def test_the_last_decision_in_a_document_offers_to_submit_it(window):
    first = window.session.desk.document_id
    accept_the_document(window)
    assert window.banner.words.startswith("All decided in this document")

    act(window, "undo")
    assert window.banner.words == ""
    act(window, "accept")
    window.banner._act.click()

    assert window.session.desk.document_id != first
    assert window.banner.words == ""


def test_when_nothing_is_left_to_work_on_review_is_named(window):
    for _text in TEXTS:
        accept_the_document(window)
        act(window, "submit")

    assert "review comes next" in window.status.currentMessage()


def test_review_begins_with_what_the_user_may_approve(window):
    accept_the_document(window)
    act(window, "submit")
    as_user(window, "Bob")
    assert window.session.desk.subject is None

    act(window, "workspace_2")
    kind, _id = window.session.desk.subject
    assert window.session.bench.review.buttons.approve.isEnabled()
    act(window, "accept")

    queue = window.session.services.querying.queue(ReviewStatus.APPROVED)
    assert [item.kind for item in queue] == [kind]


def test_what_is_under_review_stays_when_the_workspace_is_entered(window):
    accept_the_document(window)
    document = window.session.desk.document_id
    act(window, "submit")
    as_user(window, "Bob")
    window.session.desk.open(document)
    window.session.desk.select_record()

    act(window, "workspace_2")

    assert window.session.desk.subject[0] is RecordKind.RECORD


def test_an_empty_review_names_the_next_act(window):
    act(window, "workspace_2")

    empty = window.session.bench.review.pane.empty
    assert empty.isVisible()
    assert empty.words == "Nothing waits for review. What is submitted comes here."
    empty.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1].click()
    assert window.session.bench.workspace is Workspace.ANNOTATE


def test_what_only_a_second_person_may_approve_is_said_to_the_first(window):
    rows = window.session.bench.record.document.fields.rows
    rows["outlet"].editor.setText("The Quay")
    rows["outlet"].settle()
    accept_the_document(window)
    act(window, "submit")

    act(window, "workspace_2")

    assert "wait for somebody else" in window.session.bench.review.pane.others.text()


def test_the_first_speaker_is_shown_and_an_empty_registry_says_how_it_fills(qtbot, window):
    act(window, "workspace_3")
    speakers = window.session.bench.pages[Workspace.SPEAKERS]
    qtbot.waitUntil(speakers.empty.isVisible)

    act(window, "workspace_1")
    act(window, "accept")
    act(window, "workspace_3")

    qtbot.waitUntil(lambda: speakers.form.name.text() == "Lena Ovik")
    assert not speakers.empty.isVisible()
    assert not speakers.form.roles.remove.isEnabled()


def type_outlet(window, words):
    window.session.bench.record.document.fields.rows["outlet"].editor.setText(words)


def outlets(window):
    sheets = map(window.session.services.querying.sheet, (1, 2))
    return [sheet.record.field("outlet").value for sheet in sheets]


def test_what_is_half_typed_is_stored_when_another_document_opens(window):
    type_outlet(window, "The Quay")
    window.session.desk.open(2)

    assert outlets(window) == ["The Quay", None]


def test_what_is_half_typed_is_stored_before_another_person_sits_down(window):
    type_outlet(window, "The Quay")
    as_user(window, "Bob")

    assert outlets(window) == ["The Quay", None]
    assert window.session.bench.record.half_typed() == {}


def test_what_is_half_typed_and_wrong_waits_for_its_document(window):
    date = window.session.bench.record.document.fields.rows["published"].editor
    date.setText("yesterday")
    window.session.desk.open(2)
    assert date.text() == ""

    window.session.desk.open(1)

    assert date.text() == "yesterday"


def test_the_menu_of_the_text_acts_on_the_claim_under_the_pointer(window):
    window.session.desk.open(2)
    view, desk = window.session.bench.text.view, window.session.desk
    last = desk.items[-1]
    view.move_caret(last.body.content[0].start + 2)
    place = view.cursorRect().center()
    view.move_caret(0)
    everywhere = view.viewport().mapToGlobal(place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, everywhere)
    QApplication.sendEvent(view.viewport(), event)

    menu = view.findChild(QMenu)
    assert desk.current == last
    assert "Copy quotation with its attribution" in [
        item.text().replace("&", "") for item in menu.actions()
    ]
    menu.close()


def test_the_menu_key_opens_the_menu_at_the_caret_and_selects_nothing_else(window):
    view, desk = window.session.bench.text.view, window.session.desk
    before = desk.current
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    assert event.type() == QEvent.Type.ContextMenu
    QApplication.sendEvent(view, event)

    assert desk.current == before
    view.findChild(QMenu).close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_return_in_the_search_opens_the_first_document_found(qtbot, window, key):
    documents = window.session.bench.documents
    act(window, "find")
    documents.search.setText("piers")
    qtbot.keyClick(documents.search, key)

    qtbot.waitUntil(lambda: window.session.desk.document_id == len(TEXTS))


def test_a_project_file_that_is_gone_is_said_once(window, file):
    away = file.with_name("away")
    file.rename(away)
    window.project._watching.look()
    assert "is gone" in window.banner.words

    window.banner.hide()
    window.project._watching.look()
    assert window.banner.words == ""
    away.rename(file)
    window.project._watching.look()
    assert window.banner.words == "The project file is back; every act is stored again."


def test_an_act_that_cannot_be_done_is_one_sentence(window, monkeypatch):
    def refuse():
        raise ProjectError("The disk is away.")

    monkeypatch.setattr(window.session.project, "export", refuse)
    act(window, "export")

    assert window.banner.words == "The disk is away."


def test_the_first_size_fills_a_screen_that_is_too_small_for_it(qtbot, monkeypatch):
    small, large = QWidget(), QWidget()
    for widget in (small, large):
        qtbot.addWidget(widget)
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    room = small.screen().availableGeometry().size()

    take_room(small, room)
    take_room(large, QSize(300, 200))

    assert small.windowState() & Qt.WindowState.WindowMaximized
    assert small.width() < room.width()
    assert not large.windowState() & Qt.WindowState.WindowMaximized
    assert large.size() == QSize(300, 200)


def test_a_project_that_can_only_be_read_says_so_when_it_opens(window, file, monkeypatch):
    window.project.close()
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, how: how != os.W_OK and access(path, how))
    window.project.open(file)

    assert window.session.services.context.store.read_only
    assert "for reading only" in window.banner.words
    type_outlet(window, "The Quay")
    window.session.desk.open(2)
    assert outlets(window) == [None, None]
