import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from annotator.domain.document import DocumentMarks
from annotator.domain.errors import UsageError
from annotator.services.agreement_table import table_csv
from annotator.ui.agreement import comparing
from tests.services.reading_alone import own_layer
from tests.ui.agreement.conftest import FARES, body


def rows_of(panel):
    model = panel.found.table.figures
    return [model.cells(line) for line in model.rows]


def go_to(panel, of, measure):
    row = next(at for at, cells in enumerate(rows_of(panel)) if cells[:2] == (of, measure))
    panel.found.table.go_to(row)


def choose(box, words):
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def test_where_nobody_read_alone_the_page_says_what_it_takes(qtbot, project, page):
    panel = page()
    assert panel.empty.words == "Looking for readings to compare…"

    qtbot.waitUntil(lambda: "two readings of the same document" in panel.empty.words)
    assert "Assign a document to two people" in panel.empty.words
    assert not panel.asked.isVisible()


def test_people_are_ticked_at_first_and_nothing_is_computed_unasked(qtbot, read_twice, page):
    panel = page()
    qtbot.waitUntil(panel.asked.go.isEnabled)

    assert panel.asked.chosen == ("annotator:Ann", "annotator:Bob", "annotator:Cid")
    assert panel.comparing.report is None
    assert "press Compare" in panel.empty.words


def test_one_reading_is_not_compared(qtbot, read_twice, page):
    panel = page()
    qtbot.waitUntil(panel.asked.go.isEnabled)
    for box in panel.asked.layers.children()[1:3]:
        box.setChecked(False)

    assert not panel.asked.go.isEnabled()
    assert panel.asked.go.toolTip() == "Tick two layers or more."


def test_every_figure_has_its_value_interval_and_number(compared):
    choose(compared.found.narrowing.between, "Ann, Bob")

    assert ("Claims found", "F1, same words", "Ann, Bob", "1.00", "1.00 to 1.00", "4", "0") in (
        rows_of(compared)
    )
    assert ("Kind", "Cohen's kappa", "Ann, Bob", "0.00", "0.00 to 0.00", "4", "0") in (
        rows_of(compared)
    )
    assert compared.said.text() == ("2 documents read by two or more; claims: Ann 4, Bob 4, Cid 2.")


def test_figures_are_narrowed_by_readers_documents_and_measure(compared):
    found = compared.found
    assert found.narrowing.between.currentText() == "Together: Ann, Bob, Cid"
    choose(found.narrowing.between, "Everybody with everybody")
    together = len(rows_of(compared))
    choose(found.narrowing.measure, "Text both mark")
    assert [cells[2] for cells in rows_of(compared)] == [
        *("Ann, Bob", "Ann, Cid", "Bob, Cid", "Ann, Bob, Cid")
    ]
    choose(found.narrowing.part, "Each document")
    assert [cells[0] for cells in rows_of(compared)].count("Ferry fares to rise") == 5
    month = found.narrowing.part.itemText(1)
    choose(found.narrowing.part, month)
    assert {line.month for line in found.table.figures.rows} == {month}
    assert together > 20


def test_a_figure_is_explained_in_plain_words(compared):
    go_to(compared, "Kind", "Krippendorff's alpha")

    assert compared.found.figure.text().startswith("Kind, Krippendorff's alpha: ")
    words = compared.found.meaning.text()
    assert "beyond chance" in words
    assert "It is a convention" in words


def test_the_claims_behind_a_figure_are_listed_and_gone_to(qtbot, compared):
    choose(compared.found.narrowing.between, "Ann, Bob")
    go_to(compared, "Kind", "Cohen's kappa")
    behind = compared.found.behind
    qtbot.waitUntil(lambda: compared.found.about.text().startswith("Kind"))

    assert compared.found.about.text() == ("Kind · Cohen's kappa: 2 claims where Ann, Bob differ.")
    assert behind.differences.cells(0) == (
        *("Ferry fares to rise", "two piers will close", "direct", "indirect"),
    )
    compared.found.table.setFocus()
    QTest.keyClick(compared.found.table, Qt.Key.Key_Return)
    assert behind.hasFocus()
    with qtbot.waitSignal(compared.place_wanted) as asked:
        QTest.keyClick(behind, Qt.Key.Key_Return)
    document, item, span = asked.args
    assert document == behind.differences.rows[0].document_id
    assert item.startswith("claim:")
    assert span == behind.differences.rows[0].span


