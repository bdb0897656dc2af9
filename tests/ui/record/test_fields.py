import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from annotator.domain.codebook import FieldScope
from annotator.domain.field import FieldState
from annotator.ui.record.panel import DOCUMENT
from annotator.ui.record.states import state_icon
from annotator.ui.theme import load_theme


@pytest.fixture
def form(panel):
    panel.setCurrentIndex(DOCUMENT)
    return panel.document.fields


def field(desk, key):
    return desk.sheet.record.field(key)


def menu_of(row):
    return {action.text().replace("&", ""): action for action in row.state.menu().actions()}


def test_return_stores_what_is_typed_and_goes_to_the_next_field(qtbot, desk, form):
    outlet, author = form.rows["outlet"].editor, form.rows["author"].editor
    outlet.setFocus()

    qtbot.keyClicks(outlet, "Harbour Gazette")
    qtbot.keyClick(outlet, Qt.Key.Key_Return)

    assert field(desk, "outlet").value == "Harbour Gazette"
    assert field(desk, "outlet").state is FieldState.CONFIRMED
    assert author.hasFocus()


def test_return_confirms_an_unverified_value(qtbot, desk, form):
    assert field(desk, "title").state is FieldState.UNVERIFIED

    qtbot.keyClick(form.rows["title"].editor, Qt.Key.Key_Return)

    assert field(desk, "title").state is FieldState.CONFIRMED


def test_another_value_corrects_a_proposed_one(qtbot, desk, form):
    editor = form.rows["title"].editor
    editor.selectAll()

    qtbot.keyClicks(editor, "Ferries")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert field(desk, "title").state is FieldState.CORRECTED


def test_leaving_a_field_stores_it(qtbot, desk, form):
    form.rows["outlet"].editor.setFocus()
    qtbot.keyClicks(form.rows["outlet"].editor, "Gazette")

    form.rows["author"].editor.setFocus()

    assert field(desk, "outlet").value == "Gazette"


def test_leaving_a_field_as_it_was_changes_nothing(desk, form):
    before = desk.sheet.record
    form.rows["title"].editor.setFocus()

    form.rows["author"].editor.setFocus()

    assert desk.sheet.record == before


def test_escape_brings_the_stored_value_back(qtbot, desk, form):
    editor = form.rows["title"].editor
    qtbot.keyClicks(editor, " and more")

    qtbot.keyClick(editor, Qt.Key.Key_Escape)

    assert editor.value() == field(desk, "title").value == "Ferry fares to rise"


@pytest.mark.parametrize("typed", ["15.06.21", "2021-13", "soon"])
def test_an_invalid_date_gets_a_sentence_and_stays_as_typed(qtbot, desk, form, reported, typed):
    row = form.rows["published"]
    row.editor.setFocus()

    qtbot.keyClicks(row.editor, typed)
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)

    assert row.message.isVisible()
    assert typed in row.message.text()
    assert row.editor.value() == typed
    assert row.editor.hasFocus()
    assert field(desk, "published").state is FieldState.EMPTY
    assert reported == []


def test_a_mended_date_takes_the_sentence_away(qtbot, desk, form):
    row = form.rows["published"]
    qtbot.keyClicks(row.editor, "2021-6")
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    row.editor.setText("2021-06?")

    qtbot.keyClick(row.editor, Qt.Key.Key_Return)

    assert not row.message.isVisible()
    assert field(desk, "published").value == "2021-06?"


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Confirm", FieldState.CONFIRMED),
        ("Not stated", FieldState.NOT_STATED),
        ("Unknown", FieldState.UNKNOWN),
        ("Clear", FieldState.EMPTY),
    ],
)
def test_the_menu_of_a_field_sets_its_state(desk, form, word, state):
    row = form.rows["title"]

    menu_of(row)[word].trigger()

    assert field(desk, "title").state is state
    assert state.value.replace("_", " ") in row.state.accessibleName().casefold()


def test_a_field_without_value_cannot_be_confirmed(form):
    assert not menu_of(form.rows["author"])["Confirm"].isEnabled()


