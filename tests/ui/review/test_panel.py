import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.ui.desk_place import key_of
from annotator.ui.review.panel import ReviewPanel

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def submitted(desk, project):
    """Return what Ann has submitted: three claims, and the record."""
    for words in ("Fares go up", "two piers will close", "typing error"):
        desk.claim_from(project.span(words))
        desk.set_speaker("Lena Ovik")
    desk.submit()
    desk.open(project.document_id)
    return desk.items


@pytest.fixture
def show(qtbot):
    def make(desk):
        panel = ReviewPanel(desk)
        qtbot.addWidget(panel)
        panel.resize(300, 760)
        with qtbot.waitExposed(panel):
            panel.show()
        panel.activateWindow()
        return panel

    return make


@pytest.fixture
def bob(desk_of, submitted):
    return desk_of("Bob")


@pytest.fixture
def panel(show, bob):
    return show(bob)


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def items_of(panel):
    model = panel.model
    return [
        model.index(row, 0, model.index(group, 0)).data()
        for group in range(model.rowCount())
        for row in range(model.rowCount(model.index(group, 0)))
    ]


def choose(qtbot, panel, item):
    index = panel.model.index_of((RecordKind.CLAIM, item.id))
    place = panel.tree.visualRect(index).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def status(desk, item):
    desk.refresh()
    return next(claim.status for claim in desk.sheet.claims if claim.id == item.id)


def test_the_queue_is_grouped_by_document_and_counted(panel):
    assert panel.model.rowCount() == 1
    assert panel.model.index(0, 0).data() == "4 · Ferry fares to rise"
    assert items_of(panel)[:2] == ["Fields of the document", "Lena Ovik: Fares go up"]
    assert panel.waiting.text() == "To review 4"


def test_the_queue_keeps_the_rules_of_qt(qtmodeltester, panel):
    qtmodeltester.check(panel.model)


def test_ones_own_edits_are_hidden_until_asked_for(qtbot, show, desk, submitted):
    panel = show(desk)
    assert items_of(panel) == []
    assert panel.empty.isVisible()

    click(qtbot, panel.hide_mine)

    assert len(items_of(panel)) == 4


def test_a_chosen_row_is_under_review(qtbot, panel, bob, submitted):
    choose(qtbot, panel, submitted[1])

    assert key_of(bob.current) == key_of(submitted[1])
    assert "two piers will close" in panel.summary.words.text()
    assert "Lena Ovik" in panel.summary.about.text()
    assert "Ann" in panel.summary.editor.text()


def test_the_record_is_reviewed_too(qtbot, panel, bob):
    panel.tree.setCurrentIndex(panel.model.index(0, 0, panel.model.index(0, 0)))

    assert bob.record_selected
    click(qtbot, panel.buttons.approve)

    assert bob.sheet.record.status is ReviewStatus.APPROVED


def test_approving_goes_on_to_the_next(qtbot, panel, bob, submitted):
    choose(qtbot, panel, submitted[0])

    click(qtbot, panel.buttons.approve)

    assert status(bob, submitted[0]) is ReviewStatus.APPROVED
    assert key_of(bob.current) == key_of(submitted[1])
    assert panel.tree.currentIndex() == panel.model.index_of((RecordKind.CLAIM, submitted[1].id))


def test_returning_takes_a_reason_and_words_by_keyboard(qtbot, panel, bob, submitted):
    choose(qtbot, panel, submitted[0])
    click(qtbot, panel.buttons.return_)
    assert panel.form.reasons.hasFocus()

    qtbot.keyClick(panel.form.reasons, Qt.Key.Key_Down)
    qtbot.keyClick(panel.form.reasons, Qt.Key.Key_Down)
    panel.form.words.setFocus()
    qtbot.keyClicks(panel.form.words, "Her deputy said it.")
    qtbot.keyClick(panel.form.words, Qt.Key.Key_Return)

    assert status(bob, submitted[0]) is ReviewStatus.RETURNED
    review = bob.sheet.reviews[RecordKind.CLAIM, submitted[0].id]
    assert review.reason in bob.codebook.return_reasons
    assert review.words == "Her deputy said it."
    assert not panel.form.isVisible()


def test_returning_without_a_reason_is_asked_again(qtbot, panel, bob, submitted):
    choose(qtbot, panel, submitted[0])
    panel.ask_return()
    panel.form.reasons.clearSelection()
    panel.form.reasons.setCurrentIndex(panel.form.reasons.model().index(-1, 0))

    click(qtbot, panel.form.give)

    assert panel.form.message.isVisible()
    assert status(bob, submitted[0]) is ReviewStatus.SUBMITTED


