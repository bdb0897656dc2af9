import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from annotator.domain.attribution import Attribution
from annotator.domain.review import ReviewStatus
from annotator.ui.speakers.mentions_model import (
    LEFT,
    PAGE,
    PUBLISHED,
    RIGHT,
    STATUS,
    TITLE,
    WORDS,
    MentionsModel,
)

COLUMNS = (LEFT, WORDS, RIGHT, TITLE, PUBLISHED, STATUS)


@pytest.fixture
def listed(qtbot, panel, approved, project, ids):
    """Return the panel with both mentions of Ovik listed, one without words for it."""
    project.claim("not before", chain=(Attribution(speaker=ids[0]),))
    panel.show_speaker(ids[0])
    panel.about.setCurrentIndex(1)
    panel._read()
    qtbot.waitUntil(lambda: panel.mentions.model.rowCount() == 2)
    qtbot.waitUntil(lambda: panel.mentions.model.mention(0) is not None)
    return panel


def shown(panel, row):
    model = panel.mentions.model
    return [model.index(row, column).data() for column in COLUMNS]


def test_each_mention_is_shown_in_its_words_with_document_and_status(listed):
    left, words, right, title, published, status = shown(listed, 0)

    assert left.endswith("“Fares go up in May ⛴,”")
    assert words == "harbour master Lena Ovik"
    assert right.startswith("said on Monday")
    assert (title, published, status) == ("Ferry fares to rise", "", "Approved")
    assert listed.about.tabText(1) == "Mentions 2"


def test_a_link_without_source_words_is_shown_at_its_content(listed):
    model = listed.mentions.model

    assert shown(listed, 1)[1] == "not before"
    assert not model.mention(1).named
    tip = model.index(1, WORDS).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("No words name the speaker here.")


def test_return_goes_to_the_place(qtbot, listed):
    table = listed.mentions.table
    table.selectRow(0)

    with qtbot.waitSignal(listed.place_wanted) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Return)

    document, key, span = wanted.args
    assert document == listed._desk.document_id
    assert key.startswith("claim:")
    assert span.of(listed._desk.sheet.document.text) == "harbour master Lena Ovik"


def test_a_click_on_the_mention_goes_to_the_place_and_elsewhere_chooses_it(qtbot, listed):
    table, model = listed.mentions.table, listed.mentions.model
    gone = []
    listed.place_wanted.connect(lambda *place: gone.append(place))

    for column in (RIGHT, WORDS):
        place = table.visualRect(model.index(1, column)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert len(gone) == 1
    assert table.rows() == [1]


def test_a_click_on_a_heading_sorts_and_a_second_one_sorts_by_place_again(qtbot, listed):
    header, model = listed.mentions.table.horizontalHeader(), listed.mentions.model
    by_place = model.refs

    header.sectionClicked.emit(STATUS)
    qtbot.waitUntil(lambda: model.refs == by_place)
    assert header.sortIndicatorSection() == STATUS
    header.sectionClicked.emit(RIGHT)
    qtbot.waitUntil(lambda: model.refs == by_place[::-1])
    header.sectionClicked.emit(RIGHT)
    qtbot.waitUntil(lambda: model.refs == by_place)


def test_the_model_keeps_the_rules_of_qt(qtmodeltester, listed):
    qtmodeltester.check(listed.mentions.model)


def test_only_pages_in_sight_are_asked_for_and_old_ones_are_forgotten(qtbot):
    model = MentionsModel()
    wanted = []
    model.wanted.connect(wanted.append)
    model.show_refs([(number, 0) for number in range(100_000)])
    assert wanted == []

    model.index(0, WORDS).data()
    model.index(1, WORDS).data()
    model.index(99_999, WORDS).data()

    assert [len(page) for page in wanted] == [PAGE, 100_000 % PAGE]
    for page in range(40):
        model.index(page * PAGE, WORDS).data()
    assert len(model._pages) < 40


def test_what_is_chosen_stays_so_while_others_work(qtbot, listed, desk):
    mentions = listed.mentions
    mentions.table.selectAll()
    with qtbot.waitSignal(mentions.counted):
        desk.bridge.document_changed.emit(desk.document_id)

    assert mentions.table.rows() == [0, 1]
    qtbot.waitUntil(lambda: mentions.model.mention(0) is not None)


def test_chosen_mentions_move_to_a_new_speaker_after_a_look(qtbot, listed, approved, project):
    listed.mentions.table.selectRow(0)
    listed.mentions.move_.click()
    move = listed.move_
    qtbot.waitUntil(lambda: move.claims.text() != "")
    assert move.heading.text() == "Move 1 mention of “Lena Ovik”"
    assert move.claims.text() == "1 claim in 1 document will be edited."
    assert "1 approved" in move.approved.text()
    assert not move.move_.isEnabled()
    assert move.name.hasFocus()

    qtbot.keyClicks(move.name, "Lena Ovik-Dahl")
    assert "will be registered" in move.target.text()
    qtbot.keyClick(move.name, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: listed.form.name.text() == "Lena Ovik-Dahl")
    qtbot.waitUntil(lambda: listed.mentions.model.rowCount() == 1)
    again = project.read(approved.id)
    assert again.status is ReviewStatus.SUBMITTED
    listed._desk.undo()
    assert project.read(approved.id).body == approved.body


def test_mentions_do_not_move_to_whom_they_name_already(qtbot, listed, ids):
    listed.mentions.table.selectAll()
    listed.mentions.move_chosen()
    qtbot.waitUntil(lambda: listed.move_.claims.text() != "")

    listed.move_.name.setText("lena ovik")
    assert "already" in listed.move_.target.text()
    assert not listed.move_.move_.isEnabled()

    listed.move_.name.setText("Port Authority")
    assert listed.move_.target.text() == "Registered already."
    assert listed.move_.move_.isEnabled()
    qtbot.keyClick(listed.move_.name, Qt.Key.Key_Escape)
    assert listed.about.isVisible()


def test_a_split_that_went_stale_is_told(qtbot, listed, approved, project, reported):
    listed.mentions.table.selectRow(0)
    listed.mentions.move_chosen()
    qtbot.waitUntil(lambda: listed.move_.claims.text() != "")
    after = approved.body.amended(chain=approved.body.chain[:1])
    project.bob.annotating.change(approved, after)
    listed.move_.name.setText("Somebody")

    listed.move_.accept()

    qtbot.waitUntil(lambda: len(reported) == 1)
    assert "changed elsewhere" in str(reported[0])
    assert len(listed._desk.services.speakers.all()) == 2


def test_nothing_is_chosen_at_first_and_nobody_has_no_mentions(qtbot, panel, ids):
    panel.about.setCurrentIndex(1)
    panel.show_speaker(ids[0])

    qtbot.waitUntil(panel.mentions.empty.isVisible)
    assert panel.mentions.empty.words == "No claim names this speaker."
    assert not panel.mentions.move_.isEnabled()
    assert not panel.mentions.go.isEnabled()


def test_chosen_rows_are_copied_as_a_table(qtbot, listed):
    table = listed.mentions.table
    table.selectAll()

    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    heading, first, second = QGuiApplication.clipboard().text().split("\n")
    assert heading == "Before\tMention\tAfter\tDocument\tDate\tStatus"
    assert first.split("\t")[1] == "harbour master Lena Ovik"
    assert second.split("\t")[1] == "not before"
