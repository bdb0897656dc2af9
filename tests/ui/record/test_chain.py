import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.attribution import Attribution
from annotator.domain.history import RecordKind
from annotator.ui.record.chain_editor import ADD_AFTER, ADD_BEFORE, MOVE_IN, MOVE_OUT, REMOVE

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def chain(panel, claim, desk):
    """Return the editor of a chain of three: gazette, authority, Lena Ovik."""
    desk.add_link(0)
    desk.set_speaker("The port authority")
    desk.add_link(0)
    desk.set_speaker("Harbour Gazette")
    return panel.claim.chain


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def names(desk):
    return [desk.speaker_name(desk.current, at) for at in range(len(desk.current.body.chain))]


def acts(desk):
    return len(desk.services.querying.history(RecordKind.CLAIM, desk.current.id))


def test_the_chain_reads_from_the_outermost_source_inwards(chain):
    said = [crumb.accessibleName() for crumb in chain.links.crumbs]

    assert said == [
        "Source 1 of 3: Harbour Gazette",
        "Source 2 of 3: The port authority",
        "Source 3 of 3: Lena Ovik",
    ]
    assert [crumb.isChecked() for crumb in chain.links.crumbs] == [True, False, False]


def test_every_button_of_the_chain_has_words(chain):
    assert {name: button.text() for name, button in chain.buttons.items()} == {
        ADD_BEFORE: "+ Before",
        ADD_AFTER: "+ After",
        MOVE_OUT: "‹ Out",
        MOVE_IN: "In ›",
        REMOVE: "Remove",
    }


def test_buttons_move_and_cut_the_chain(qtbot, desk, chain):
    click(qtbot, chain.buttons[MOVE_IN])
    assert names(desk) == ["The port authority", "Harbour Gazette", "Lena Ovik"]
    click(qtbot, chain.buttons[MOVE_OUT])
    assert names(desk)[0] == "Harbour Gazette"

    click(qtbot, chain.buttons[REMOVE])

    assert names(desk) == ["The port authority", "Lena Ovik"]


@pytest.mark.parametrize(("button", "place"), [(ADD_BEFORE, 0), (ADD_AFTER, 1)])
def test_a_new_link_asks_at_once_whom_it_names(qtbot, panel, chain, button, place):
    desk, picker = panel._desk, panel.claim.speaker.picker
    click(qtbot, chain.buttons[button])

    assert names(desk).index(None) == place
    assert picker.is_open
    qtbot.keyClicks(picker, "A reader")
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert names(desk)[place] == "A reader"


def test_with_one_link_there_is_nothing_to_move(panel, claim):
    buttons = panel.claim.chain.buttons

    assert not buttons[MOVE_IN].isVisible()
    assert not buttons[MOVE_OUT].isVisible()
    assert buttons[REMOVE].isVisible()


def test_a_claim_without_chain_offers_to_begin_one(qtbot, desk, panel, claim):
    click(qtbot, panel.claim.chain.buttons[REMOVE])
    assert desk.current.body.chain == ()
    begin = panel.claim.chain.links.begin

    assert begin.isVisible()
    click(qtbot, begin)

    assert desk.current.body.chain == (Attribution(),)
    assert not begin.isVisible()


def test_arrows_walk_the_chain_and_the_speaker_follows(qtbot, desk, panel, chain):
    chain.links.go()

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)

    assert desk.link == 2
    assert chain.links.crumbs[2].hasFocus()
    assert panel.claim.speaker.picker.text() == "Lena Ovik"


def test_alt_and_an_arrow_move_a_link_in_one_act_that_can_be_undone(qtbot, desk, chain):
    before = acts(desk)
    chain.links.go()

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right, ALT)

    assert names(desk) == ["The port authority", "Harbour Gazette", "Lena Ovik"]
    assert acts(desk) == before + 1
    assert chain.links.crumbs[1].hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left, ALT)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left, ALT)
    assert names(desk)[0] == "Harbour Gazette"
    desk.undo()
    assert names(desk)[0] == "The port authority"


@pytest.mark.parametrize(("modifier", "place"), [(Qt.KeyboardModifier.NoModifier, 1), (SHIFT, 2)])
def test_insert_puts_a_link_in_before_or_after(qtbot, desk, chain, modifier, place):
    click(qtbot, chain.links.crumbs[1])
    chain.links.go()

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Insert, modifier)

    assert names(desk).index(None) == place


def test_delete_takes_a_link_out_and_the_keyboard_stays(qtbot, desk, chain):
    chain.links.go()

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)

    assert names(desk) == ["The port authority", "Lena Ovik"]
    assert chain.links.crumbs[desk.link].hasFocus()


def test_a_link_is_dragged_to_another_place(desk, chain):
    QApplication.processEvents()
    first, last = chain.links.crumbs[0], chain.links.crumbs[2]
    before = acts(desk)
    beyond = first.mapFrom(chain.links, last.geometry().center() + QPoint(last.width() // 4, 0))

    drag(first, beyond)

    assert names(desk) == ["The port authority", "Lena Ovik", "Harbour Gazette"]
    assert acts(desk) == before + 1


def test_a_link_let_go_where_it_was_stays(desk, chain):
    QApplication.processEvents()
    before = acts(desk)

    drag(chain.links.crumbs[1], chain.links.crumbs[1].rect().center() + QPoint(12, 0))

    assert acts(desk) == before


def drag(widget, end):
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    start = widget.rect().center()
    QTest.mousePress(widget, left, plain, start)
    QTest.mouseMove(widget, (start + end) / 2)
    QTest.mouseMove(widget, end)
    QTest.mouseRelease(widget, left, plain, end)


def test_source_and_cue_of_a_link_are_shown_and_pointed_out(qtbot, panel, claim, project):
    source = panel.claim.speaker.source
    assert source.show_button.accessibleName() == "Source: Lena Ovik"

    with qtbot.waitSignal(panel.evidence_requested) as asked:
        click(qtbot, source.show_button)

    assert asked.args == [project.span("Lena Ovik")]
    with qtbot.waitSignal(panel.evidence_requested) as asked:
        click(qtbot, panel.claim.speaker.cue.show_button)
    assert asked.args == [project.span("said")]


def test_source_and_cue_are_taken_away_by_mouse_and_keyboard(qtbot, desk, panel, claim):
    source, cue = panel.claim.speaker.source, panel.claim.speaker.cue

    click(qtbot, source.remove)
    assert desk.current.body.last.source is None
    qtbot.keyClick(cue.show_button, Qt.Key.Key_Delete)

    assert desk.current.body.last.cue is None
    assert source.none.isVisible()
    assert "W" in source.none.text()
