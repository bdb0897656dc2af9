import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.domain.codebook import FieldScope
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.history import RecordKind
from annotator.ui.record.panel import DOCUMENT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CLAIM, DOC = FieldScope.CLAIM, FieldScope.DOCUMENT
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def rows(typed):
    return typed.claim.fields.rows


def field(desk, key):
    return desk.current.body.field(key)


def uid_of(desk, name):
    return next(str(item.uid) for item in desk.sheet.registry if item.name == name)


def type_into(qtbot, row, text):
    row.editor.setFocus()
    row.editor.selectAll()
    qtbot.keyClicks(row.editor, text)


@pytest.mark.parametrize(
    ("typed_text", "written"),
    [("15 June 2021", "2021-06-15"), ("15.06.21", "2021-06-15"), ("about 2021", "2021~")],
)
def test_a_date_as_people_write_it_is_offered_and_return_takes_it(
    qtbot, typed_desk, rows, typed_text, written
):
    row = rows["said_on"]
    type_into(qtbot, row, typed_text)

    qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    assert field(typed_desk, "said_on").state is FieldState.EMPTY
    assert [button.text() for button in row.offer.buttons] == [written]
    assert typed_text in row.message.text()
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)

    assert field(typed_desk, "said_on").value == written
    assert not row.offer.isVisible()
    assert not row.message.isVisible()


def test_of_two_readings_of_a_date_the_other_is_a_click_away(qtbot, typed_desk, rows):
    row = rows["said_on"]
    type_into(qtbot, row, "6.7.2021")
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)

    assert [button.text() for button in row.offer.buttons] == ["2021-07-06", "2021-06-07"]
    qtbot.mouseClick(row.offer.buttons[1], Qt.MouseButton.LeftButton)

    assert field(typed_desk, "said_on").value == "2021-06-07"


def test_another_date_typed_after_an_offer_is_not_the_one_offered(qtbot, typed_desk, rows):
    row = rows["said_on"]
    type_into(qtbot, row, "15.06.21")
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    type_into(qtbot, row, "16.06.21")

    qtbot.keyClick(row.editor, Qt.Key.Key_Return)

    assert field(typed_desk, "said_on").state is FieldState.EMPTY
    assert row.offer.readings == ("2021-06-16",)


@pytest.mark.parametrize("written", ["2021-06-15/2021-06-17", "2021-06/..", "2021%"])
def test_a_date_may_be_unsure_or_run_from_one_day_to_another(qtbot, typed_desk, rows, written):
    type_into(qtbot, rows["said_on"], written)

    qtbot.keyClick(rows["said_on"].editor, Qt.Key.Key_Return)

    assert field(typed_desk, "said_on").value == written


def test_several_choices_are_ticked_in_a_list_that_stays_open_and_stored_once(
    qtbot, typed_desk, rows
):
    menu, editor = rows["about"].editor.menu(), rows["about"].editor
    before = len(typed_desk.services.querying.history(RecordKind.CLAIM, typed_desk.current.id))
    menu.popup(editor.mapToGlobal(editor.rect().bottomLeft()))
    qtbot.waitUntil(menu.isVisible)
    for choice in ("fares", "ferries"):
        tick(menu, choice)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    assert menu.isVisible()
    assert field(typed_desk, "about").value is None

    qtbot.keyClick(menu, Qt.Key.Key_Return)

    assert not menu.isVisible()
    assert field(typed_desk, "about").value == "fares;ferries"
    after = len(typed_desk.services.querying.history(RecordKind.CLAIM, typed_desk.current.id))
    assert after == before + 1


def tick(menu, choice):
    action = next(item for item in menu.actions() if item.text() == choice)
    QTest.mouseClick(
        menu,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        menu.actionGeometry(action).center(),
    )


def test_a_list_of_choices_is_ticked_from_the_keyboard(qtbot, typed_desk, rows):
    menu, editor = rows["about"].editor.menu(), rows["about"].editor
    menu.popup(editor.mapToGlobal(editor.rect().bottomLeft()))
    qtbot.waitUntil(menu.isVisible)

    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    qtbot.keyClick(menu, Qt.Key.Key_Escape)

    assert field(typed_desk, "about").value == "piers"


