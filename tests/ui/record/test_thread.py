from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.domain.comment import Comment
from annotator.ui.record.comments import threaded

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
KEY = Qt.Key


def comment(own, reply_to=None):
    return Comment(
        id=own,
        uid=uuid4(),
        claim_id=1,
        user="Ann",
        at="2021-06-15T09:00:00.000Z",
        text=f"No. {own}",
        reply_to=reply_to,
    )


@pytest.fixture
def thread(desk, panel, claim):
    """Return a thread: a question by Ann, an answer by Bob, and another question."""
    desk.comment("Which May?")
    bob = desk.services.as_user("Bob")
    bob.annotating.comment(desk.current, "This one.", desk.sheet.comments[0].id)
    desk.refresh()
    desk.comment("And the ferries?")
    return panel.claim.comments


def said(thread):
    return [item.words.text() for item in thread.remarks]


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_answers_stand_below_what_they_answer():
    comments = [comment(1), comment(2), comment(3, 1), comment(4, 3), comment(5, 1), comment(6, 99)]

    found = [(item.id, depth) for item, depth in threaded(comments)]

    assert found == [(1, 0), (3, 1), (4, 2), (5, 1), (2, 0), (6, 0)]


def test_a_thread_shows_who_said_what_in_answer_to_what(thread):
    assert said(thread) == ["Which May?", "This one.", "And the ferries?"]
    assert thread.remarks[0].head.text().startswith("Ann · ")
    assert thread.remarks[1].head.text().startswith("↳ Bob · ")


def test_a_comment_is_answered_with_the_mouse(qtbot, desk, thread):
    click(qtbot, thread.remarks[1].answer)
    assert thread.answering.text().startswith("Answer to Bob")
    assert thread.line.hasFocus()
    qtbot.keyClicks(thread.line, "I see.")

    click(qtbot, thread.send)

    assert said(thread) == ["Which May?", "This one.", "I see.", "And the ferries?"]
    assert desk.sheet.comments[-1].reply_to == thread.remarks[1].comment.id
    assert not thread.answering.isVisible()


def test_the_thread_is_walked_and_answered_from_the_keyboard(qtbot, desk, thread):
    thread.remarks[0].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Down)
    assert thread.remarks[1].hasFocus()

    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "I see.")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)

    assert desk.sheet.comments[-1].text == "I see."
    assert desk.sheet.comments[-1].reply_to == thread.remarks[1].comment.id


def test_the_way_down_from_the_last_comment_leads_to_the_line(qtbot, thread):
    thread.remarks[2].setFocus()

    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Down)

    assert thread.line.hasFocus()


def test_escape_gives_an_answer_up_and_keeps_its_words(qtbot, desk, thread):
    click(qtbot, thread.remarks[0].answer)
    qtbot.keyClicks(thread.line, "Just this.")

    qtbot.keyClick(thread.line, KEY.Key_Escape)
    qtbot.keyClick(thread.line, KEY.Key_Return)

    assert desk.sheet.comments[-1].text == "Just this."
    assert desk.sheet.comments[-1].reply_to is None


def test_an_answered_comment_that_is_deleted_leaves_a_line(qtbot, thread):
    thread.remarks[0].setFocus()

    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Delete)

    assert said(thread) == ["This comment was deleted.", "This one.", "And the ferries?"]
    assert not thread.remarks[0].answer.isVisible()
    assert not thread.remarks[0].delete.isVisible()


def test_a_comment_that_nobody_answered_is_gone_once_deleted_and_comes_back(qtbot, desk, thread):
    click(qtbot, thread.remarks[2].delete)
    assert said(thread) == ["Which May?", "This one."]

    desk.undo()

    assert said(thread) == ["Which May?", "This one.", "And the ferries?"]


def test_somebody_elses_comment_cannot_be_deleted(qtbot, desk, thread):
    assert not thread.remarks[1].delete.isVisible()
    thread.remarks[1].setFocus()

    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Delete)

    assert len(desk.sheet.comments) == 3


def test_a_half_written_comment_is_kept_over_a_crash(qtbot, panel, thread):
    qtbot.keyClicks(thread.line, "Is thi")
    kept = dict(panel.half_typed())
    thread.line.clear()

    panel.resume(kept)

    assert thread.line.text() == "Is thi"
