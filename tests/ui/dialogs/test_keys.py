"""Every key can be another one; clashes are named before they can happen."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from annotator.runtime.settings import Settings
from annotator.ui.acts import ACTS
from annotator.ui.dialogs.key_line import KeyLine, name_of
from annotator.ui.dialogs.keys_page import KeysPage
from annotator.ui.keys import clashes, is_readable, keyed, pressed, why_no_key

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NO, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def page(qtbot):
    page = KeysPage(Settings())
    qtbot.addWidget(page)
    page.resize(620, 520)
    with qtbot.waitActive(page):
        page.show()
    page.told = []
    page.changed.connect(lambda: page.told.append(page.amended(Settings()).own_keys))
    return page


def record(qtbot, page, act_id, key, modifiers=NO):
    page.choose(act_id)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.line.hasFocus()
    qtbot.keyClick(page.line, key, modifiers)


def test_a_key_is_recorded_by_pressing_it_and_holds_at_once(qtbot, page):
    record(qtbot, page, "flag", Qt.Key.Key_F22)

    assert page.told == [{"flag": ("F22",)}]
    assert page.said.text() == "“Flag: come back later” has F22 now."
    assert page.chosen.id == "flag"
    assert page.table.hasFocus()


def test_a_chord_may_be_a_key(qtbot, page):
    record(qtbot, page, "flag", Qt.Key.Key_G, CTRL | SHIFT)

    assert page.told == [{"flag": ("Ctrl+Shift+G",)}]


def test_enter_of_the_number_block_comes_with_return(qtbot, page):
    record(qtbot, page, "accept", Qt.Key.Key_F23)
    record(qtbot, page, "next", Qt.Key.Key_Enter)

    assert page.told[-1] == {"accept": ("F23",), "next": ("Return", "Enter")}


def test_a_clash_names_the_other_act_and_nothing_changes(qtbot, page):
    record(qtbot, page, "flag", Qt.Key.Key_W)

    assert page.said.text() == "W is the key of “Who said it” already."
    assert page.told == []
    assert page.take.hasFocus()
    assert page.take.accessibleName() == "Take W away from “Who said it”"


def test_the_key_can_be_taken_away_from_the_other_act(qtbot, page):
    record(qtbot, page, "flag", Qt.Key.Key_W)
    qtbot.keyClick(page.take, Qt.Key.Key_Space)

    assert page.told == [{"flag": ("W",), "source": ()}]
    assert not page.take.isVisible()


def test_of_an_act_with_two_keys_only_the_one_that_clashes_is_taken(qtbot, page):
    record(qtbot, page, "flag", Qt.Key.Key_Y, CTRL)
    page.take.click()

    assert page.told == [{"flag": ("Ctrl+Y",), "redo": ("Ctrl+Shift+Z",)}]


def test_another_choice_lets_a_clash_be_forgotten(qtbot, page):
    record(qtbot, page, "flag", Qt.Key.Key_W)
    page.choose("note")

    assert not page.take.isVisible()
    assert (page.said.text(), page.told) == ("", [])


def test_one_act_gets_its_own_key_again_and_then_all(qtbot, page):
    record(qtbot, page, "flag", Qt.Key.Key_F22)
    record(qtbot, page, "next", Qt.Key.Key_F23)
    assert page.reset.isEnabled()
    page.reset.click()
    assert page.told[-1] == {"flag": ("F22",)}
    page.reset_all.click()

    assert page.told[-1] == {}
    assert not page.reset_all.isEnabled()


def test_its_own_key_is_not_taken_back_unasked_from_whoever_has_it_now(qtbot, page):
    record(qtbot, page, "flag", Qt.Key.Key_W)
    page.take.click()
    page.choose("source")
    page.reset.click()

    assert page.said.text() == "W is the key of “Flag: come back later” already."
    page.take.click()
    assert page.told[-1] == {}


def test_an_act_may_have_no_key(page):
    page.choose("next")
    page.none.click()

    assert page.told == [{"next": ()}]


@pytest.mark.parametrize(
    ("key", "modifiers", "reason"),
    [
        (Qt.Key.Key_5, NO, "digits set tags"),
        (Qt.Key.Key_Left, NO, "moves the caret"),
        (Qt.Key.Key_Space, NO, "whatever has the keyboard"),
        (Qt.Key.Key_C, CTRL, "copies"),
        (Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier, "Alt and a letter"),
    ],
)
def test_keys_that_mean_something_everywhere_are_refused(qtbot, page, key, modifiers, reason):
    record(qtbot, page, "flag", key, modifiers)

    assert reason in page.said.text()
    assert page.told == []
    assert page.line.hasFocus()


def test_escape_leaves_the_key_as_it_was(qtbot, page):
    record(qtbot, page, "flag", Qt.Key.Key_Escape)

    assert page.told == []
    assert page.table.hasFocus()


def test_an_act_is_found_by_its_name_and_by_its_key(qtbot, page):
    qtbot.keyClicks(page.search, "boundary sentence far")
    assert page.model.rowCount() == 0
    page.search.setText("other boundary sentence")
    assert page.model.rowCount() == 2
    page.by_key.setFocus()
    qtbot.keyClick(page.by_key, Qt.Key.Key_W)

    assert [act.id for act in page.model.rows] == ["source"]
    assert page.by_key.text() == "W"
    qtbot.keyClick(page.by_key, Qt.Key.Key_Escape)
    assert page.model.rowCount() > 50


def test_a_changed_key_is_told_in_words_and_not_by_weight_alone(qtbot, page):
    record(qtbot, page, "flag", Qt.Key.Key_F22)
    cell = page.model.index(page.model.row_of("flag"), 1)

    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "F22 (changed)"
    free = page.model.index(page.model.row_of("note"), 1)
    assert free.data(Qt.ItemDataRole.AccessibleTextRole) == "no key"


def test_the_digits_of_the_tags_are_not_offered(page):
    assert not [act for act in page.model.rows if act.id.startswith("digit_")]


def test_keys_of_acts_that_nobody_knows_here_stay(qtbot):
    page = KeysPage(Settings(own_keys={"of_tomorrow": ("F12",)}))
    qtbot.addWidget(page)
    page.choose("flag")
    page.none.click()
    page.choose("next")
    page.none.click()

    assert page.amended(Settings()).own_keys == {"of_tomorrow": ("F12",), "next": ()}


def test_a_line_for_keys_lets_no_shortcut_through_but_tab(qtbot):
    line = KeyLine()
    qtbot.addWidget(line)
    for key, taken in ((Qt.Key.Key_J, True), (Qt.Key.Key_Tab, False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, NO)
        event.ignore()
        line.event(event)
        assert event.isAccepted() is taken


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "name"),
    [
        (Qt.Key.Key_Question, SHIFT, "?", "?"),
        (Qt.Key.Key_J, SHIFT, "J", "Shift+J"),
        (Qt.Key.Key_BraceLeft, CTRL | SHIFT, "\x1b", "Ctrl+Shift+{"),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "\r", "Return"),
    ],
)
def test_a_press_has_the_name_that_the_table_gives_it(key, modifiers, text, name):
    assert name_of(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)) == name


@pytest.mark.parametrize(
    ("one", "other"), [("Shift+/", "?"), ("Ctrl+Shift+{", "Ctrl+Shift+["), ("Ctrl++", "Ctrl++")]
)
def test_one_press_with_two_names_is_one_key(one, other):
    assert pressed(one) == pressed(other)


def test_unlike_presses_stay_unlike():
    assert len({pressed(key) for key in ("J", "Shift+J", "Ctrl+J", "[", "Shift+[", "Ctrl+[")}) == 6


def test_an_unreadable_stored_key_is_one_sentence_and_the_act_has_its_own():
    keymap = keyed(ACTS, {"next": ("Ctrl+Nonsense",)})

    assert keymap.acts == ACTS
    assert keymap.problems == (
        "“Ctrl+Nonsense” cannot be read as a key: “Next claim” has its own key again.",
    )


def test_a_stored_key_that_clashes_is_one_sentence_and_the_act_has_its_own():
    keymap = keyed(ACTS, {"previous": ("J",)})

    assert keymap.acts == ACTS
    assert keymap.problems == (
        "J is the key of “Next claim” already: “Previous claim” has its own key again.",
    )


def test_keys_that_were_exchanged_hold_both():
    keymap = keyed(ACTS, {"previous": ("J",), "next": ("K",)})

    assert keymap.problems == ()
    assert {act.id: act.keys for act in keymap.acts}["previous"] == ("J",)


@pytest.mark.parametrize("stored", [{"next": ("K",), "previous": ("C",), "claim": ("S",)}])
def test_however_stored_keys_clash_none_do_in_the_end(stored):
    keymap = keyed(ACTS, stored)

    assert clashes(keymap.acts) == []
    assert len(keymap.problems) == 3


def test_digits_and_acts_of_other_versions_are_passed_over():
    assert keyed(ACTS, {"digit_1": ("F22",), "of_tomorrow": ("F23",)}) == (ACTS, ())


@pytest.mark.parametrize("key", ["", "Ctrl+", "nonsense", "Ctrl+K, Ctrl+C"])
def test_what_is_not_one_press_cannot_be_read(key):
    assert not is_readable(key)


def test_no_key_of_the_table_is_one_that_is_refused():
    refused = [key for act in ACTS for key in act.keys if why_no_key(key)]

    assert [key for key in refused if not key.isdigit()] == []


def test_typing_elsewhere_is_not_caught(qtbot, page):
    assert isinstance(page.search, QLineEdit)
    qtbot.keyClicks(page.search, "j")

    assert (page.search.text(), page.told) == ("j", [])
