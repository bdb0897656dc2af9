import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.domain.codebook import FieldScope
from annotator.ui.foot.tabs import Foot

BARE = "two piers will close"


@pytest.fixture
def foot(qtbot, desk, shell):
    shown = Foot(desk, shell.jobs)
    qtbot.addWidget(shown)
    shown.resize(800, 240)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    return shown


@pytest.fixture
def bare(project, desk):
    """Return a claim that is called direct and stands in no marks."""
    claim = project.claim(BARE)
    desk.refresh()
    return claim


def sentences(foot):
    model = foot.doubts.model
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_what_looks_wrong_is_listed_and_counted_on_the_tab(qtbot, foot, bare):
    qtbot.waitUntil(lambda: "A direct claim stands in no quotation marks." in sentences(foot))

    assert foot.tabText(1) == f"Doubts {len(sentences(foot))}"
    model = foot.doubts.model
    assert model.index(0, 0).data() == "1"
    assert model.index(0, 2).data() == "Call it indirect"
    assert model.index(len(sentences(foot)) - 1, 0).data() == "Document"


def test_the_key_settles_the_doubt_about_the_current_claim_and_it_leaves_the_list(
    qtbot, foot, desk, bare
):
    desk.select(f"claim:{bare.id}")
    qtbot.waitUntil(lambda: len(sentences(foot)) > 1)

    foot.fix()

    qtbot.waitUntil(lambda: "A direct claim stands in no quotation marks." not in sentences(foot))
    assert desk.undo_label() == "Call it indirect"


def test_walking_the_doubts_goes_to_the_claim_its_words_and_the_field(qtbot, foot, desk, bare):
    qtbot.waitUntil(lambda: len(sentences(foot)) > 1)
    words, fields = [], []
    foot.doubts.words_wanted.connect(words.append)
    foot.doubts.field_wanted.connect(lambda *where: fields.append(where))

    foot.next_doubt()
    assert foot.currentWidget() is foot.doubts
    assert desk.current.id == bare.id
    assert words == [bare.body.content[0]]

    foot.previous_doubt()
    assert fields == [(FieldScope.DOCUMENT, "title")]


def test_enter_on_a_row_goes_there(qtbot, foot, desk, bare):
    qtbot.waitUntil(lambda: len(sentences(foot)) > 1)
    desk.select(None)
    foot.setCurrentWidget(foot.doubts)
    foot.doubts.table.setFocus()
    foot.doubts.table.setCurrentIndex(foot.doubts.model.index(0, 0))

    qtbot.keyClick(foot.doubts.table, Qt.Key.Key_Return)

    assert desk.current.id == bare.id


def test_a_document_without_doubts_says_so(qtbot, foot, desk):
    qtbot.waitUntil(lambda: sentences(foot) == ["Title is required, and not confirmed."])
    hints = []
    foot.hinted.connect(hints.append)

    foot.fix()

    qtbot.waitUntil(lambda: sentences(foot) == [])
    assert foot.doubts.empty.words == "Nothing looks wrong in this document."
    foot.fix()
    foot.next_doubt()
    assert hints == ["Nothing looks wrong here."] * 2
    assert foot.tabText(1) == "Doubts"


def parts(foot):
    model = foot.versions.differences
    return [[model.index(row, at).data() for at in range(3)] for row in range(model.rowCount())]


def test_the_history_of_the_current_claim_is_shown_with_before_and_after(foot, desk, bare):
    desk.select(f"claim:{bare.id}")
    desk.toggle_tag("denial")

    foot.show_history()

    model = foot.versions.model
    assert [model.index(row, 2).data() for row in range(model.rowCount())] == [
        "Set tag",
        "Add claim",
    ]
    assert parts(foot) == [["Tags", "—", "Denial"]]
    assert not foot.versions.restore.isEnabled()
    assert QApplication.focusWidget() is foot.versions.versions


def test_an_earlier_version_is_restored_with_a_click_and_undone(qtbot, foot, desk, bare):
    desk.select(f"claim:{bare.id}")
    desk.toggle_tag("denial")
    foot.show_history()
    foot.versions.versions.setCurrentIndex(foot.versions.model.index(1, 0))

    qtbot.mouseClick(foot.versions.restore, Qt.MouseButton.LeftButton)

    assert desk.current.body == bare.body
    assert foot.versions.model.rowCount() == 3
    desk.undo()
    assert desk.current.body.tags == ("denial",)


def test_a_proposal_has_no_history_and_says_so(project, foot, desk):
    project.propose([(BARE, 0.6)])
    desk.refresh()
    desk.select(f"proposal:{desk.sheet.proposals[0].id}")

    foot.show_history()

    assert foot.versions.currentWidget() is foot.versions.empty
    assert foot.versions.empty.words.startswith("A proposal has no history yet")


def test_the_record_has_a_history_too(foot, desk):
    desk.set_field(FieldScope.DOCUMENT, "event_place", "Ostvik")
    desk.select_record()

    foot.show_history()

    assert parts(foot) == [["Event place", "—", "Ostvik (confirmed)"]]


def test_history_and_links_are_made_in_their_places_when_their_tabs_are_chosen(foot):
    titles = [foot.tabText(at) for at in range(foot.count())]
    assert not {"versions", "links"} & vars(foot).keys()

    for title, name in (("History", "versions"), ("Links", "links")):
        foot.setCurrentIndex(titles.index(title))
        assert foot.currentWidget() is getattr(foot, name)
        assert foot.currentWidget().isVisible()

    assert [foot.tabText(at) for at in range(foot.count())] == titles