def test_a_double_click_goes_to_a_claim_too(qtbot, compared):
    behind = compared.found.behind
    place = behind.visualRect(behind.differences.index(0, 1)).center()

    with qtbot.waitSignal(compared.place_wanted):
        QTest.mouseClick(behind.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(behind.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_figures_without_differences_say_so(qtbot, compared):
    choose(compared.found.narrowing.between, "Ann, Bob")
    go_to(compared, "Claims found", "F1, same words")

    qtbot.waitUntil(lambda: "differ nowhere" in compared.found.about.text())
    assert compared.found.behind.differences.rows == ()


def test_who_still_reads_on_their_own_is_told_what_is_kept_from_them(qtbot, read_twice, page):
    dan = read_twice.ann.as_user("Dan")
    own_layer(dan, read_twice.document_id, [body(read_twice, FARES)], submitted=False)
    panel = page("Dan")
    qtbot.waitUntil(panel.asked.go.isEnabled)
    for box in panel.asked.layers.children()[1:]:
        if box.text().startswith("Dan"):
            box.setChecked(False)
    panel.asked.go.click()
    qtbot.waitUntil(lambda: "kept from you" in panel.found.about.text())

    assert "1 documents that you still read on your own" in panel.found.about.text()
    assert {row.document_id for row in panel.found.behind.differences.rows} == set()


def test_rows_are_copied_as_they_stand(compared):
    table = compared.found.table
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    head, first, *_rest = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[:2] == ["Of", "Measure"]
    assert first.split("\t") == list(rows_of(compared)[0])
    compared.found.behind.selectAll()
    QTest.keyClick(compared.found.behind, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Document\tWords\tAnn\tBob\tCid\n")


def test_a_button_copies_all_rows_where_none_is_chosen(compared):
    compared.found.table.clearSelection()
    compared.found.copy.click()

    assert len(QGuiApplication.clipboard().text().split("\n")) == len(rows_of(compared)) + 1


def test_the_table_is_saved_with_every_figure(qtbot, compared, saving, tmp_path, shell):
    saving.place = tmp_path / "figures.csv"
    compared.found.save.click()
    qtbot.waitUntil(lambda: "figures.csv" in shell.banner.words)

    written = saving.place.read_bytes().decode()
    assert written.split("\r\n")[:-1] == list(table_csv(compared.comparing.report))


def test_who_thinks_better_of_saving_writes_nothing(compared, shell):
    compared.found.save.click()

    assert shell.banner.words == ""


def test_a_table_that_cannot_be_written_is_told(qtbot, compared, saving, tmp_path, shell):
    saving.place = tmp_path / "none" / "figures.csv"
    compared.found.save.click()

    qtbot.waitUntil(lambda: "cannot be written" in shell.banner.words)


def test_what_was_found_stays_and_is_told_as_out_of_date_once_the_project_changes(
    qtbot, compared, read_twice
):
    before = rows_of(compared)
    assert compared.stale.text() == ""
    flagged = DocumentMarks(flagged=True)
    compared._desk.services.annotating.mark(
        read_twice.document_id, DocumentMarks(), flagged, "Flag"
    )

    qtbot.waitUntil(lambda: "Out of date" in compared.stale.text())
    assert rows_of(compared) == before
    compared.asked.go.click()
    qtbot.waitUntil(lambda: not compared.comparing.busy)
    assert compared.stale.text() == ""


@pytest.fixture
def endless(monkeypatch):
    """A comparison that goes on until it is stopped."""

    def agreement(_context, _request, progress):
        while True:
            progress.step(1, 2, "reading")

    monkeypatch.setattr(comparing, "agreement", agreement)


def test_a_comparison_shows_how_far_it_is_and_is_stopped(qtbot, read_twice, page, endless):
    panel = page()
    qtbot.waitUntil(panel.asked.go.isEnabled)
    panel.asked.go.click()
    assert panel.asked.go.text() == "Stop"
    qtbot.waitUntil(lambda: panel.asked.progress.value() == 1)

    panel.comparing.begin(panel.asked.request())  # a second one is not begun
    panel.asked.go.click()
    qtbot.waitUntil(lambda: not panel.comparing.busy)

    assert panel.asked.go.text() == "Compare"
    assert not panel.asked.progress.isVisible()
    assert panel.empty.words == "Stopped; what was done before stays."


def test_what_cannot_be_compared_is_told_in_its_sentence(qtbot, read_twice, page, monkeypatch):
    def agreement(_context, _request, _progress):
        raise UsageError("There is nothing to compare: nobody read anything.")

    panel = page()
    qtbot.waitUntil(panel.asked.go.isEnabled)
    monkeypatch.setattr(comparing, "agreement", agreement)
    panel.asked.go.click()

    qtbot.waitUntil(lambda: "nobody read anything" in panel.empty.words)


def test_a_refusal_leaves_what_was_found_before(qtbot, compared, monkeypatch):
    def agreement(_context, _request, _progress):
        raise UsageError("No layer is called “Zoe”.")

    before = rows_of(compared)
    monkeypatch.setattr(comparing, "agreement", agreement)
    compared.asked.go.click()

    qtbot.waitUntil(lambda: compared.stale.text() == "No layer is called “Zoe”.")
    assert rows_of(compared) == before


def test_fields_of_one_choice_may_be_scales(compared):
    actions = compared.asked.scales.menu().actions()
    assert "Certainty" in [action.text() for action in actions]
    next(action for action in actions if action.text() == "Certainty").setChecked(True)

    assert compared.asked.request().ordinal == ("certainty",)


def test_more_readings_are_offered_as_they_come_and_ticks_stay(qtbot, compared, read_twice):
    compared.asked.layers.children()[1].setChecked(False)
    before = compared.asked.chosen
    dan = read_twice.ann.as_user("Dan")
    own_layer(dan, read_twice.document_id, [body(read_twice, FARES)])
    compared._look()

    qtbot.waitUntil(lambda: any("Dan" in key for key in compared.asked._boxes))
    assert compared.asked.chosen == before


def test_every_pane_is_reached_by_f6(compared):
    found = compared.found

    assert compared.panes() == (
        *(found.table, found.intervals, found.behind, found.narrowing, compared.asked),
    )
