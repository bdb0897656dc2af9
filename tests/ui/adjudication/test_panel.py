"""What the workspace shows: of whom, how far, and why nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.domain.adjudication import Decision, Standing
from annotator.domain.claim import ClaimKind
from annotator.domain.claim_parts import Part, PartKind
from annotator.domain.settlement import Choice
from annotator.runtime.settings import Settings
from annotator.ui.actions import Need
from annotator.ui.adjudication.panel import AdjudicationPanel
from annotator.ui.adjudication.words import html_of, label_of, remark, words_of
from tests.ui.adjudication.conftest import FARES, OVER, PIERS
from tests.ui.adjudication.hands import click_row, row_with

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def panel_of(desk_of, shell, qtbot):
    """Return a function that shows the workspace to somebody."""

    def make(name="Ann"):
        shell.actions.allow({Need.NOTHING, Need.PROJECT})
        panel = AdjudicationPanel(desk_of(name), shell)
        qtbot.addWidget(panel)
        panel.resize(1280, 740)
        panel.show()
        return panel

    return make


def lines(view):
    return [line.words for line in view.lines.lines]


def remarks(view):
    return {line.words: line.remark for line in view.lines.lines}


def test_with_nothing_to_settle_it_is_said_what_brings_a_document_here(panel_of, project):
    panel = panel_of()
    assert panel.empty.isVisible()
    assert "two people are to read it" in panel.empty.words


def test_a_reviewer_is_told_who_may_settle(panel_of, people):
    panel = panel_of("Bob")
    assert panel.empty.isVisible()
    assert panel.empty.words.startswith("Only an adjudicator may settle differing readings")
    assert panel.case.now is None


def test_documents_are_listed_by_how_far_they_have_come(panel_of, people, project):
    people.document = project.store(f"{project.text} More.", "more.txt")
    people.reads("Bea", people.body(FARES))
    people.reads("Carl", submitted=False)
    panel = panel_of()
    shown = panel.documents.list
    assert lines(shown) == ["To settle 1", "Ferry fares to rise", "Still being read 1", "more.txt"]
    assert remarks(shown)["Ferry fares to rise"] == "7 claims left"
    assert remarks(shown)["more.txt"] == "1 of 2 done"
    click_row(shown, row_with(shown, "more.txt"))
    assert "waits until two people have submitted" in panel.documents.note.text()
    assert panel.case.document_id == project.document_id


def test_what_differs_is_listed_and_what_agrees_is_folded(panel_of, people):
    panel = panel_of()
    shown = panel.groups.list
    assert lines(shown) == ["3 to settle", FARES, OVER, PIERS, "1 agreed"]
    assert remarks(shown)[FARES] == "content, said on"
    assert remarks(shown)[OVER] == "only A"
    assert remarks(shown)[PIERS] == "kind, speaker"
    click_row(shown, row_with(shown, "1 agreed"))
    assert lines(shown)[-1] == "a typing error"
    click_row(shown, row_with(shown, "1 agreed"))
    assert lines(shown)[-1] == "1 agreed"


def test_the_readings_stand_side_by_side_and_what_all_say_stands_once(panel_of, people):
    panel = panel_of()
    cells = panel.comparison.cells
    labels = [cells.headerData(row, Qt.Orientation.Vertical) for row in range(cells.rowCount())]
    assert labels == ["Content", "Kind", "Speaker", "Said on"]
    told = {
        label: [cells.index(row, column).data() for column in range(2)]
        for row, label in enumerate(labels)
    }
    assert told["Content"] == [FARES, "go up in May"]
    assert told["Said on"] == ["2026-04-06 (confirmed)", "—"]
    assert [panel.comparison.columnSpan(row, 0) for row in range(4)] == [1, 2, 2, 1]
    spoken = cells.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Content, B · Carl: go up in May, differs"


def test_words_that_not_everybody_has_are_in_bold(panel_of, people):
    case = panel_of().case
    bodies = [claim.body for claim in case.current.there]
    content = Part(PartKind.CONTENT)
    assert html_of(case.now, bodies[0], content, bodies) == "<b>Fares</b> go up in May"
    assert html_of(case.now, bodies[1], content, bodies) == "go up in May"


def test_links_further_out_are_told_as_what_it_came_by(panel_of, people):
    now = panel_of().case.now
    kinds = (PartKind.SPEAKER, PartKind.SOURCE)
    labels = [label_of(now, Part(kind, link)) for link in range(3) for kind in kinds]
    assert labels == ["Speaker", "Source", "Via", "Via, source", "Via 2", "Via 2, source"]
    body = people.body(FARES)
    assert words_of(now, body, Part(PartKind.SPEAKER)) == "nobody named"
    assert words_of(now, body, Part(PartKind.SPEAKER, 1)) == "—"


def test_three_readings_have_a_column_and_a_button_each(panel_of, people):
    people.reads("Dora", people.body(FARES, speaker="Lena Ovik"))
    panel = panel_of()
    assert panel.comparison.cells.columnCount() == 3
    assert [button.text() for button in panel.choices.readings] == [
        "A · Bea",
        "B · Carl",
        "C · Dora",
    ]
    assert remark(panel.case.now, panel.case.now.groups[0]) == "content, said on"


def test_what_was_settled_says_by_whom_and_what_changed_since(panel_of, people):
    words = people.body(PIERS).content
    piers = next(group for group in people.groups() if group.there[0].body.content == words)
    decision = Decision(choice=Choice.ONE, reading=1, reason="Wrong speaker")
    people.service.settle(people.document_id, piers, decision)
    panel = panel_of()
    (done,) = panel.case.now.of(Standing.SETTLED)
    panel.case.select(done)
    assert "Ann: B · Carl was taken (Wrong speaker)" in panel.choices.earlier.text()

    people.changes("Carl", done.claims[1].id, people.body(PIERS, kind=ClaimKind.MIXED))
    panel.case.list_again()
    panel.case.read_again()
    again = next(group for group in panel.case.now.groups if group.earlier)
    panel.case.select(again)
    told = panel.choices.earlier.text()
    assert told.startswith("Changed since it was settled: of B the")
    assert "kind was “indirect”" in told
    assert remarks(panel.groups.list)[PIERS].startswith("changed since · ")


def test_who_has_not_submitted_yet_is_named(panel_of, people):
    people.reads("Dora", submitted=False)
    panel = panel_of()
    assert panel.groups.told.text() == "Not submitted yet: Dora."
    panel.case.set_blind(True)
    assert panel.groups.told.text() == "Not submitted yet: 1."


def test_what_somebody_else_does_meanwhile_is_seen(panel_of, people):
    panel = panel_of()
    (group, *_rest) = people.groups(Standing.OPEN)
    people.service.settle(people.document_id, group, Decision(choice=Choice.NEITHER))
    panel._desk.bridge.document_changed.emit(people.document_id)
    assert lines(panel.groups.list)[0] == "2 to settle"
    assert lines(panel.groups.list)[-1] == "1 settled"


def test_a_decision_on_what_changed_meanwhile_is_told_and_stores_nothing(
    panel_of, people, reported
):
    panel = panel_of()
    (group, *_rest) = people.groups(Standing.OPEN)
    people.service.settle(people.document_id, group, Decision(choice=Choice.NEITHER))
    assert not panel.case.take(0)
    assert "changed elsewhere" in str(reported[-1])
    assert people.agreed() == ()
    assert panel.case.current.standing is Standing.SETTLED


def test_a_reading_that_is_taken_back_closes_the_document(panel_of, people):
    panel = panel_of()
    people.takes_back("Carl")
    panel._desk.bridge.document_changed.emit(people.document_id)
    assert panel.case.now is None
    assert lines(panel.documents.list) == ["Still being read 1", "Ferry fares to rise"]
    assert panel.documents.note.text().startswith("Each waits until two people")
    assert not panel.choices.edit.isEnabled()


def test_the_reason_is_of_one_claim_alone(panel_of, people):
    panel = panel_of()
    panel.choices.reasons.setCurrentIndex(2)
    panel.choices.reasons.activated.emit(2)
    panel.choices.words.setText("a slip")
    panel.case.take(0)
    (settlement,) = people.settlements()
    assert (settlement.reason, settlement.words) == ("Wrong speaker", "a slip")
    assert panel.choices.words.text() == ""
    panel.case.take(0)
    assert people.settlements()[-1].reason is None


def test_marks_have_the_letter_of_their_reader_and_only_current_ones_their_sources(
    panel_of, people
):
    panel = panel_of()
    drawn = [panel.text.view.marks(claim.id) for group in people.groups() for claim in group.there]
    assert {marks.by.letter for marks in drawn} == {"A", "B"}
    current = {claim.id for claim in panel.case.current.there}
    assert {marks.key for marks in drawn if marks.by.current} == current
    assert all(marks.by.current for marks in drawn if marks.links)
    assert drawn[0].label == "A · Bea\nLena Ovik · direct"


def test_clicks_on_one_place_go_through_the_claims_that_lie_there(panel_of, people):
    people.reads("Dora", people.body("piers"), people.body("that two piers will close"))
    panel = panel_of()
    place = people.body("piers").content[0].start + 1
    met = []
    for _click in range(3):
        panel.text.view.clicked_marks.emit(panel.text.view.keys_over(place))
        met.append(panel.case.current.there[0].body.content[0].of(people.project.text))
    assert met == ["piers", PIERS, "piers"]
    panel.text.view.clicked_marks.emit([])
    assert panel.case.current.there[0].body.content[0].of(people.project.text) == "piers"


def test_everything_that_takes_the_keyboard_has_a_name(panel_of, people):
    panel = panel_of()
    takers = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    named = [widget.accessibleName() or getattr(widget, "text", str)() for widget in takers]
    assert takers
    assert [type(w).__name__ for w, name in zip(takers, named, strict=True) if not name] == []


def test_a_claim_that_the_agreed_layer_has_apart_is_told_before_it_is_doubled(panel_of, people):
    people.lead.annotating.add(people.document_id, people.body(FARES))
    panel = panel_of()
    assert "has this claim already" in panel.choices.doubled.text()
    panel.case.select(panel.case.now.of(Standing.OPEN)[1])
    assert panel.choices.doubled.text() == ""
    panel.case.take(0)
    panel.case.select(panel.case.now.of(Standing.SETTLED)[0])
    assert panel.choices.doubled.text() == ""


def test_the_text_is_set_as_a_person_wants_it(panel_of, people):
    panel = panel_of()
    panel.set_settings(Settings(text_points=22))
    assert panel.text_view() is panel.text.view
    assert panel.text.view.document().defaultFont().pointSize() == 22


def test_what_is_half_decided_stays_while_somebody_else_works(panel_of, people):
    panel = panel_of()
    here, *_others, last = people.groups(Standing.OPEN)
    panel.case.edit()
    panel.choices.words.setText("a slip")
    people.service.settle(people.document_id, last, Decision(choice=Choice.NEITHER))
    panel._desk.bridge.document_changed.emit(people.document_id)
    assert panel.case.current.claims == here.claims
    assert panel.case.is_editing
    assert (panel.choices.words.text(), panel.case.words) == ("a slip", "a slip")


def test_what_is_taken_back_is_looked_at_again(panel_of, people):
    panel = panel_of()
    first = panel.case.current
    panel.case.take(0)
    assert panel.case.current.claims != first.claims
    panel._desk.undo()
    assert panel.case.current.claims == first.claims
    assert panel.case.current.standing is Standing.OPEN
