"""Accepting above a score, hiding and refusing below one, in a real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.ui.by_score.dialog import ScoreDialog
from annotator.ui.history_acts import LARGE
from annotator.ui.main_window import MainWindow
from annotator.ui.window_state import WindowState

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SAID = (
    ("Fares go up in May", 0.9),
    ("and not before", 0.85),
    ("two piers will close", 0.6),
    ("a typing error", 0.3),
)
OTHER = "Piers close\n\nTwo piers close, engineer Tom Brask said. One stays, he added.\n"


@pytest.fixture
def file(project, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "own"))
    project.propose(SAID)
    other = project.store(OTHER, "piers.txt")
    project.propose([("Two piers close", 0.95), ("One stays", 0.4)], other, "Tom Brask")
    return project.path


@pytest.fixture
def window(qtbot, file, agreeing):
    window = MainWindow(WindowState(), agreeing, user="Ann")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    assert window.project.open(file)
    qtbot.waitUntil(lambda: window.session.bench.documents.model.rowCount() == 2)
    yield window
    window.close()


@pytest.fixture
def desk(window, project):
    window.session.desk.open(project.document_id)
    return window.session.desk


@pytest.fixture
def dialog(qtbot, window, desk):
    """Return the dialog as a key opens it, its numbers read."""
    window.session.bench.text.view.setFocus()
    press("A")
    dialog = found(window)
    qtbot.waitUntil(lambda: len(dialog.table.rows) == 2)
    return dialog


def found(window):
    return window.findChild(ScoreDialog)


def press(chord):
    combination = QKeySequence(chord)[0]
    target = QGuiApplication.focusWindow()
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def words(label):
    return label.text().replace("\N{NARROW NO-BREAK SPACE}", " ")


def idle(window):
    return not window.jobs.busy


def test_the_numbers_say_what_accepting_would_do(dialog):
    assert dialog.least.per_cent == 85
    assert words(dialog.taken) == "2 of 4 proposals: 87 % expected to be right, about 0 wrong."
    assert words(dialog.left) == "2 are left to look at. Of those accepted, the least sure:"
    assert dialog.accept_them.text() == "Accept 2"
    assert [(row.score, row.words) for row in dialog.table.rows] == [
        (0.85, "and not before"),
        (0.9, "Fares go up in May"),
    ]


def test_the_numbers_follow_the_slider_at_once(qtbot, dialog):
    dialog.least.slider.setValue(30)
    assert words(dialog.taken) == "4 of 4 proposals: 66 % expected to be right, about 1 wrong."
    assert words(dialog.left) == "None is left to look at. Of those accepted, the least sure:"
    qtbot.waitUntil(lambda: [row.score for row in dialog.table.rows][:1] == [0.3])

    dialog.least.box.setValue(99)
    assert dialog.least.slider.value() == 99
    assert words(dialog.taken) == "None of 4 proposals scores that high."
    assert not dialog.accept_them.isEnabled()


def test_accepting_takes_them_as_one_act_that_one_undo_takes_back(qtbot, window, desk, dialog):
    qtbot.mouseClick(dialog.accept_them, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.sheet.claims) == 2)
    qtbot.waitUntil(lambda: "accepted" in window.banner.words)

    assert window.banner.words == "2 accepted in 1 document."
    assert desk.undo_label() == "Accept 2 proposals above 85 %"
    window.shell.actions.actions["undo"].trigger()
    assert len(desk.sheet.proposals) == 4
    assert desk.sheet.claims == ()


def test_the_banner_offers_to_undo_it(qtbot, window, desk, dialog):
    dialog.accept_them.click()
    qtbot.waitUntil(lambda: "accepted" in window.banner.words)

    window.banner._act.click()

    assert len(desk.sheet.proposals) == 4


def test_the_offer_to_undo_goes_when_it_would_take_back_something_else(qtbot, window, desk, dialog):
    desk.refuse()
    dialog.accept_them.click()
    qtbot.waitUntil(lambda: "accepted" in window.banner.words)
    window.shell.actions.actions["undo"].trigger()

    assert window.banner.words == ""
    assert desk.undo_label() == "Refuse proposal"


def test_all_documents_are_taken_together(qtbot, window, desk, dialog):
    dialog.everywhere.click()
    qtbot.waitUntil(lambda: dialog.accept_them.text() == "Accept 3")
    assert words(dialog.taken) == "3 of 6 proposals: 90 % expected to be right, about 0 wrong."

    dialog.accept_them.click()
    qtbot.waitUntil(lambda: "accepted" in window.banner.words)

    assert window.banner.words == "3 accepted in 2 documents."
    window.shell.actions.actions["undo"].trigger()
    assert len(window.session.services.deciding.scored()) == 6


def test_accepting_all_that_is_open_offers_to_submit(qtbot, window, desk, dialog):
    dialog.least.box.setValue(0)
    dialog.accept_them.click()
    qtbot.waitUntil(lambda: "accepted" in window.banner.words)

    assert window.banner.words.startswith("4 accepted in 1 document. All decided")


def test_a_row_leads_to_its_proposal(qtbot, window, desk, dialog):
    dialog.everywhere.click()
    qtbot.waitUntil(lambda: len(dialog.table.rows) == 3)
    row = next(at for at, row in enumerate(dialog.table.rows) if row.words == "Two piers close")

    dialog.table.activated.emit(dialog.table.model().index(row, 0))

    assert desk.sheet.document.origin == "piers.txt"
    assert desk.current.body.score == 0.95
    assert dialog.isVisible()


def test_the_numbers_follow_what_is_decided_beside_the_dialog(qtbot, desk, dialog):
    desk.accept()

    qtbot.waitUntil(lambda: "of 3 proposals" in words(dialog.taken))


def test_hiding_leaves_the_sure_ones_and_says_what_it_costs(qtbot, desk, dialog):
    dialog.hide_below.box.setValue(50)

    expected = "1 hidden, about 0 of them right. Of the 3 shown 78 % are expected to be right."
    assert words(dialog.hidden) == expected
    qtbot.waitUntil(lambda: [item.body.score for item in desk.hidden] == [0.3])
    assert [item.body.score for item in desk.items] == [0.9, 0.85, 0.6]


def test_showing_again_from_the_table_moves_the_slider_back(qtbot, window, desk, dialog):
    dialog.hide_below.box.setValue(50)
    qtbot.waitUntil(lambda: bool(desk.hidden))

    window.session.bench.claims.bar.hidden.click()

    assert dialog.hide_below.per_cent == 0
    assert len(desk.items) == 4


def test_refusing_what_is_hidden_is_one_act(qtbot, window, desk, dialog):
    dialog.hide_below.box.setValue(70)
    assert dialog.refuse_them.text() == "Refuse 2"
    dialog.refuse_them.click()
    qtbot.waitUntil(lambda: "refused" in window.banner.words)

    assert [item.body.score for item in desk.sheet.refused] == [0.6, 0.3]
    assert desk.undo_label() == "Refuse 2 proposals below 70 %"
    window.shell.actions.actions["undo"].trigger()
    assert len(desk.sheet.proposals) == 4


def test_hidden_proposals_do_not_slip_through_a_submission(qtbot, window, desk):
    desk.hide_below = 0.5
    for _proposal in desk.items:
        desk.accept()
    assert "1 below 50" in window.banner.words
    assert "hidden and open still" in window.banner.words

    window.shell.actions.actions["submit"].trigger()
    assert "hidden and still open" in window.banner.words
    assert {claim.status.value for claim in desk.sheet.claims} == {"draft"}

    desk.undo()
    desk.accept()
    window.banner._act.click()
    qtbot.waitUntil(lambda: "refused" in window.banner.words)
    assert window.banner.words.startswith("1 refused in 1 document. All decided")


def test_the_limits_and_the_order_are_remembered(qtbot, window, desk, dialog, file):
    dialog.least.box.setValue(70)
    dialog.hide_below.box.setValue(50)
    qtbot.waitUntil(lambda: bool(desk.hidden))
    window.session.bench.claims.sort_by(6, descending=True)

    window.project.close()
    assert found(window) is None or not found(window).isVisible()
    assert window.project.open(file)

    again = window.session.desk
    assert (again.hide_below, again.accept_from) == (0.5, 0.7)
    assert window.session.bench.claims.sorted_by == (6, True)
    scores = [item.body.score for item in again.in_order()]
    assert scores == sorted(scores, reverse=True)


def test_what_is_hidden_is_counted_in_the_status_bar(window, desk):
    desk.hide_below = 0.5

    assert window.status.counts == "0 claims · 4 to decide (1 hidden)"


def test_b_opens_the_dialog_at_the_lower_limit(qtbot, window, desk):
    window.session.bench.text.view.setFocus()
    press("B")

    qtbot.waitUntil(found(window).hide_below.slider.hasFocus)


def test_with_nothing_open_nothing_can_be_decided(qtbot, window, desk):
    window.session.services.deciding.accept(0.0)
    qtbot.waitUntil(lambda: not desk.sheet.proposals)
    window.session.score.accept_above()

    dialog = found(window)
    qtbot.waitUntil(lambda: words(dialog.taken) == "No proposal is open here.")
    assert not dialog.accept_them.isEnabled()
    assert not dialog.refuse_them.isEnabled()


def test_in_a_project_for_reading_the_numbers_are_there_and_the_buttons_are_not(
    qtbot, window, desk, monkeypatch
):
    monkeypatch.setattr(window.session.services.context.store, "read_only", True)
    window.session.score.accept_above()

    dialog = found(window)
    qtbot.waitUntil(lambda: words(dialog.taken).startswith("2 of 4"))
    assert not dialog.accept_them.isEnabled()


def test_work_that_is_stopped_says_how_far_it_came(qtbot, window, desk, dialog):
    deciding = window.session.services.deciding
    dialog.everywhere.click()
    window.session.score.accept(0.0, True)
    window.jobs.cancel()
    qtbot.waitUntil(lambda: "Stopped" in window.banner.words)

    left = len(deciding.scored())
    assert window.banner.words.startswith(f"{6 - left} accepted")
    assert "6 were meant" in window.banner.words


def test_a_large_act_is_taken_back_behind_the_window(qtbot, window, desk, project):
    said = [f"Pier {number} closes" for number in range(LARGE)]
    other = project.store("\n\n".join(said), "long.txt")
    project.propose([(sentence, 0.9) for sentence in said], other)
    window.session.services.deciding.accept(0.0, other)
    desk.catch_up()
    assert window.session.services.undoing.next_sizes()[0] > LARGE

    window.shell.actions.actions["undo"].trigger()
    assert window.jobs.busy
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)

    assert len(window.session.services.deciding.scored(other)) == LARGE


def test_everything_in_the_dialog_that_takes_the_keyboard_has_a_name(dialog):
    nameless = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]

    assert [(type(widget), widget.objectName()) for widget in nameless] == []