def test_a_field_that_names_a_speaker_holds_the_id_and_shows_the_name(qtbot, typed_desk, rows):
    editor = rows["addressee"].editor
    type_into(qtbot, rows["addressee"], "lena")

    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert field(typed_desk, "addressee").value == uid_of(typed_desk, "Lena Ovik")
    assert editor.text() == "Lena Ovik"
    assert rows["said_on"].editor.hasFocus()


def test_a_new_name_in_a_speaker_field_registers_it_in_one_act(qtbot, typed_desk, rows):
    editor = rows["addressee"].editor
    type_into(qtbot, rows["addressee"], "The council")

    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert field(typed_desk, "addressee").value == uid_of(typed_desk, "The council")
    assert editor.text() == "The council"
    typed_desk.undo()
    assert field(typed_desk, "addressee").value is None
    assert editor.text() == ""


def test_a_name_that_nobody_has_stays_as_typed_and_is_told(qtbot, typed_desk, rows):
    row = rows["addressee"]
    type_into(qtbot, row, "Nobody Knows")

    rows["said_on"].editor.setFocus()

    assert row.editor.text() == "Nobody Knows"
    assert "press Enter here to create it" in row.message.text()
    assert field(typed_desk, "addressee").value is None


def test_a_half_typed_name_is_kept_over_a_crash(qtbot, typed, rows):
    qtbot.keyClicks(rows["addressee"].editor, "Nobody K")
    kept = dict(typed.half_typed())
    rows["addressee"].restore()
    assert rows["addressee"].editor.text() == ""

    typed.resume(kept)

    assert rows["addressee"].editor.text() == "Nobody K"


def test_a_speaker_field_is_cleared(qtbot, typed_desk, rows):
    typed_desk.set_field(CLAIM, "addressee", uid_of(typed_desk, "Lena Ovik"))
    editor = rows["addressee"].editor
    editor.setFocus()
    editor.clear()

    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert field(typed_desk, "addressee").state is FieldState.EMPTY


def test_the_id_of_nobody_is_told_plainly(typed_desk, rows):
    nobody = "00000000-0000-4000-8000-000000000000"

    typed_desk.set_field(CLAIM, "addressee", nobody)

    assert rows["addressee"].editor.text() == "unknown speaker"
    assert "has the id 00000000…" in rows["addressee"].message.text()
    assert rows["addressee"].half_typed is None


def test_a_speaker_who_was_merged_is_shown_as_the_survivor(typed_desk, rows):
    typed_desk.set_field(CLAIM, "addressee", uid_of(typed_desk, "Lena Ovik"))
    speakers = typed_desk.services.speakers
    other = next(item.id for item in speakers.all() if item.name == "Lena Ovik")
    typed_desk.name_in_field(DOC, "host", "L. M. Ovik")
    survivor = next(item.id for item in speakers.all() if item.name == "L. M. Ovik")

    merge(typed_desk, survivor, other)

    assert rows["addressee"].editor.text() == "L. M. Ovik"


def merge(desk, survivor, other):
    with desk.services.context.writing("Merge") as unit:
        unit.speakers.merge(other, survivor)
        unit.commit()
    desk.refresh()


def test_a_field_of_the_document_may_name_a_speaker(qtbot, typed_desk, typed):
    typed.setCurrentIndex(DOCUMENT)
    row = typed.document.fields.rows["host"]
    type_into(qtbot, row, "Radio Harbour")

    qtbot.keyClick(row.editor, Qt.Key.Key_Return)

    host = typed_desk.sheet.record.field("host").value
    assert typed_desk.sheet.speaker_of(host).name == "Radio Harbour"


def test_words_that_name_a_speaker_fill_such_a_field(typed_desk):
    start = typed_desk.sheet.document.text.index("Lena Ovik")
    typed_desk.focus_field(CLAIM, "addressee")

    typed_desk.set_evidence(typed_desk.current.body.content[0].amended(start=start, end=start + 9))

    assert field(typed_desk, "addressee").value == uid_of(typed_desk, "Lena Ovik")
    assert field(typed_desk, "addressee").evidence.start == start


def test_words_that_name_nobody_known_are_told_and_change_nothing(typed_desk, reported):
    typed_desk.focus_field(CLAIM, "addressee")

    typed_desk.set_evidence(typed_desk.current.body.content[0])

    assert "no registered speaker" in str(reported[-1])
    assert field(typed_desk, "addressee") == FieldValue()


