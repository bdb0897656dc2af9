import pytest
from PySide6.QtCore import Qt

from annotator.domain.codebook import FieldScope
from annotator.ui.record.panel import DOCUMENT


@pytest.fixture
def outlet(qtbot, panel):
    """Return the row of a field into which something is typed already."""
    panel.setCurrentIndex(DOCUMENT)
    row = panel.document.fields.rows["outlet"]
    row.editor.setFocus()
    qtbot.keyClicks(row.editor, "Gazette")
    return row


@pytest.fixture
def bobs(desk_of):
    return desk_of("Bob")


def stored(desk):
    desk.refresh()
    return desk.sheet.record.field("outlet").value


def set_by_bob(bobs, desk, value):
    bobs.refresh()
    bobs.set_field(FieldScope.DOCUMENT, "outlet", value)
    desk.refresh()


def test_who_changed_a_field_that_is_typed_over_is_told_with_both_versions(desk, bobs, outlet):
    set_by_bob(bobs, desk, "Harbour News")

    assert outlet.clash.open
    assert outlet.clash.said.text() == "Bob changed this to “Harbour News” while you were editing."
    assert outlet.editor.text() == "Gazette"
    assert outlet.half_typed == "Gazette"


def test_leaving_the_field_overwrites_nothing_and_loses_nothing(desk, bobs, outlet, panel):
    set_by_bob(bobs, desk, "Harbour News")

    panel.document.fields.rows["author"].editor.setFocus()

    assert stored(desk) == "Harbour News"
    assert outlet.half_typed == "Gazette"
    assert outlet.clash.open


def test_mine_is_kept_with_a_click(qtbot, desk, bobs, outlet):
    set_by_bob(bobs, desk, "Harbour News")

    qtbot.mouseClick(outlet.clash.keep, Qt.MouseButton.LeftButton)

    assert stored(desk) == "Gazette"
    assert not outlet.clash.open


def test_theirs_is_taken_with_a_click(qtbot, desk, bobs, outlet):
    set_by_bob(bobs, desk, "Harbour News")

    qtbot.mouseClick(outlet.clash.take, Qt.MouseButton.LeftButton)

    assert stored(desk) == "Harbour News"
    assert outlet.editor.text() == "Harbour News"
    assert not outlet.clash.open


@pytest.mark.parametrize(
    "choice", [(Qt.Key.Key_Return, "Gazette"), (Qt.Key.Key_Escape, "Harbour News")]
)
def test_return_keeps_mine_and_escape_takes_theirs(qtbot, desk, bobs, outlet, choice):
    key, value = choice
    set_by_bob(bobs, desk, "Harbour News")

    qtbot.keyClick(outlet.editor, key)

    assert stored(desk) == value
    assert not outlet.clash.open


def test_a_field_that_was_cleared_meanwhile_is_told_so(desk, bobs, outlet, qtbot):
    qtbot.keyClick(outlet.editor, Qt.Key.Key_Return)
    outlet.editor.setFocus()
    qtbot.keyClicks(outlet.editor, " of the day")

    set_by_bob(bobs, desk, "")

    assert outlet.clash.open
    assert outlet.clash.said.text() == "Bob cleared this while you were editing."


def test_a_change_of_another_field_asks_nothing(desk, bobs, outlet):
    bobs.set_field(FieldScope.DOCUMENT, "author", "L. Ovik")
    desk.refresh()

    assert not outlet.clash.open
    assert outlet.half_typed == "Gazette"


def test_the_same_value_from_two_people_is_no_clash(desk, bobs, outlet):
    set_by_bob(bobs, desk, "Gazette")

    assert not outlet.clash.open
    assert outlet.half_typed is None


def test_a_change_that_was_not_seen_yet_is_told_when_one_stores(
    qtbot, desk, bobs, outlet, reported
):
    bobs.set_field(FieldScope.DOCUMENT, "outlet", "Harbour News")

    qtbot.keyClick(outlet.editor, Qt.Key.Key_Return)

    assert str(reported[0]).startswith("Bob changed this while you were editing")
    assert stored(desk) == "Harbour News"
    assert outlet.half_typed == "Gazette"
    assert outlet.clash.open
