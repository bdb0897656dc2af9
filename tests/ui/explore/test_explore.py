import gc
import weakref
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.domain.errors import CancelledError
from annotator.domain.filter import ClaimFilter, LineStatus, Where
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody
from annotator.ui.explore.panel import ExplorePanel

FARES = "Fares go up in May ⛴"
PIERS = "two piers will close"


@pytest.fixture
def said(project):
    """Return a claim of Ovik that is approved; the piers are still a proposal."""
    ovik = project.ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    claim = project.approved(FARES, chain=[{"speaker": ovik}], tags=["promise"])
    project.propose([(PIERS, 0.7)], speaker="port authority")
    return claim


@pytest.fixture
def panel(qtbot, desk, shell, said):
    desk.refresh()
    shown = ExplorePanel(desk, shell)
    qtbot.addWidget(shown)
    shown.resize(1200, 700)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    qtbot.waitUntil(lambda: len(listed(shown)) == 2)
    return shown


def listed(panel, at=0, column=2):
    model = panel.lists[at].model
    texts = (model.index(row, column).data() for row in range(model.rowCount()))
    return [text for text in texts if text]


def facet(panel, group, value):
    for item in panel.facets.findItems(group, Qt.MatchFlag.MatchExactly):
        for at in range(item.childCount()):
            if item.child(at).text(0) == value:
                return item.child(at)
    return None


def test_everything_is_listed_in_the_order_of_the_text_with_its_counts(qtbot, panel):
    assert listed(panel) == [FARES, PIERS]
    assert panel.tabs.tabText(0) == "Claims  2"
    qtbot.waitUntil(lambda: facet(panel, "Status", "Approved") is not None)
    assert facet(panel, "Status", "Approved").text(1) == "1"
    assert facet(panel, "Tag", "Promise").text(1) == "1"
    assert facet(panel, "Speaker", "port authority").text(1) == "1"


def test_words_narrow_what_is_listed_as_they_are_typed(qtbot, panel):
    qtbot.keyClicks(panel.words, "pier*")
    qtbot.waitUntil(lambda: listed(panel) == [PIERS])

    panel.words.clear()
    qtbot.keyClicks(panel.words, "nothing like it")
    qtbot.waitUntil(lambda: panel.lists[0].currentWidget() is panel.lists[0].empty)
    assert panel.lists[0].empty.words == "No claim is like this."


def test_counts_that_nobody_waits_for_any_more_are_stopped(qtbot, panel, monkeypatch, reported):
    stopped, facets = Event(), type(panel._search).facets

    def slow(search, wanted, progress):
        if wanted.words:
            return facets(search, wanted, progress)
        try:
            while True:
                progress.step(0, None, "")
        except CancelledError:
            stopped.set()
            raise

    monkeypatch.setattr(type(panel._search), "facets", slow)
    panel._count(ClaimFilter())
    panel.words.setText("fares")
    qtbot.waitUntil(stopped.is_set)
    qtbot.waitUntil(lambda: panel.lists[0].model.rowCount() == 1)

    assert reported == []


def test_a_ticked_value_narrows_too_and_unticking_widens_again(qtbot, panel):
    qtbot.waitUntil(lambda: facet(panel, "Status", "Approved") is not None)

    facet(panel, "Status", "Approved").setCheckState(0, Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: listed(panel) == [FARES])
    assert panel.wanted.statuses == (LineStatus.APPROVED,)

    facet(panel, "Status", "Approved").setCheckState(0, Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: len(listed(panel)) == 2)


def test_scores_narrow_and_a_date_that_is_none_is_told_and_asks_for_nothing(qtbot, panel):
    panel.more.least.setValue(80)
    qtbot.waitUntil(lambda: listed(panel) == [])
    panel.more.least.setValue(60)
    qtbot.waitUntil(lambda: listed(panel) == [PIERS])

    qtbot.keyClicks(panel.more.dates["published_from"], "last spring")
    qtbot.waitUntil(lambda: panel.more.message.text() != "")
    assert panel.wanted.published_from is None
    assert listed(panel) == [PIERS]


def test_return_goes_to_the_claim_the_document_and_the_words(qtbot, panel, project, said):
    wanted = []
    panel.place_wanted.connect(lambda *place: wanted.append(place))
    table = panel.lists[0].table
    table.setFocus()
    table.setCurrentIndex(panel.lists[0].model.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)

    panel.words.setText("piers")
    panel.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: listed(panel, 2, 1) == ["piers"])
    qtbot.keyClick(panel.lists[2].table, Qt.Key.Key_Return)

    start = project.text.index("piers")
    words = Span(start=start, end=start + len("piers"))
    assert wanted == [
        (project.document_id, f"claim:{said.id}", None),
        (project.document_id, "", words),
    ]


def test_the_context_of_no_words_says_what_to_type(qtbot, panel):
    panel.tabs.setCurrentIndex(2)

    assert panel.lists[2].empty.words == "Type words to see every place where they stand."


