import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.claim import Claim
from annotator.domain.history import RecordKind
from annotator.domain.proposal import Proposal
from annotator.domain.review import ReviewVerb
from annotator.ui import theme
from annotator.ui.claims.columns import COLUMNS, CONTENT, STATUS
from annotator.ui.claims.filters import FILTERS
from annotator.ui.claims.panel import ClaimsPanel
from annotator.ui.desk_place import key_of
from annotator.ui.scores import in_per_cent, in_words

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SPEAKER, TAGS, SCORE = 1, 4, 6


@pytest.fixture
def panel(qtbot, desk):
    panel = ClaimsPanel(desk)
    qtbot.addWidget(panel)
    panel.resize(800, 220)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.fixture
def proposed(desk):
    """Return the items of a document that is all proposals."""
    desk.services.proposing.propose()
    desk.open(desk.document_id)
    return desk.items


@pytest.fixture
def claims(desk, project):
    """Return the keys of three claims in the order of the text, the middle one current."""
    for words in ("Fares go up", "typing error", "two piers will close"):
        desk.claim_from(project.span(words))
        desk.set_speaker("Lena Ovik")
    return [key_of(item) for item in desk.items]


def cell(panel, row, column, role=Qt.ItemDataRole.DisplayRole):
    return panel.proxy.index(row, column).data(role)


def column(panel, number):
    return [cell(panel, row, number) for row in range(panel.proxy.rowCount())]


def button(panel, name):
    return next(item for chosen, item in panel.bar.buttons.items() if chosen.name == name)


def test_claims_stand_in_the_order_of_the_text(panel, claims):
    assert column(panel, CONTENT) == ["Fares go up", "two piers will close", "typing error"]
    assert column(panel, SPEAKER) == ["Lena Ovik"] * 3
    assert column(panel, STATUS) == ["Draft"] * 3
    assert column(panel, 0) == ["3", "5", "5"]


def test_proposals_look_unlike_claims(desk, panel, proposed):
    desk.accept()
    claim, proposal = 0, 1

    assert isinstance(desk.items[0], Claim)
    assert cell(panel, proposal, CONTENT, Qt.ItemDataRole.FontRole).italic()
    assert cell(panel, claim, CONTENT, Qt.ItemDataRole.FontRole) is None
    assert cell(panel, proposal, STATUS) == "Proposal"
    score = desk.items[1].body.score
    assert cell(panel, proposal, SCORE) == in_per_cent(score)
    assert cell(panel, proposal, SCORE, Qt.ItemDataRole.ToolTipRole) == in_words(score)
    assert "came from" in cell(panel, claim, SCORE, Qt.ItemDataRole.ToolTipRole)


def test_a_returned_claim_stands_out_and_says_why(desk, panel, claims, project):
    desk.submit()
    claim = desk.items[0]
    desk.services.as_user("Bob").reviewing.give(
        RecordKind.CLAIM, claim.id, ReviewVerb.RETURN, reason="Wrong tag", words="No promise."
    )
    desk.refresh()

    assert cell(panel, 0, STATUS) == "Returned"
    assert cell(panel, 0, STATUS, Qt.ItemDataRole.FontRole).bold()
    tip = cell(panel, 0, STATUS, Qt.ItemDataRole.ToolTipRole)
    assert "Wrong tag" in tip
    assert "No promise." in tip


def test_the_model_keeps_the_rules_of_qt(qtmodeltester, desk, panel, claims):
    qtmodeltester.check(panel.model)


def test_the_model_keeps_the_rules_of_qt_while_rows_come_and_go(
    qtmodeltester, desk, panel, proposed, project
):
    qtmodeltester.check(panel.model)

    desk.accept()
    desk.refuse()
    desk.claim_from(project.span("Ferry fares"))
    desk.set_fragment(0, project.span("typing error"))
    desk.undo()
    desk.open(None)

    qtmodeltester.check(panel.model)


