from html import escape

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QTextEdit, QVBoxLayout, QWidget

from annotator.ui import menus
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import Act, Group, Need, Place
from annotator.ui.acts import ACTS
from annotator.ui.keys import Clash, clashes
from annotator.ui.shortcuts_sheet import keys_page

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTRACT = [
    "S",
    "C",
    "W",
    "Q",
    "X",
    "E",
    "J",
    "K",
    "N",
    "Return",
    "Delete",
    "[",
    "]",
    "Shift+[",
    "Shift+]",
    "Ctrl+[",
    "Ctrl+]",
    "Ctrl+Z",
    "Ctrl+Shift+Z",
    "F1",
    "?",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "0",
    "Ctrl+O",
    "Ctrl+N",
    "Ctrl+F",
    "Ctrl+Shift+F",
    "F3",
    "Shift+F3",
    "Ctrl+I",
    "Ctrl+E",
    "Ctrl+Return",
    "F6",
    "Ctrl+Q",
    "Ctrl+,",
    "Ctrl+=",
    "F11",
    "Ctrl+1",
    "Ctrl+2",
    "Ctrl+3",
    "Ctrl+K",
]


def act(act_id, keys, place=Place.PANES, slot="there.noted"):
    return Act(act_id, act_id, act_id, slot, Group.HELP, keys, None, Need.NOTHING, place)


class There(QWidget):
    def __init__(self):
        super().__init__()
        self.done = []

    def noted(self):
        self.done.append("noted")


def test_no_two_acts_share_a_key_in_one_place():
    assert clashes(ACTS) == []


def test_a_key_that_holds_everywhere_clashes_with_one_of_the_panes():
    both = [act("one", ("Ctrl+J",), Place.WINDOW), act("other", ("Ctrl+J",))]

    assert clashes(both) == [("Ctrl+J", "one", "other", Clash.INSIDE)]


def test_two_spellings_of_a_key_are_one_key():
    both = [act("one", ("Ctrl+Shift+Z",)), act("other", ("shift+ctrl+z",))]

    assert [found[3] for found in clashes(both)] == [Clash.SAME_PLACE]


def test_every_act_has_its_own_id_and_words():
    assert len({item.id for item in ACTS}) == len(ACTS)
    assert [item.id for item in ACTS if not (item.text and item.tip)] == []


@pytest.mark.parametrize("key", CONTRACT)
def test_the_keys_of_the_contract_do_something(key):
    held = {QKeySequence(one).toString() for item in ACTS for one in item.keys}

    assert QKeySequence(key).toString() in held


def in_menus():
    return {one for items in menus.MENUS.values() for one in menus.ids_of(items)}


def test_menus_and_bars_name_acts_that_exist():
    known = {item.id for item in ACTS}
    listed = in_menus() | set(menus.ids_of(menus.TEXT_BAR))
    listed |= {one for items in menus.CONTEXT_MENUS for one in menus.ids_of(items)}

    assert listed - known == set()


def test_every_act_is_in_a_menu():
    assert {item.id for item in ACTS} - in_menus() == set()


@pytest.mark.parametrize("group", [Group.TEXT, Group.ITEM, Group.REVIEW])
def test_every_act_on_claims_is_in_a_menu_that_opens_where_one_points(group):
    pointed = {one for items in menus.CONTEXT_MENUS for one in menus.ids_of(items)}

    assert {item.id for item in ACTS if item.group is group} - pointed == set()


def test_every_act_on_documents_is_in_the_menu_of_their_list():
    wanted = {item.id for item in ACTS if item.group is Group.DOCUMENT}

    assert wanted - set(menus.ids_of(menus.DOCUMENT_MENU)) == set()


def test_the_menus_titles_have_one_mnemonic_each_and_none_twice():
    letters = [title[title.index("&") + 1].lower() for title in menus.MENUS]

    assert len(set(letters)) == len(letters)


def letters_of(items):
    """Return the letters of a menu's items; each menu within it is one of its own."""
    texts = {item.id: item.text for item in ACTS}
    named = [one.title if isinstance(one, menus.Sub) else texts.get(one, "") for one in items]
    return [text[text.index("&") + 1].lower() for text in named if "&" in text]


def test_mnemonics_are_not_used_twice_in_a_menu():
    within = {
        one.title: one.ids
        for items in menus.MENUS.values()
        for one in items
        if isinstance(one, menus.Sub)
    }
    twice = {
        title: sorted(letters)
        for title, items in {**menus.MENUS, **within}.items()
        if len(set(letters := letters_of(items))) < len(letters)
    }

    assert twice == {}


def test_the_sheet_of_keys_tells_every_act_that_has_one():
    page = keys_page(ACTS)

    told = [item for item in ACTS if item.keys and not item.id.startswith("digit_")]
    assert [item.tip for item in told if escape(item.tip) not in page] == []
    assert page.count("Set the tag with this digit") == 1


@pytest.fixture
def typing(qtbot):
    """A window with an editor and a text in it; the keys of the panes hold in both."""
    window, pane = QMainWindow(), QWidget()
    column = QVBoxLayout(pane)
    editor, text = QLineEdit(), QTextEdit()
    text.setReadOnly(True)
    column.addWidget(editor)
    column.addWidget(text)
    window.setCentralWidget(pane)
    qtbot.addWidget(window)
    actions = ActionSet(
        window, [act("letter", ("J",)), act("everywhere", ("Ctrl+J",), Place.WINDOW)]
    )
    there = There()
    qtbot.addWidget(there)
    actions.bind(there=there)
    actions.hold_in(pane)
    window.show()
    qtbot.waitActive(window)
    window.there, window.editor, window.text, window.kept = there, editor, text, actions
    return window


def test_a_letter_is_an_act_over_the_text_and_a_letter_in_an_editor(qtbot, typing):
    typing.editor.setFocus()
    qtbot.keyClicks(typing.editor, "j")
    assert (typing.editor.text(), typing.there.done) == ("j", [])

    typing.text.setFocus()
    qtbot.keyClicks(typing.text, "j")
    assert typing.there.done == ["noted"]


def test_an_act_whose_doer_has_gone_does_nothing(typing):
    typing.kept.unbind("there")

    typing.kept.actions["letter"].trigger()

    assert typing.there.done == []
    typing.kept.allow(set())
    assert not typing.kept.actions["letter"].isEnabled()