def test_a_required_field_is_marked_and_says_so_until_it_is_decided(qtbot, typed_desk, typed, rows):
    assert rows["medium"].label.text().endswith("*")
    assert rows["medium"].state.text() == "Required"
    assert rows["medium"].state.accessibleName() == "Medium: Empty, required"
    assert typed.claim.wanting.text() == "A required field is open"

    qtbot.mouseClick(typed.claim.wanting, Qt.MouseButton.LeftButton)
    assert rows["medium"].editor.hasFocus()
    typed_desk.set_field_state(CLAIM, "medium", FieldState.NOT_STATED)

    assert rows["medium"].state.text() == "Not stated"
    assert not typed.claim.wanting.isVisible()


def test_a_field_is_asked_while_another_has_its_value(typed_desk, typed, rows):
    assert not rows["programme"].isVisible()

    typed_desk.set_field(CLAIM, "medium", "radio")
    assert rows["programme"].isVisible()
    assert typed.claim.fields.wanting == ("programme",)
    typed_desk.set_field(CLAIM, "medium", "print")

    assert not rows["programme"].isVisible()
    assert typed.claim.fields.wanting == ()


def test_a_field_that_is_not_asked_any_more_stays_while_it_has_a_value(typed_desk, rows):
    typed_desk.set_field(CLAIM, "medium", "radio")
    typed_desk.set_field(CLAIM, "programme", "Harbour hour")

    typed_desk.set_field(CLAIM, "medium", "print")

    assert rows["programme"].isVisible()
    assert rows["programme"].hint.text() == "Asked only where Medium is: radio"
    typed_desk.set_field(CLAIM, "programme", "")
    assert not rows["programme"].isVisible()


def test_return_goes_on_past_a_field_that_is_not_asked(qtbot, typed_desk, rows):
    rows["medium"].editor.setCurrentText("print")
    rows["medium"].editor.activated.emit(2)

    rows["medium"].editor.setFocus()
    qtbot.keyClick(rows["medium"].editor, Qt.Key.Key_Return)

    assert rows["addressee"].editor.hasFocus()


def test_examples_of_a_field_are_told(rows):
    assert "Such as “Harbour hour”" in rows["programme"].label.toolTip()


@pytest.mark.parametrize(
    ("letter", "state"),
    [
        ("c", FieldState.CONFIRMED),
        ("o", FieldState.CORRECTED),
        ("v", FieldState.UNVERIFIED),
        ("n", FieldState.NOT_STATED),
        ("u", FieldState.UNKNOWN),
        ("l", FieldState.EMPTY),
    ],
)
def test_every_state_is_set_from_the_keyboard(qtbot, typed_desk, rows, letter, state):
    typed_desk.set_field(CLAIM, "count", "3")
    typed_desk.set_field(CLAIM, "count", "4")
    if state is FieldState.CORRECTED:
        typed_desk.set_field_state(CLAIM, "count", FieldState.CONFIRMED)
    row = rows["count"]
    row.editor.setFocus()

    qtbot.keyClick(row.editor, Qt.Key.Key_Return, ALT)
    menu = row.state.menu()
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, letter)

    assert field(typed_desk, "count").state is state
    assert row.state.text().casefold().replace(" ", "_") == state.value


def test_evidence_is_shown_and_removed_from_the_menu(qtbot, typed_desk, typed, rows):
    typed_desk.set_field(CLAIM, "count", "3")
    typed_desk.focus_field(CLAIM, "count")
    typed_desk.set_evidence(typed_desk.current.body.content[0])
    shown = {item.text().replace("&", ""): item for item in rows["count"].state.menu().actions()}

    with qtbot.waitSignal(typed.evidence_requested) as asked:
        shown["Show evidence"].trigger()
    assert asked.args == [typed_desk.current.body.content[0]]
    shown["Remove evidence"].trigger()

    assert field(typed_desk, "count").evidence is None
    assert field(typed_desk, "count").value == "3"


def test_in_a_narrow_form_states_are_signs_that_still_have_a_name(typed, rows):
    typed.resize(240, 700)
    style = rows["count"].state.toolButtonStyle
    assert style() == Qt.ToolButtonStyle.ToolButtonIconOnly
    assert rows["count"].state.accessibleName() == "Count: Empty"

    typed.resize(420, 700)

    assert style() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