def test_a_heading_sorts_the_claims(qtbot, panel):
    header = panel.lists[0].table.horizontalHeader()

    header.setSortIndicator(5, Qt.SortOrder.DescendingOrder)

    qtbot.waitUntil(lambda: listed(panel) == [PIERS, FARES])


def test_a_change_elsewhere_is_shown_without_asking(qtbot, panel, project):
    project.ann.annotating.comment(project.claim("a typing error"), "which one?")
    panel._desk.bridge.documents_changed.emit()

    qtbot.waitUntil(lambda: len(listed(panel)) == 3)


def test_a_filter_is_kept_under_a_name_opened_again_and_forgotten(qtbot, panel, desk):
    panel.choose(ClaimFilter(words="pier*", where=Where.CONTENT, score_from=0.5))
    panel.saved.line.setText("Piers")
    qtbot.keyClick(panel.saved.line, Qt.Key.Key_Return)
    assert desk.undo_label() == "Save filter Piers"
    qtbot.waitUntil(lambda: panel.saved.box.findText("Piers") > 0)

    panel.choose(ClaimFilter())
    panel.saved.box.activated.emit(panel.saved.box.findText("Piers"))
    assert panel.wanted == ClaimFilter(words="pier*", where=Where.CONTENT, score_from=0.5)
    qtbot.waitUntil(lambda: listed(panel) == [PIERS])

    panel.saved.line.setText("piers")
    qtbot.mouseClick(panel.saved.forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.saved.box.findText("Piers") < 0)


def test_a_filter_that_has_no_name_yet_asks_for_one_where_it_is_typed(qtbot, panel, reported):
    qtbot.mouseClick(panel.saved.keep, Qt.MouseButton.LeftButton)

    assert reported == []
    assert QApplication.focusWidget() is panel.saved.box
    assert "Name" in panel.saved.line.placeholderText()


def test_what_was_returned_to_me_is_a_filter_at_hand(qtbot, panel):
    qtbot.waitUntil(lambda: panel.saved.box.findText("Returned to me") >= 0)
    row = panel.saved.box.findText("Returned to me")
    panel.saved.box.activated.emit(row)

    qtbot.waitUntil(lambda: listed(panel) == [])
    assert panel.wanted.mine
    assert panel.more.marks["mine"].isChecked()


def test_the_panes_are_the_words_the_list_and_the_facets(qtbot, panel):
    words, found, facets = panel.panes()

    assert (words, found, facets) == (panel.words, panel.lists[0], panel.facets)
    panel.words.setFocus()
    qtbot.keyClick(panel.words, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is panel.lists[0].table


def test_a_closed_panel_is_freed(desk, shell):
    panel = ExplorePanel(desk, shell)
    seen = weakref.ref(panel)

    panel.deleteLater()
    QApplication.sendPostedEvents(None, 52)
    del panel
    gc.collect()

    assert seen() is None


def pick(box, words):
    box.setCurrentIndex(box.findText(words))


def bulk(qtbot, panel, sort, **parts):
    panel.change_many()
    pick(panel.bulk.form.sort, sort)
    for part, words in parts.items():
        pick(panel.bulk.form.parts[part], words)
    panel.bulk.form.changed.emit()


def test_an_edit_of_many_is_shown_first_applied_in_one_act_and_undone(qtbot, panel, project, said):
    bulk(qtbot, panel, "Put on the tag", tag="Denial")
    panel.bulk.which.setCurrentIndex(1)
    qtbot.waitUntil(lambda: panel.bulk.model.rowCount() == 1)
    assert "1 claim would change. 1 would lose their approval." in panel.bulk.said.text()
    assert "1: An open proposal is no claim yet; accept it first." in panel.bulk.said.text()

    qtbot.mouseClick(panel.bulk.apply, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: project.read(said.id).body.tags == ("denial", "promise"))
    qtbot.waitUntil(lambda: "undo takes it back" in panel.bulk.said.text())
    assert not panel.bulk.apply.isEnabled()

    panel._desk.undo()
    assert project.read(said.id).body.tags == ("promise",)
    qtbot.waitUntil(lambda: "1 claim would change." in panel.bulk.said.text())
    assert panel.bulk.apply.isEnabled()


def test_an_edit_that_makes_no_sense_says_why_and_cannot_be_applied(qtbot, panel):
    bulk(qtbot, panel, "Set the field", field="Said on")
    panel.bulk.which.setCurrentIndex(1)
    qtbot.keyClicks(panel.bulk.form.value, "some day")

    qtbot.waitUntil(lambda: panel.bulk.problem.text() != "")
    assert not panel.bulk.apply.isEnabled()


def test_without_chosen_claims_the_panel_asks_for_some_and_goes_away_again(qtbot, panel):
    panel.lists[0].table.clearSelection()
    bulk(qtbot, panel, "Delete")

    assert panel.bulk.said.text() == "Choose claims in the list above."
    panel.bulk.close_.click()
    qtbot.waitUntil(panel.bulk.isHidden)
    assert QApplication.focusWidget() is panel.lists[0].table
