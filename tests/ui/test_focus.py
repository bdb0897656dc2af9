"""Whatever is done, the keyboard is somewhere, and F6 goes round everything."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QPushButton

from annotator.domain.proposal import Proposal
from annotator.domain.span import Span
from annotator.services.bootstrap import new_services
from annotator.ui import help_acts
from annotator.ui.acts import ACTS
from annotator.ui.focus_keeper import is_usable
from annotator.ui.main_window import MainWindow
from annotator.ui.panes import taker
from annotator.ui.window_state import WindowState
from annotator.ui.workspaces import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NEWS = """Fares go up

“Fares go up in May,” harbour master Lena Ovik said on Monday. The mayor said it was time.

"We have no choice," Ada Lind told us. "None at all," she added.
"""
PANES = {
    Workspace.ANNOTATE: 4,
    Workspace.REVIEW: 3,
    Workspace.EXPLORE: 3,
    Workspace.ADJUDICATE: 1,
    Workspace.AGREEMENT: 1,
}
SHUTS = {"quit", "close", "open", "learn", "sample", "switch_user"}


class Answers:
    """Answers every question; files are chosen by nobody."""

    def __init__(self, _window):
        pass

    def confirm(self, _question):
        return True

    def ask_text(self, _question, _text=""):
        return "because"

    def choose_file(self, _title, _kinds):
        return None

    def choose_files(self, _title, _kinds):
        return ()

    def choose_folder(self, _title):
        return None

    def save_file(self, _title, _suggestion, _kinds):
        return None


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    monkeypatch.setattr(QMessageBox, "aboutQt", lambda _window: None)
    monkeypatch.setattr(help_acts.QDesktopServices, "openUrl", lambda _url: True)
    window = MainWindow(WindowState(), Answers, user="Ann")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    yield window
    window.close()


@pytest.fixture
def opened(qtbot, tmp_path, window):
    path = tmp_path / "river.annotator"
    services = new_services(path, user="Ann")
    services.importing.pasted(NEWS)
    services.importing.pasted(NEWS.replace("Fares", "Tolls"))
    services.proposing.propose()
    services.close()
    assert window.project.open(path)
    qtbot.waitUntil(lambda: window.session.bench.documents.model.rowCount() == 2)
    window.session.bench.text.view.setFocus()
    return window


def press(window, chord):
    combination = QKeySequence(chord)[0]
    QTest.keyClick(window.windowHandle(), combination.key(), combination.keyboardModifiers())
    QTest.qWait(1)


def act(window, act_id):
    action = window.shell.actions.actions[act_id]
    assert action.isEnabled(), act_id
    action.trigger()
    QTest.qWait(1)


def at_hand(window):
    """Tell whether the keyboard is on something in the window that one can work with."""
    focus = QApplication.focusWidget()
    return is_usable(focus) and window.isAncestorOf(focus)


def put_away(qtbot, window):
    """Close what was opened over the window, and come back to it."""
    for other in [*window.findChildren(QDialog), *window.findChildren(QMenu)]:
        if other.isVisible():
            other.close()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    QTest.qWait(1)


def test_after_a_key_of_the_text_the_keyboard_is_still_there(opened):
    for chord in ("Return", "Delete", "J", "K", "N", "[", "C", "S", "1"):
        press(opened, chord)
        assert opened.session.bench.text.view.hasFocus(), chord


def test_while_everything_is_decided_submitted_and_taken_back_the_keyboard_is_at_hand(opened):
    desk, first = opened.session.desk, opened.session.desk.document_id
    while isinstance(desk.current, Proposal) and desk.document_id == first:
        press(opened, "Return")
        assert at_hand(opened)
    press(opened, "Delete")
    assert at_hand(opened)
    press(opened, "Ctrl+Return")
    assert at_hand(opened)
    assert desk.document_id != first
    for _act in range(3):
        press(opened, "Ctrl+Z")
        assert at_hand(opened)
    press(opened, "Ctrl+Shift+Z")

    assert at_hand(opened)


def test_after_every_act_the_keyboard_is_at_hand(qtbot, opened):
    done, lost = [], []
    for item in ACTS:
        if item.id in SHUTS or not opened.shell.actions.actions[item.id].isEnabled():
            continue
        act(opened, item.id)
        put_away(qtbot, opened)
        done.append(item.id)
        if not at_hand(opened):
            lost.append(item.id)

    assert lost == []
    assert len(done) > len(ACTS) - len(SHUTS) - 10


def test_f6_goes_through_every_pane_of_every_workspace_and_back(qtbot, opened):
    opened.session.desk.accept()  # else there is no speaker to go to
    for workspace in Workspace:
        act(opened, f"workspace_{workspace + 1}")
        _wait_for_panes(qtbot, opened, PANES.get(workspace, 2))
        _go_round(opened)


def _enterable(opened):
    return [pane for pane in opened.session.bench.panes() if taker(pane)]


def _wait_for_panes(qtbot, opened, least):
    qtbot.waitUntil(lambda: len(_enterable(opened)) >= least, timeout=20_000)
    QTest.qWait(1)


def _go_round(opened):
    assert at_hand(opened)
    panes = [pane for pane in opened.session.bench.panes() if taker(pane)]

    def here():
        focus = QApplication.focusWidget()
        held = [at for at, pane in enumerate(panes) if pane is focus or pane.isAncestorOf(focus)]
        assert held, focus
        return held[0]

    start = here()
    forth = []
    for _pane in panes:
        press(opened, "F6")
        assert at_hand(opened)
        forth.append(here())
    assert sorted(forth) == list(range(len(panes)))
    assert forth[-1] == start
    back = []
    for _pane in panes:
        press(opened, "Shift+F6")
        back.append(here())

    assert back[:-1] == forth[-2::-1]


def test_in_an_empty_project_f6_reaches_the_next_act(qtbot, window, tmp_path):
    path = tmp_path / "empty.annotator"
    new_services(path, user="Ann").close()
    window.project.open(path)
    qtbot.waitUntil(lambda: "No documents yet" in window.session.bench.text.empty.words)
    visited = []
    for _pane in range(4):
        assert at_hand(window)
        press(window, "F6")
        visited.append(QApplication.focusWidget())

    buttons = window.session.bench.text.empty.findChildren(QPushButton)
    assert set(visited) & set(buttons)


def test_the_welcome_page_has_the_keyboard_at_its_first_way_in(qtbot, window, opened):
    press(opened, "Ctrl+W")
    qtbot.waitUntil(lambda: at_hand(window))

    assert window.welcome.isAncestorOf(QApplication.focusWidget())


def test_what_is_deleted_under_the_keyboard_gives_it_back(qtbot, opened):
    button = QPushButton("soon gone", opened)
    button.show()
    button.setFocus()
    button.deleteLater()

    qtbot.waitUntil(opened.session.bench.text.view.hasFocus)


def test_what_is_disabled_under_the_keyboard_gives_it_away(qtbot, opened):
    button = QPushButton("no more", opened)
    button.show()
    button.setFocus()
    button.setEnabled(False)

    qtbot.waitUntil(lambda: at_hand(opened))


@pytest.mark.parametrize("where", ["claims.table", "record", "text.view"])
def test_the_menu_of_a_pane_offers_to_accept_and_gives_the_keyboard_back(qtbot, opened, where):
    widget = opened.session.bench
    for name in where.split("."):
        widget = getattr(widget, name)
    widget.setFocus()
    place = widget.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, place, widget.mapToGlobal(place))
    assert event.type() == QEvent.Type.ContextMenu
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert opened.shell.actions.actions["accept"] in menu.actions()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    put_away(qtbot, opened)

    assert at_hand(opened)


def test_escape_in_the_search_forgets_the_words_then_goes_back_to_the_text(qtbot, opened):
    bench = opened.session.bench
    bench.search()
    qtbot.keyClicks(bench.documents.search, "fares")

    qtbot.keyClick(bench.documents.search, Qt.Key.Key_Escape)
    assert bench.documents.search.text() == ""
    assert bench.documents.search.hasFocus()

    qtbot.keyClick(bench.documents.search, Qt.Key.Key_Escape)
    assert bench.text.view.hasFocus()


def test_a_place_that_was_followed_stays_selected_when_it_no_longer_flashes(opened):
    bench = opened.session.bench
    start = bench.text.view.text.index("mayor")
    words = Span(start=start, end=start + len("mayor"))

    bench.show_place(bench.desk.document_id, "", words)

    assert bench.text.view.selection() == words


def test_what_a_key_goes_to_below_the_edge_comes_into_sight(qtbot, opened):
    opened.session.desk.accept()
    act(opened, "previous")
    opened.resize(opened.width(), opened.minimumSizeHint().height())
    line = opened.session.bench.record.claim.comments.line
    qtbot.waitUntil(lambda: line.visibleRegion().isEmpty())

    act(opened, "comment")

    qtbot.waitUntil(lambda: line.visibleRegion().boundingRect() == line.rect())
    assert line.hasFocus()