def test_escape_closes_the_question_and_keeps_what_was_written(qtbot, panel, submitted):
    choose(qtbot, panel, submitted[0])
    panel.ask_return()
    qtbot.keyClicks(panel.form.words, "Her deputy")

    qtbot.keyClick(panel.form.words, Qt.Key.Key_Escape)
    assert not panel.form.isVisible()
    panel.ask_return()

    assert panel.form.words.text() == "Her deputy"


def test_the_question_is_about_one_item_only(qtbot, panel, submitted):
    choose(qtbot, panel, submitted[0])
    panel.ask_return()
    qtbot.keyClicks(panel.form.words, "Her deputy")

    choose(qtbot, panel, submitted[1])

    assert not panel.form.isVisible()
    assert panel.form.words.text() == ""


def test_rejecting_needs_no_reason(qtbot, panel, bob, submitted):
    choose(qtbot, panel, submitted[2])
    click(qtbot, panel.buttons.reject)

    click(qtbot, panel.form.give)

    assert status(bob, submitted[2]) is ReviewStatus.REJECTED


def test_ones_own_verdict_can_be_withdrawn(qtbot, panel, bob, submitted):
    choose(qtbot, panel, submitted[0])
    assert not panel.buttons.withdraw.isEnabled()
    click(qtbot, panel.buttons.approve)
    bob.select(key_of(submitted[0]))
    assert not panel.buttons.approve.isEnabled()

    click(qtbot, panel.buttons.withdraw)

    assert status(bob, submitted[0]) is ReviewStatus.SUBMITTED


def test_the_last_editor_may_not_approve_and_is_told_so(qtbot, panel, bob, submitted):
    choose(qtbot, panel, submitted[0])
    assert panel.buttons.approve.isEnabled()

    bob.toggle_tag("denial")

    assert not panel.buttons.approve.isEnabled()
    assert "somebody else" in panel.buttons.reason.text()
    assert panel.waiting.text() == "To review 3"


def test_what_came_back_is_a_queue_of_its_own(qtbot, show, desk, submitted, project):
    project.bob.reviewing.give(
        RecordKind.CLAIM, submitted[1].id, ReviewVerb.RETURN, reason="Wrong tag", words="Which?"
    )
    desk.refresh()
    panel = show(desk)

    click(qtbot, panel.returned)
    choose(qtbot, panel, submitted[1])

    assert panel.returned.text() == "Returned to me 1"
    assert items_of(panel) == ["Lena Ovik: two piers will close"]
    assert "Returned by Bob" in panel.summary.verdict.head.text()


def test_fields_are_shown_with_their_states(qtbot, panel, bob, submitted):
    panel.tree.setCurrentIndex(panel.model.index(0, 0, panel.model.index(0, 0)))

    names = {widget.accessibleName() for widget in panel.summary.findChildren(QWidget)}
    assert "Unverified" in names


def test_with_nothing_chosen_the_next_step_is_named(panel, bob):
    bob.open(None)

    assert "Choose" in panel.summary.editor.text()
    assert not panel.buttons.approve.isEnabled()
    panel.ask_return()
    panel.ask_reject()
    assert not panel.form.isVisible()


def test_a_hidden_panel_reads_nothing_and_catches_up(qtbot, panel, bob, submitted):
    panel.hide()
    bob.select(key_of(submitted[0]))
    bob.approve()

    panel.show()

    assert panel.waiting.text() == "To review 3"


def test_everything_that_takes_the_keyboard_has_a_name(qtbot, panel, submitted):
    choose(qtbot, panel, submitted[0])
    panel.ask_return()

    nameless = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]

    assert nameless == []


def test_a_closed_panel_is_freed(desk):
    panel = ReviewPanel(desk)
    seen = weakref.ref(panel)

    panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del panel
    gc.collect()

    assert seen() is None
    desk.refresh()


def test_keys_within_the_panel_give_no_verdict_by_accident(qtbot, panel, bob, submitted):
    choose(qtbot, panel, submitted[0])
    pressed = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_W):
        QShortcut(key, panel).activated.connect(lambda: pressed.append(1))

    panel.buttons.return_.setFocus()
    qtbot.keyClick(panel.buttons.return_, Qt.Key.Key_Return)
    assert panel.form.isVisible()
    qtbot.keyClick(panel.form.reasons, Qt.Key.Key_W)
    assert panel.form.reasons.currentIndex().data().startswith("Wrong")
    panel.form.cancel.setFocus()
    qtbot.keyClick(panel.form.cancel, Qt.Key.Key_Return)

    assert not panel.form.isVisible()
    assert pressed == []
    assert status(bob, submitted[0]) is ReviewStatus.SUBMITTED


def test_reasons_and_names_are_those_of_the_codebook_in_force(panel, bob):
    book = bob.codebook
    reasons = (*book.return_reasons, "Too long")

    bob.services.codebooks.change(book, book.amended(return_reasons=reasons))

    offered = panel.form.reasons.model()
    assert offered.index(offered.rowCount() - 1, 0).data() == "Too long"
