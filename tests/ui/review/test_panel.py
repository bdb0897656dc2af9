import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewStatus, ReviewVerb
from annotator.domain.user import Role
from annotator.domain.waiting import QueueOrder
from annotator.services import queueing
from annotator.ui.desk_place import key_of
from annotator.ui.review import queue_pane
from annotator.ui.review.evidence_button import EvidenceButton
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


def rows_of(panel):
    model = panel.pane.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(qtbot, panel, item):
    index = panel.pane.model.index_of((RecordKind.CLAIM, item.id))
    place = panel.table.visualRect(index).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def status(desk, item):
    desk.refresh()
    return next(claim.status for claim in desk.sheet.claims if claim.id == item.id)


def test_the_queue_is_grouped_by_document_and_counted(panel):
    assert rows_of(panel)[:3] == [
        "4 · Ferry fares to rise",
        "Fields of the document",
        "Lena Ovik: Fares go up",
    ]
    assert panel.pane.waiting.text() == "To review 4"


def test_the_queue_keeps_the_rules_of_qt(qtmodeltester, panel):
    qtmodeltester.check(panel.pane.model)


def test_ones_own_edits_are_told_with_whom_they_wait_for(qtbot, show, desk, submitted):
    panel = show(desk)
    choose(qtbot, panel, submitted[0])

    assert len(rows_of(panel)) == 5
    assert panel.pane.waiting.text() == "To review 0"
    assert panel.pane.others.text() == "4 more you edited last: they wait for somebody else."
    assert not panel.buttons.approve.isEnabled()
    assert panel.buttons.reason.text().endswith("It waits for Bob.")


def test_ones_own_edits_can_be_hidden(qtbot, show, desk, submitted):
    panel = show(desk)

    panel.pane.asked.hide_mine.click()

    assert rows_of(panel) == []
    assert panel.pane.empty.isVisible()


@pytest.mark.parametrize(
    ("order", "headings"),
    [
        (QueueOrder.SPEAKER, ["3 · Lena Ovik", "1 · Fields of documents"]),
        (QueueOrder.ANNOTATOR, ["4 · Ann"]),
        (QueueOrder.SCORE, ["3 · Added by hand", "1 · Fields of documents"]),
        (QueueOrder.DISPUTED, ["4 · Undisputed"]),
    ],
)
def test_the_queue_is_grouped_by_what_one_asks_for(panel, order, headings):
    box = panel.pane.asked.order
    box.setCurrentIndex(box.findData(order))

    assert [words for words in rows_of(panel) if " · " in words] == headings


def test_what_was_returned_before_is_disputed_and_comes_first(panel, bob, project, submitted):
    bob.select(key_of(submitted[2]))
    bob.return_("Wrong tag")
    project.ann.reviewing.submit(project.document_id)
    bob.refresh()
    box = panel.pane.asked.order

    box.setCurrentIndex(box.findData(QueueOrder.DISPUTED))

    assert rows_of(panel)[:3] == ["1 · Disputed", "Lena Ovik: typing error", "3 · Undisputed"]


def test_whose_work_it_is_narrows_the_queue(panel):
    box = panel.pane.asked.annotator
    box.setCurrentIndex(box.findText("Bob"))

    assert rows_of(panel) == []
    assert panel.pane.empty.words == "Nothing that waits is like that; ask for more above."


def test_the_open_document_alone_narrows_the_queue(panel, bob):
    panel.pane.asked.here.click()
    assert len(rows_of(panel)) == 5

    bob.open(None)
    assert len(rows_of(panel)) == 5


def test_a_chosen_row_is_under_review(qtbot, panel, bob, submitted):
    choose(qtbot, panel, submitted[1])

    assert key_of(bob.current) == key_of(submitted[1])
    assert "two piers will close" in panel.summary.words.text()
    assert "Lena Ovik" in panel.summary.about.text()
    assert "Ann" in panel.summary.editor.text()


def test_the_record_is_reviewed_too(qtbot, panel, bob):
    panel.table.setCurrentIndex(panel.pane.model.index(1, 0))

    assert bob.record_selected
    click(qtbot, panel.buttons.approve)

    assert bob.sheet.record.status is ReviewStatus.APPROVED


def test_approving_goes_on_to_the_next(qtbot, panel, bob, submitted):
    choose(qtbot, panel, submitted[0])

    click(qtbot, panel.buttons.approve)

    assert status(bob, submitted[0]) is ReviewStatus.APPROVED
    assert key_of(bob.current) == key_of(submitted[1])
    assert panel.table.currentIndex() == panel.pane.model.index_of(
        (RecordKind.CLAIM, submitted[1].id)
    )


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
    assert panel.pane.waiting.text() == "To review 3"


def test_what_came_back_is_a_queue_of_its_own(qtbot, show, desk, submitted, project):
    project.bob.reviewing.give(
        RecordKind.CLAIM, submitted[1].id, ReviewVerb.RETURN, reason="Wrong tag", words="Which?"
    )
    desk.refresh()
    panel = show(desk)

    panel.pane.returned.click()
    choose(qtbot, panel, submitted[1])

    assert panel.pane.returned.text() == "Returned 1"
    assert rows_of(panel)[1:] == ["Lena Ovik: two piers will close"]
    assert "Returned by Bob" in panel.summary.verdict.head.text()


def test_fields_are_shown_with_their_states(qtbot, panel, bob, submitted):
    panel.table.setCurrentIndex(panel.pane.model.index(1, 0))

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

    assert panel.pane.waiting.text() == "To review 3"


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


