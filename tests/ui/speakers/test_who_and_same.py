import pytest
from PySide6.QtCore import Qt

from annotator.domain.errors import CancelledError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.speaker import SpeakerBody


@pytest.fixture
def same(qtbot, panel, owik):
    """Return the panel with one pair in the list of those perhaps the same."""
    panel.perhaps_the_same()
    qtbot.waitUntil(lambda: len(panel.same.model.rows) == 1)
    qtbot.waitUntil(panel.merge.merge.isEnabled)
    return panel


def cells(panel):
    model = panel.same.model
    return [model.index(0, column).data() for column in range(4)]


def test_a_pair_is_listed_with_its_reasons_and_its_merge_beside_it(same):
    assert cells(same)[:3] == ["Lena Ovik", "Lena Owik", "transliteration, initials"]
    assert same.merge.isVisible()
    assert "transliteration" in same.merge.why.text()
    assert same.lists.tabText(1) == "Perhaps the same 1"


def test_return_merges_the_pair_and_goes_on(qtbot, desk, same, body, ids):
    same.same.table.setFocus()

    qtbot.keyClick(same.same.table, Qt.Key.Key_Return)

    assert body(ids[0]).aliases == ("L. Ovik", "Lena Owik")
    qtbot.waitUntil(same.same.empty.isVisible)
    assert same.about.isVisible()
    assert same.same.empty.words == "No two speakers look like one."


def test_delete_says_that_they_are_two_for_good(qtbot, desk, same):
    same.same.table.setFocus()

    qtbot.keyClick(same.same.table, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: same.same.model.rows == ())
    assert desk.services.merging.likenesses() == ()
    same.same.search()
    qtbot.waitUntil(same.same.look.isEnabled)
    assert same.same.model.rows == ()
    desk.undo()
    qtbot.waitUntil(lambda: len(same.same.model.rows) == 1)


def test_a_new_speaker_is_compared_at_once_while_the_list_is_in_sight(qtbot, desk, same):
    desk.services.speakers.add(SpeakerBody(name="PA"))

    qtbot.waitUntil(lambda: len(same.same.model.rows) == 2)
    assert {"acronym"} <= {reason for pair in same.same.model.rows for reason in pair.reasons}


def test_who_is_gone_is_left_out_of_a_list_that_is_not_in_sight(qtbot, desk, same, ids, owik):
    same.lists.setCurrentIndex(0)
    merging = desk.services.merging
    merging.merge(merging.merge_preview(ids[0], [owik]))

    qtbot.waitUntil(lambda: same.same.model.rows == ())


def test_a_comparison_that_was_stopped_is_not_told_as_an_error(same, reported):
    same.same._on_failed(CancelledError("Stopped; what was done before stays."))

    assert reported == []
    assert "has changed since" in same.same.state.text()


def test_words_and_a_date_find_who_bears_the_title(qtbot, panel, ids):
    panel.who_is()
    assert "Type what a text calls somebody" in panel.who.empty.words
    qtbot.keyClicks(panel.who.words, "the harbour master")
    qtbot.keyClicks(panel.who.date, "June 2021")

    qtbot.waitUntil(lambda: len(panel.who.model.rows) == 1)
    model = panel.who.model
    assert model.index(0, 0).data() == "Lena Ovik"
    assert model.index(0, 1).data() == "Harbour master, Port authority, since 2019"
    assert panel.form.name.text() == "Lena Ovik"


def test_before_the_date_nobody_bears_it(qtbot, panel):
    panel.who_is()
    panel.who.words.setText("the harbour master")
    panel.who.date.setText("2018")

    qtbot.waitUntil(lambda: "Nobody is known" in panel.who.empty.words)
    assert panel.who.model.rows == ()


def test_what_is_no_date_is_told_at_the_field(qtbot, panel):
    panel.who.words.setText("the harbour master")
    panel.who.date.setText("someday")

    panel.who.ask()

    assert "“someday” is not a date" in panel.who.message.text()


def test_the_date_of_the_open_document_is_taken_on_request(qtbot, desk, panel, project):
    panel.who_is()
    assert not panel.who.here.isEnabled()
    record = desk.sheet.record
    dated = {"published": FieldValue(value="2021-06-15", state=FieldState.CONFIRMED)}
    desk.services.annotating.change_fields(
        record.document_id, record.fields, {**record.fields, **dated}
    )
    desk.open(project.document_id)
    panel.who.here.click()

    assert panel.who.date.text() == "2021-06-15"


def test_return_goes_to_whom_was_found(qtbot, panel):
    panel.who_is()
    qtbot.keyClicks(panel.who.words, "harbour master")
    qtbot.waitUntil(lambda: len(panel.who.model.rows) == 1)

    qtbot.keyClick(panel.who.words, Qt.Key.Key_Return)

    assert panel.who.table.hasFocus()
