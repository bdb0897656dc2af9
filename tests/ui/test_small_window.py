"""On a screen of 1024 by 768 pixels nothing is cut off that cannot be scrolled or opened."""

from itertools import product, takewhile

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QTabBar, QToolButton

from annotator.services.bootstrap import new_services
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import apply
from annotator.ui.window_state import WindowState
from annotator.ui.workspaces import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NEWS = "Fares go up\n\n“Fares go up in May,” harbour master Lena Ovik said on Monday.\n"
LEAST = (1024, 768)
OF_QT = ("qt_", "ScrollLeftButton", "ScrollRightButton")


@pytest.fixture
def small(qapp, qtbot, tmp_path, monkeypatch, agreeing):
    """The least window on a project with a claim, an open proposal and something to review."""
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    path = tmp_path / "river.annotator"
    ann = new_services(path, user="Ann")
    for name in ("Fares", "Tolls"):
        ann.importing.pasted(NEWS.replace("Fares", name))
    ann.proposing.propose()
    ann.annotating.accept(ann.querying.sheet(1).proposals[0].id)
    ann.reviewing.submit(1)
    ann.close()
    apply(qapp, "light")  # its rules give most widgets their size
    window = MainWindow(WindowState(), agreeing, user="Bob")
    qtbot.addWidget(window)
    window.resize(*LEAST)
    with qtbot.waitActive(window):
        window.show()
    assert window.project.open(path)
    window.session.desk.open(1)
    yield window
    window.close()


def cut_off(window):
    """Return the buttons in sight that reach beyond what holds them, to the right."""
    found = []
    for button in window.findChildren(QAbstractButton):
        inside = isinstance(button.parent(), QLineEdit) or button.objectName().startswith(OF_QT)
        if button.isVisible() and not inside:
            end = button.rect().topRight()
            holders = takewhile(lambda held: held is not window, _above(button))
            if any(button.mapTo(held, end).x() >= held.width() for held in (*holders, window)):
                found.append(button.accessibleName() or button.text())
    return found


def _above(widget):
    while widget := widget.parentWidget():
        yield widget


def test_every_workspace_keeps_to_a_small_window_and_cuts_nothing_off(qtbot, small):
    for workspace in Workspace:
        small.shell.actions.actions[f"workspace_{workspace + 1}"].trigger()
        qtbot.waitUntil(lambda: not small.jobs.busy, timeout=20_000)

        qtbot.waitUntil(lambda: cut_off(small) == [])  # once it is laid out
        assert (small.width(), small.height()) == LEAST, workspace


def test_the_record_in_a_small_window_is_never_scrolled_sideways(qtbot, small):
    record = small.session.bench.record
    for workspace, tab in product((Workspace.ANNOTATE, Workspace.REVIEW), (0, 1)):
        small.shell.actions.actions[f"workspace_{workspace + 1}"].trigger()
        record.setCurrentIndex(tab)
        area = record.currentWidget().findChild(QScrollArea)
        qtbot.waitUntil(area.widget().isVisible)

        assert area.horizontalScrollBar().maximum() == 0


def test_every_tab_of_the_foot_has_its_words_in_a_small_window(small):
    bar = small.session.bench.foot.findChild(QTabBar)

    assert bar.sizeHint().width() <= bar.width()


def test_links_take_two_rows_of_buttons_where_one_is_too_long(qtbot, small):
    small.session.bench.foot.show_links()
    buttons = small.session.bench.foot.links.buttons
    qtbot.waitUntil(buttons.isVisible)
    rows = {button.y() for button in (*buttons.kinds.values(), buttons.none, buttons.everywhere)}

    assert len(rows) == 2
    assert cut_off(small) == []


def test_acts_that_the_bar_has_no_room_for_are_a_click_away(small):
    bar = small.session.bench.text.bar
    submit = small.shell.actions.actions["submit"]
    more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert not bar.widgetForAction(submit).isVisible()
    assert more.isVisible()
    assert more.accessibleName()
    assert submit in more.menu().actions()


def test_the_queues_of_the_review_need_one_row_and_a_sample_no_more_room(small):
    small.session.bench.arrange(Workspace.REVIEW)
    pane = small.session.bench.review.pane
    room = pane.asked.minimumSizeHint().width()
    queues = (pane.waiting, pane.returned, pane.sampled)

    assert pane.strip.minimumSizeHint().width() <= room
    assert sum(queue.sizeHint().width() for queue in queues) + 2 * 4 <= room