def test_reasons_and_names_are_those_of_the_codebook_in_force(panel, bob, project):
    project.ann.members.give(bob.me, Role.LEAD)
    book = bob.codebook
    reasons = (*book.return_reasons, "Too long")

    bob.services.codebooks.change(book, book.amended(return_reasons=reasons))

    offered = panel.form.reasons.model()
    assert offered.index(offered.rowCount() - 1, 0).data() == "Too long"


def test_a_first_review_compares_with_nothing_where_it_was_added_by_hand(qtbot, panel, submitted):
    choose(qtbot, panel, submitted[0])

    assert panel.summary.changes.head.text() == "Added by hand, by Ann: nothing was proposed."


def test_what_changed_since_it_was_returned_is_told(panel, bob, desk, project, submitted):
    bob.select(key_of(submitted[0]))
    bob.return_("Wrong tag", "It is a promise.")
    desk.refresh()
    desk.select(key_of(submitted[0]))
    desk.toggle_tag("promise")
    project.ann.reviewing.submit(project.document_id)
    bob.refresh()

    bob.select(key_of(submitted[0]))

    words = panel.summary.changes.words()
    assert words.startswith("Changed since Bob judged it, ")
    assert words.endswith("by Ann:\nTags\nnow: Promise")
    assert "Wrong tag" in panel.summary.verdict.head.text()


def test_the_words_of_each_part_are_one_act_away(qtbot, panel, submitted):
    choose(qtbot, panel, submitted[0])
    seen = []
    panel.evidence_wanted.connect(seen.append)
    (button,) = panel.summary.findChildren(EvidenceButton)
    assert button.text() == "1 Content"

    button.click()
    assert panel.summary.show_evidence(1)
    assert panel.summary.show_next_evidence()

    assert seen == [submitted[0].body.content[0]] * 3
    assert not panel.summary.show_evidence(2)


def test_approving_with_an_edit_says_before_and_after_that_somebody_else_approves(
    qtbot, panel, bob, submitted
):
    choose(qtbot, panel, submitted[0])
    wanted = []
    panel.edit_wanted.connect(lambda: wanted.append(1))

    click(qtbot, panel.buttons.edit)
    assert wanted == [1]
    assert panel.buttons.reason.text() == (
        "What you edit is submitted again, and somebody else approves it. It waits for Ann."
    )
    bob.toggle_tag("promise")

    assert status(bob, submitted[0]) is ReviewStatus.SUBMITTED
    assert panel.buttons.reason.text() == (
        "You edited this last: somebody else approves it. It waits for Ann."
    )


def test_a_sample_is_drawn_checked_and_copied(qtbot, panel, bob, submitted):
    panel.pane.sampled.click()
    assert panel.pane.empty.isVisible()
    panel.pane.strip.share.setValue(100)
    panel.pane.strip.seed.setValue(7)

    click(qtbot, panel.pane.strip.draw)
    assert rows_of(panel)[0] == "3 · Ann"
    assert panel.pane.strip.rate.text() == "Nothing checked yet"
    choose(qtbot, panel, submitted[0])
    click(qtbot, panel.buttons.approve)
    assert key_of(bob.current) == key_of(submitted[1])
    bob.return_("Wrong tag")

    strip = panel.pane.strip
    assert strip.told.text() == "2 of 3 checked"
    assert strip.rate.text().startswith("50.0 % wrong (")
    assert strip.parts.text() == "Ann: 1 of 2 wrong, 3 drawn of 3"
    assert "seed 7" in strip.name.text()
    click(qtbot, strip.copy)
    assert "Ann\t3\t3\t2\t1" in QApplication.clipboard().text()


def test_what_was_returned_says_whom_it_waits_for(qtbot, panel, bob, submitted):
    choose(qtbot, panel, submitted[0])
    bob.return_("Wrong tag")

    bob.select(key_of(submitted[0]))

    assert panel.buttons.reason.text() == "It waits for Ann, to be submitted."


def test_a_sample_of_what_is_approved_is_found_right_once(qtbot, panel, bob, submitted):
    for item in submitted:
        bob.select(key_of(item))
        bob.approve()
    panel.pane.sampled.click()
    panel.pane.strip.share.setValue(100)
    click(qtbot, panel.pane.strip.draw)
    choose(qtbot, panel, submitted[0])
    assert panel.buttons.approve.text() == "Found right"

    click(qtbot, panel.buttons.approve)

    assert panel.pane.strip.told.text() == "1 of 3 checked"
    assert key_of(bob.current) == key_of(submitted[1])
    bob.select(key_of(submitted[0]))
    assert not panel.buttons.approve.isEnabled()


def test_a_long_queue_is_read_beside_the_window(qtbot, monkeypatch, bob, shell):
    monkeypatch.setattr(queueing, "SHORT", 0)
    monkeypatch.setattr(queue_pane, "_SOON_MS", 1)
    panel = ReviewPanel(bob, jobs=shell.jobs)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.pane.model.rowCount() == 0

    qtbot.waitUntil(lambda: panel.pane.model.rowCount() == 5)
    panel.pane.table.grab()
    qtbot.waitUntil(lambda: "Lena Ovik: Fares go up" in rows_of(panel))
    first = next(panel.pane.ahead(None))
    bob.review(first)
    bob.approve()

    qtbot.waitUntil(lambda: panel.pane.waiting.text() == "To review 3")
