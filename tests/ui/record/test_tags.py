import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.domain.codebook import Tag
from annotator.ui.record.tag_block import TagBlock

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
CHECKED = Qt.CheckState.Checked


@pytest.fixture
def picker(typed):
    typed.open_tags()
    return typed.claim.tags.picker


def rows(picker):
    model = picker.choices
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_tags_are_listed_as_the_tree_they_are(picker):
    assert picker.is_open
    assert [row.strip() for row in rows(picker)] == ["Demand   (1)", "Warning", "Praise   (2)"]
    assert rows(picker)[1].startswith("   ")


def test_a_retired_tag_is_not_offered(picker):
    assert not any("Threat" in row for row in rows(picker))


def test_a_part_of_its_name_finds_a_tag_and_its_group_stays(qtbot, picker):
    qtbot.keyClicks(picker, "arn")

    assert [row.strip() for row in rows(picker)] == ["Demand   (1)", "Warning"]
    assert picker.list.row == 1


def test_what_the_highlighted_tag_means_is_told(qtbot, picker):
    assert picker.list.more.text() == "Calls for an act."

    qtbot.keyClick(picker, Qt.Key.Key_Down)

    assert picker.list.more.text() == "Names a bad end.\n“or else”"


def test_return_puts_tags_on_and_takes_them_off_and_the_tree_stays(qtbot, typed_desk, picker):
    qtbot.keyClicks(picker, "warn")
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert typed_desk.current.body.tags == ("warning",)
    assert picker.is_open
    shown = picker.choices.index(1, 0).data(Qt.ItemDataRole.CheckStateRole)
    assert shown == CHECKED

    qtbot.keyClicks(picker, "prai")
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert typed_desk.current.body.tags == ("praise", "warning")
    qtbot.keyClick(picker, Qt.Key.Key_Return)

    assert typed_desk.current.body.tags == ("warning",)


def test_a_click_in_the_tree_puts_a_tag_on(qtbot, typed_desk, picker):
    view = picker.list.view
    place = view.visualRect(picker.choices.index(2, 0)).center()

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert typed_desk.current.body.tags == ("praise",)


def test_escape_closes_the_tree_and_then_is_done(qtbot, picker):
    qtbot.keyClick(picker, Qt.Key.Key_Escape)
    assert not picker.is_open

    with qtbot.waitSignal(picker.escaped):
        qtbot.keyClick(picker, Qt.Key.Key_Escape)


def test_the_arrow_opens_and_closes_the_tree(qtbot, typed):
    picker = typed.claim.tags.picker

    qtbot.keyClick(picker, Qt.Key.Key_Down)
    assert picker.is_open
    picker._arrow.trigger()
    assert not picker.is_open
    qtbot.mouseClick(picker, Qt.MouseButton.LeftButton)

    assert picker.is_open


def test_tags_with_a_key_and_those_that_are_on_are_chips(typed_desk, typed):
    chips = typed.claim.tags.buttons
    assert [key for key, chip in chips.items() if chip.isVisible()] == ["demand", "praise"]

    typed_desk.toggle_tag("warning")

    assert chips["warning"].isVisible()
    assert chips["warning"].text() == "Demand › Warning"
    assert typed.claim.tags.definition.text() == "Warning: Names a bad end. “or else”"


def test_a_chip_that_is_looked_at_tells_what_it_means(qtbot, typed):
    typed.claim.tags.buttons["demand"].setFocus()

    assert typed.claim.tags.definition.text() == "Demand: Calls for an act."


def test_a_search_for_no_tag_shows_none(qtbot, typed_desk, picker):
    qtbot.keyClicks(picker, "zzz")
    qtbot.keyClick(picker, Qt.Key.Key_Return)

    assert rows(picker) == []
    assert typed_desk.current.body.tags == ()


def test_the_list_of_tags_keeps_the_rules_of_qt(qtmodeltester, picker):
    picker.choices.narrow("a")

    qtmodeltester.check(picker.choices)


def test_the_tree_stays_within_a_form_that_is_low(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 260)
    block = TagBlock([Tag(key=f"t{n}", label=f"Tag {n}") for n in range(40)], page, page)
    block.setGeometry(0, 200, 300, 60)
    page.show()

    block.picker.open_list()

    assert block.picker.list.geometry().bottom() < 200
    assert page.rect().contains(block.picker.list.geometry())
