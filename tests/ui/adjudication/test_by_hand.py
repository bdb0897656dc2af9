"""A whole document settled with the keyboard alone, and again with the mouse alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.domain.adjudication import Standing
from annotator.domain.settlement import Choice
from annotator.ui.workspaces import Workspace
from tests.ui.adjudication.hands import LEFT, click, click_cell, click_row, press, row_with

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def row_of(page, label):
    cells = page.comparison.cells
    rows = range(cells.rowCount())
    return next(row for row in rows if cells.headerData(row, Qt.Orientation.Vertical) == label)


@pytest.fixture
def wanted(people):
    """What both ways of working come to."""
    stated = people.body("Fares go up in May", speaker="Lena Ovik").fields
    return [
        people.body("go up in May", speaker="Lena Ovik", fields=stated),
        people.body("two piers will close", speaker="Harbour Gazette"),
        people.body("a typing error", speaker="Lena Ovik"),
    ]


def sorted_bodies(people):
    return sorted(map(str, people.bodies()))


def test_everything_is_settled_with_the_keyboard_alone(qtbot, window, people, page, wanted):
    press((CONTROL, Key.Key_1), (CONTROL, Key.Key_6))
    assert page.groups.list.hasFocus()
    press(Key.Key_G)
    qtbot.waitUntil(lambda: len(page.case.now.of(Standing.SETTLED)) == 1)

    press(Key.Key_R)
    assert page.choices.reasons.hasFocus()
    press(Key.Key_Down, Key.Key_Return)
    assert page.groups.list.hasFocus()
    press(Key.Key_B)
    (first, *_rest) = [item for item in people.settlements() if item.choice is Choice.ONE]
    assert first.reason == window.session.desk.codebook.return_reasons[0]

    press(Key.Key_Delete)
    assert people.settlements()[-1].choice is Choice.NEITHER

    press(Key.Key_E)
    assert page.comparison.hasFocus()
    assert page.comparison.currentIndex().row() == row_of(page, "Kind")
    press(Key.Key_Down, Key.Key_Right, Key.Key_Return)
    assert people.settlements()[-1].choice is Choice.EDITED
    assert sorted_bodies(people) == sorted(map(str, wanted))
    assert page.case.left() == ()

    press((CONTROL, Key.Key_Z))
    assert page.case.current.standing is Standing.OPEN
    press(Key.Key_1)
    assert people.body("two piers will close", speaker="port authority") in people.bodies()


def test_everything_is_settled_with_the_mouse_alone(qtbot, window, people, page, wanted):
    click(page.groups.agreed)
    qtbot.waitUntil(lambda: len(page.case.now.of(Standing.SETTLED)) == 1)

    click_row(page.groups.list, row_with(page.groups.list, "Fares go up"))
    click(page.choices.readings[1])

    click_row(page.groups.list, row_with(page.groups.list, "and not before"))
    click(page.choices.neither)

    click_row(page.groups.list, row_with(page.groups.list, "two piers"))
    click(page.choices.edit)
    click_cell(page.comparison, row_of(page, "Speaker"), 1)
    click(page.choices.picked)
    assert sorted_bodies(people) == sorted(map(str, wanted))
    assert page.case.left() == ()


def test_a_click_in_the_text_looks_at_the_claim_that_is_drawn_there(window, people, page):
    page.case.select(page.case.now.groups[0])
    claim = people.groups()[-1].there[0]
    page.text.view.move_caret(claim.body.start + 2)
    point = page.text.view.cursorRect().center()
    QTest.mouseClick(page.text.view.viewport(), LEFT, pos=point)
    assert claim.id in {one.id for one in page.case.current.there}


def test_the_keys_walk_the_list_and_the_arrows_the_readings(window, people, page):
    assert page.case.highlighted == 0
    press(Key.Key_Right)
    assert page.case.highlighted == 1
    first = page.case.current
    press(Key.Key_J)
    assert page.case.current is not first
    press(Key.Key_K)
    assert page.case.current is first
    press(Key.Key_Right, Key.Key_Return)
    assert people.bodies() == [people.body("go up in May", speaker="Lena Ovik")]


def test_return_takes_the_highlighted_reading_and_goes_on_to_the_next(window, people, page):
    (before, after) = page.case.now.of(Standing.OPEN)[:2]
    press(Key.Key_Return)
    assert people.bodies() == [before.there[0].body]
    assert page.case.current.there == after.there


def test_a_reading_that_has_no_such_claim_cannot_be_taken(window, people, page):
    click_row(page.groups.list, row_with(page.groups.list, "and not before"))
    assert not page.choices.readings[1].isEnabled()
    page.groups.list.setFocus()
    press(Key.Key_2)
    assert people.agreed() == ()
    assert "has no such claim" in window.statusBar().currentMessage()


def test_escape_leaves_picking_and_nothing_is_stored(window, people, page):
    press(Key.Key_E)
    assert page.case.is_editing
    press(Key.Key_Escape)
    assert not page.case.is_editing
    assert page.groups.list.hasFocus()
    assert people.agreed() == ()


def test_each_of_them_is_taken_with_plus(window, people, page):
    press(Key.Key_Plus)
    assert people.settlements()[0].choice is Choice.BOTH
    assert len(people.agreed()) == 2


def test_when_a_document_is_done_the_next_one_is_opened(window, people, page, project):
    people.document = project.store(f"{project.text} More.", "more.txt")
    people.reads("Bea", people.body("Fares go up in May"))
    people.reads("Carl", people.body("go up in May"))
    people.document = 0
    for _group in page.case.now.of(Standing.OPEN):
        press(Key.Key_A)
    assert page.case.document_id != people.document_id
    assert "Went on to “more.txt”" in window.statusBar().currentMessage()


def test_what_came_of_a_claim_is_shown_in_annotate(window, people, page):
    press(Key.Key_A)
    page.case.select(page.case.now.of(Standing.SETTLED)[0])
    press(Key.Key_L)
    assert window.session.bench.workspace is Workspace.ANNOTATE
    assert window.session.desk.current.id == people.agreed()[0].id


def test_the_names_of_the_readers_can_be_hidden(window, people, page):
    assert page.choices.readings[0].text() == "A · Bea"
    window.shell.actions.actions["settle_blind"].trigger()
    assert page.choices.readings[0].text() == "A"
    told = page.comparison.model().headerData(0, Qt.Orientation.Horizontal)
    assert told == "A"


def test_letters_typed_into_the_reason_settle_nothing(window, people, page):
    press(Key.Key_R)
    page.choices.words.setFocus()
    press(Key.Key_A, Key.Key_B, Key.Key_G)
    assert page.choices.words.text() == "abg"
    assert people.settlements() == ()
    press(Key.Key_Return, Key.Key_A)
    assert people.settlements()[0].words == "abg"


def test_the_text_here_is_made_larger_by_the_keys_of_the_window(window, people, page):
    before = page.text.view.zoom
    window.shell.actions.actions["zoom_in"].trigger()
    assert page.text.view.zoom > before
    window.shell.actions.actions["zoom_reset"].trigger()
    assert page.text.view.zoom == before


def test_the_menu_over_the_claims_has_the_acts_of_adjudication(window, people, page):
    press((Qt.KeyboardModifier.NoModifier, Key.Key_J))
    assert set(page.menus()) == {page.groups.list, page.comparison}
    assert "settle_both" in page.menus()[page.groups.list]