def test_a_chosen_row_is_the_current_item(qtbot, desk, panel, claims):
    view = panel.table
    place = view.visualRect(panel.proxy.index(2, CONTENT)).center()

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert key_of(desk.current) == claims[2]
    qtbot.keyClick(view, Qt.Key.Key_Up)

    assert key_of(desk.current) == claims[1]


def test_the_current_item_is_the_chosen_row(desk, panel, claims):
    desk.select(claims[0])
    assert panel.table.currentIndex().row() == 0

    desk.next_item()

    assert panel.table.currentIndex().row() == 1
    assert [index.row() for index in panel.table.selectionModel().selectedRows()] == [1]


def test_following_the_desk_asks_nothing_of_it(qtbot, desk, panel, claims):
    changes = []
    desk.current_changed.connect(lambda: changes.append(key_of(desk.current)))

    desk.select(claims[0])

    assert changes == [claims[0]]


def test_an_edit_keeps_selection_and_scroll(desk, panel, claims):
    desk.select(claims[1])
    resets = []
    panel.model.modelReset.connect(lambda: resets.append(1))

    desk.toggle_tag("denial")

    assert resets == []
    assert panel.table.currentIndex().row() == 1
    assert cell(panel, 1, TAGS) == "Denial"


def test_a_current_row_that_is_cut_off_comes_into_sight_whole(desk, panel, claims):
    desk.select(claims[2])
    panel.resize(800, panel.height() - panel.table.viewport().height() + 60)
    panel.table.scrollToTop()
    index = panel.proxy.index(2, 0)
    assert panel.table.visualRect(index).bottom() > panel.table.viewport().rect().bottom()

    desk.toggle_tag("denial")

    assert panel.table.visualRect(index).bottom() <= panel.table.viewport().rect().bottom()


def test_a_claim_that_moves_in_the_text_takes_its_row_along(desk, panel, claims, project):
    desk.select(claims[0])

    desk.set_fragment(0, project.span("Ovik added, a typing"))

    assert [key_of(item) for item in desk.items] == [claims[1], claims[0], claims[2]]
    assert panel.table.currentIndex().row() == 1
    assert key_of(desk.current) == claims[0]


@pytest.mark.parametrize("number", range(len(COLUMNS)))
def test_every_column_sorts_both_ways(panel, desk, proposed, number):
    desk.accept()
    panel.table.sortByColumn(number, Qt.SortOrder.AscendingOrder)
    upwards = [cell(panel, row, number, Qt.ItemDataRole.UserRole) for row in range(2)]

    panel.table.sortByColumn(number, Qt.SortOrder.DescendingOrder)

    last = panel.proxy.rowCount() - 1
    assert cell(panel, last, number, Qt.ItemDataRole.UserRole) == upwards[0]


def test_filters_count_and_choose(qtbot, desk, panel, proposed):
    desk.accept()
    kept = {chosen.name: sum(map(chosen.keeps, desk.items)) for chosen in FILTERS}
    assert kept["Drafts"] == 1

    for name, count in kept.items():
        qtbot.mouseClick(button(panel, name), Qt.MouseButton.LeftButton)
        assert panel.proxy.rowCount() == count
        assert button(panel, name).accessibleName() == f"{name}: {count}"


def test_a_filter_that_hides_the_current_item_leaves_it_current(qtbot, desk, panel, claims):
    desk.select(claims[0])

    qtbot.mouseClick(button(panel, "Approved"), Qt.MouseButton.LeftButton)
    assert key_of(desk.current) == claims[0]
    qtbot.mouseClick(button(panel, "All"), Qt.MouseButton.LeftButton)

    assert panel.table.currentIndex().row() == 0


def test_what_no_longer_passes_the_filter_leaves_it(qtbot, desk, panel, proposed):
    qtbot.mouseClick(button(panel, "Open"), Qt.MouseButton.LeftButton)
    waiting = panel.proxy.rowCount()

    desk.accept()

    assert panel.proxy.rowCount() == waiting - 1
    assert isinstance(desk.current, Proposal)


