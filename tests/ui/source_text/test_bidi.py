"""Texts written from right to left, and both ways in one line."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.domain.span import Span
from annotator.ui.source_text.marks import ClaimMarks, Link

ARABIC = "قال الوزير إن المحادثات ستبدأ يوم الاثنين في باكو."
AZERI = "آذربایجان خارجی ایشلر ناظیری دئدی کی صولح یاخیندیر."
HEBREW = "אמר לנו היום שהכל בסדר."
MIXED = "😀 The envoy said: “אמר לנו היום” and left for Bakı."
TEXTS = pytest.mark.parametrize("text", [ARABIC, AZERI, HEBREW, MIXED])


def span(text, words):
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def word(text, number):
    """Return one word of a text."""
    return span(text, [part.strip("“”.") for part in text.split() if part.strip("“”.")][number])


@TEXTS
def test_every_word_is_clicked_where_it_is_drawn(view, qtbot, text):
    view.show_text(text)
    every = [word(text, number) for number in range(len(text.split()) - 1)]
    words = [place for place in every if len(place) > 1]
    view.show_marks([ClaimMarks(at, (place,)) for at, place in enumerate(words)])
    chosen = []
    view.current_requested.connect(chosen.append)

    for place in words:
        inside = view.cursorRect(view._cursor_at(place.start + len(place) // 2)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=inside)

    assert chosen == list(range(len(words)))


@pytest.mark.parametrize("text", [ARABIC, AZERI, HEBREW])
def test_a_text_from_the_right_stands_at_the_right(view, text):
    view.show_text(text)

    [line] = view._page.lines(0, 30)
    first = view.cursorRect(view._cursor_at(0)).center().x()

    assert line.start == 0
    assert first > 0.9 * view.viewport().width()


@pytest.mark.parametrize("text", [ARABIC, AZERI, HEBREW])
def test_a_boundary_is_pulled_to_the_left_to_take_more_in(view, qtbot, text):
    view.show_text(text)
    view.show_marks([ClaimMarks("a", (word(text, 1),))])
    view.set_current("a")
    [end] = [handle for handle in view.handles() if not handle.grip.at_start]
    to = view.cursorRect(view._cursor_at(word(text, 2).end)).center()

    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(view.viewport(), left, pos=end.center().toPoint())
    spot = QPointF(view.viewport().mapToGlobal(to))
    move = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(to), spot, left, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view.viewport(), move)
    with qtbot.waitSignal(view.boundary_dragged) as told:
        qtbot.mouseRelease(view.viewport(), left, pos=to)

    assert to.x() < end.center().x()
    assert told.args[2] == Span(start=word(text, 1).start, end=word(text, 2).end)


@TEXTS
def test_what_is_selected_is_copied_letter_by_letter(view, text):
    view.show_text(text)
    view.select(word(text, 2))

    view.copy()

    assert QGuiApplication.clipboard().text() == word(text, 2).of(text)


def test_words_both_ways_are_marked_in_all_their_pieces(view):
    view.show_text(MIXED)
    quote = span(MIXED, "said: “אמר לנו")
    view.show_marks([ClaimMarks("a", (quote,), (Link(span(MIXED, "The envoy")),))])

    [line] = view._page.lines(0, 30)
    content = next(stroke for stroke in line.strokes if stroke.part.start == quote.start)

    assert len(content.runs) > 1
    assert all(left < right for left, right in content.runs)
    assert [left for left, _right in content.runs] == sorted(left for left, _right in content.runs)


@TEXTS
def test_rails_lie_beside_the_line_whichever_way_it_is_written(view, text):
    view.show_text(text)
    view.show_marks([ClaimMarks("a", (word(text, 1),))])
    rails = view.rails_margin()

    [rail] = view.rails(rails.width(), rails.rect())

    assert rails.rect().contains(rail.box.toRect())
    assert rails.keys_at(rail.box.center().toPoint()) == ["a"]