def test_why_there_is_no_value_stands_where_the_value_would(desk, form):
    desk.set_field_state(FieldScope.DOCUMENT, "author", FieldState.NOT_STATED)

    assert form.rows["author"].editor.placeholderText() == "(Not stated)"


def test_each_state_has_a_shape_of_its_own(qapp):
    grey = load_theme("light").model_copy(
        update=dict.fromkeys(("muted", "warning", "good", "accent"), "#444444")
    )

    drawn = {
        bytes(state_icon(state, grey).pixmap(32, 32).toImage().constBits()) for state in FieldState
    }

    assert len(drawn) == len(FieldState)


def test_what_is_half_typed_outlasts_a_change_elsewhere(qtbot, desk, form):
    qtbot.keyClicks(form.rows["author"].editor, "Lena O")

    desk.set_field(FieldScope.DOCUMENT, "outlet", "Gazette")

    assert form.rows["author"].editor.value() == "Lena O"
    assert form.rows["outlet"].editor.value() == "Gazette"


def test_what_is_half_typed_comes_back_with_its_document(qtbot, desk, form, project):
    other = project.store("Another text altogether.", "other.txt")
    qtbot.keyClicks(form.rows["published"].editor, "2021-0")

    desk.open(other)
    assert form.rows["published"].editor.value() == ""
    desk.open(project.document_id)

    assert form.rows["published"].editor.value() == "2021-0"


def test_what_is_half_typed_can_be_kept_over_a_crash(qtbot, desk, panel, form):
    qtbot.keyClicks(form.rows["author"].editor, "Lena O")
    kept = dict(panel.half_typed())
    form.rows["author"].restore()

    panel.resume(kept)

    assert form.rows["author"].editor.value() == "Lena O"


def test_what_is_half_typed_can_be_stored_before_the_window_closes(qtbot, desk, panel, form):
    qtbot.keyClicks(form.rows["author"].editor, "Lena Ovik")
    assert panel.settle()
    assert field(desk, "author").value == "Lena Ovik"

    qtbot.keyClicks(form.rows["published"].editor, "soon")

    assert not panel.settle()


def test_focus_says_which_field_evidence_belongs_to(desk, form):
    form.rows["author"].editor.setFocus()

    assert desk.focused_field == (FieldScope.DOCUMENT, "author")
    assert form.rows["author"].label.font().bold()


def test_evidence_is_quoted_and_pointed_out(qtbot, desk, panel, form, project):
    span = project.span("Ferry fares to rise")
    row = form.rows["title"]
    assert not row.evidence.isVisible()
    desk.focus_field(FieldScope.DOCUMENT, "title")
    desk.set_evidence(span)

    with qtbot.waitSignal(panel.evidence_requested) as asked:
        qtbot.mouseClick(row.evidence, Qt.MouseButton.LeftButton)

    assert asked.args == [span]
    assert "Ferry fares to rise" in row.evidence.toolTip()


def test_evidence_can_be_taken_away(desk, form, project):
    desk.focus_field(FieldScope.DOCUMENT, "title")
    desk.set_evidence(project.span("Ferry fares to rise"))

    menu_of(form.rows["title"])["Remove evidence"].trigger()

    assert field(desk, "title").evidence is None


def test_the_tab_tells_how_many_fields_somebody_looked_at(desk, panel):
    desk.set_field_state(FieldScope.DOCUMENT, "author", FieldState.NOT_STATED)

    assert panel.tabText(DOCUMENT).endswith("1/7")


def test_a_choice_is_stored_when_picked(qtbot, desk, panel, claim):
    editor = panel.claim.fields.rows["stance"].editor

    editor.setCurrentIndex(editor.findText("opposes"))
    editor.activated.emit(editor.currentIndex())

    assert desk.current.body.field("stance").value == "opposes"


def test_the_wheel_changes_no_choice(qtbot, panel, claim):
    editor = panel.claim.fields.rows["stance"].editor
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(editor, event)

    assert editor.value() == ""