def test_copied_rows_are_tab_separated(qtbot, desk, panel, claims):
    panel.table.selectAll()

    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["Line", "Speaker", "Content"]
    assert [line.split("\t")[2] for line in lines[1:]] == column(panel, CONTENT)


def test_copying_nothing_leaves_the_clipboard_alone(desk, panel):
    QGuiApplication.clipboard().setText("kept")

    panel.copy.trigger()

    assert QGuiApplication.clipboard().text() == "kept"


SAID = (("Fares go up in May", 0.6), ("and not before", 0.9), ("two piers will close", 0.3))


def order_of(desk):
    """Return the scores of the items as the next-key goes over them."""
    return [item.body.score for item in desk.in_order()]


@pytest.fixture
def scored(panel, desk, project):
    project.propose(SAID)
    desk.open(project.document_id)
    return desk


def test_the_score_sorts_from_the_highest_at_the_first_click(qtbot, panel, scored):
    header = panel.table.horizontalHeader()
    place = header.sectionViewportPosition(SCORE) + header.sectionSize(SCORE) // 2
    middle = QPoint(place, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)

    assert panel.sorted_by == (SCORE, True)
    assert column(panel, SCORE) == [in_per_cent(score) for score in (0.9, 0.6, 0.3)]


def test_next_and_previous_follow_the_order_shown(panel, scored):
    panel.sort_by(SCORE, descending=True)
    scored.open(scored.document_id)
    assert scored.current.body.score == 0.9

    scored.next_item()
    scored.next_item()
    assert scored.current.body.score == 0.3
    scored.next_item()
    assert scored.current.body.score == 0.3
    scored.previous_item()
    assert scored.current.body.score == 0.6


def test_accepting_goes_on_to_the_next_surest(panel, scored):
    panel.sort_by(SCORE, descending=True)
    scored.open(scored.document_id)

    scored.accept()
    assert scored.current.body.score == 0.6
    scored.accept()
    assert scored.current.body.score == 0.3


def test_next_and_previous_pass_over_what_the_filter_leaves_out(panel, scored):
    scored.accept()
    button(panel, "Drafts").click()
    claim = scored.items[0]
    scored.select(key_of(claim))

    scored.next_item()

    assert scored.current == claim


def test_an_order_by_a_column_that_is_no_more_is_that_of_the_text(panel, scored):
    panel.sort_by(99, descending=False)

    assert panel.sorted_by == (0, False)
    assert order_of(scored) == [0.6, 0.9, 0.3]


def test_what_is_hidden_for_its_score_is_told_and_shown_again_at_a_click(panel, scored):
    assert not panel.bar.hidden.isVisible()

    scored.hide_below = 0.5
    assert panel.bar.hidden.isVisible()
    assert panel.bar.hidden.text().startswith("1 below 50")
    assert column(panel, SCORE) == [in_per_cent(0.6), in_per_cent(0.9)]
    assert button(panel, "Open").text() == "Open 2"

    panel.bar.hidden.click()
    assert panel.proxy.rowCount() == 3
    assert not panel.bar.hidden.isVisible()


def test_a_closed_document_leaves_the_table_empty(desk, panel, claims):
    desk.open(None)

    assert panel.proxy.rowCount() == 0


def test_the_table_follows_the_theme(qapp, desk, panel, claims):
    for name in ("dark", "light"):
        theme.apply(qapp, name)
        colour = cell(panel, 0, STATUS, Qt.ItemDataRole.ForegroundRole)
        assert colour.name() == theme.load_theme(name).text


def test_everything_that_takes_the_keyboard_has_a_name(panel, claims):
    nameless = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]

    assert nameless == []


def test_a_closed_panel_is_freed(desk, claims):
    panel = ClaimsPanel(desk)
    seen = weakref.ref(panel)

    panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del panel
    gc.collect()

    assert seen() is None
    desk.toggle_tag("denial")
