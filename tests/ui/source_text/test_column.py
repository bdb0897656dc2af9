import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication

from annotator.domain.span import Span
from annotator.ui.source_text.typography import Typography
from annotator.ui.source_text.view import SourceTextView
from annotator.ui.theme import apply, load_theme

TEXT = "😀 The clerk said: “The mayor claims ‘all is well’ again,” and left.\nThe end."
LIGHT = load_theme("light")


def _span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def test_offsets_are_code_points_after_an_emoji(view, qtbot):
    said = _span("said")

    with qtbot.waitSignal(view.selection_changed) as told:
        view.select(said)

    assert told.args == [said]
    assert view.selection() == said
    assert view.textCursor().selectedText() == "said"
    assert view.caret() == said.end


def test_moving_the_caret_is_told_and_selects_nothing(view, qtbot):
    with qtbot.waitSignal(view.caret_moved) as told:
        view.move_caret(2)

    assert told.args == [2]
    assert view.selection() is None


def test_the_caret_walks_by_keyboard_and_selects(view, qtbot):
    view.move_caret(0)

    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    assert view.selection() == Span(start=1, end=2)


@pytest.mark.parametrize(
    "text",
    ["a\u00a0b", "one\u2028two", "one\u2029two", "a\ufdd0b", "a\rb\nc", "😀\ufffc\u200f\u05d0"],
)
def test_copying_gives_the_true_words(view, text):
    view.show_text(text)

    view.selectAll()
    view.copy()

    assert QGuiApplication.clipboard().text() == text
    assert view.selection() == Span(start=0, end=len(text))


def test_nothing_typed_changes_the_text(view, qtbot):
    qtbot.keyClicks(view, "scx[]")

    assert view.toPlainText() == TEXT
    assert view.text == TEXT


def test_zooming_keeps_the_place_and_tells(long_view, qtbot):
    long_view.reveal(_span("Line 300 says", long_view.text))
    top = long_view.cursorForPosition(QPoint(20, 1)).blockNumber()

    with qtbot.waitSignal(long_view.zoom_changed) as told:
        long_view.zoom_by(3)

    assert told.args == [long_view.zoom] == [130]
    assert abs(long_view.cursorForPosition(QPoint(20, 1)).blockNumber() - top) <= 1


@pytest.mark.parametrize(("wish", "got"), [(10, 60), (1000, 300), (100, 100)])
def test_zoom_stays_within_reason(view, wish, got):
    view.zoom = wish

    assert view.zoom == got
    view.zoom_reset()
    assert view.zoom == 100


def _turn(view, notches: int, modifier: Qt.KeyboardModifier) -> QWheelEvent:
    where = QPointF(200, 100)
    return QWheelEvent(
        where,
        where,
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_a_change_of_theme_keeps_the_zoom(view, qapp):
    apply(qapp, "light")
    view.zoom = 150
    before = view.font().pointSizeF()

    apply(qapp, "dark")
    QApplication.processEvents()

    assert view.font().pointSizeF() == pytest.approx(before)
    assert view.document().defaultFont().pointSizeF() == pytest.approx(before)


def test_the_wheel_zooms_with_control_and_scrolls_without_even_in_the_margin(long_view):
    control, plain = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier

    QApplication.sendEvent(long_view.viewport(), _turn(long_view, 2, control))
    assert long_view.zoom == 120
    QApplication.sendEvent(long_view.rails_margin(), _turn(long_view, -1, plain))
    assert long_view.verticalScrollBar().value() > 0


def test_the_column_is_no_wider_than_is_readable(view):
    view.resize(2400, 500)

    assert view.viewport().width() < 1000
    assert abs(view.viewport().geometry().center().x() - 1200) < 20


def test_the_text_is_set_in_other_letters_and_keeps_its_place(long_view):
    long_view.bring_to_top(long_view.text.index("Line 300"))
    before, lines = long_view.top_offset(), long_view.viewport().width()

    long_view.set_typography(Typography(points=18, width=50, spacing=130))

    assert long_view.top_offset() == before
    assert long_view.font().pointSizeF() == 18
    assert long_view.viewport().width() != lines


def test_the_zoom_counts_from_the_size_that_was_set(view):
    view.set_typography(Typography(points=20))
    view.zoom = 150

    assert view.font().pointSizeF() == 30
    view.zoom_reset()
    assert view.font().pointSizeF() == 20


def test_narrower_lines_and_wider_ones(view):
    view.resize(2400, 500)
    widths = []
    for characters in (50, 70, 120):
        view.set_typography(Typography(width=characters))
        widths.append(view.viewport().width())

    assert widths == sorted(widths)
    assert widths[2] > 2 * widths[0]


def test_the_room_between_lines_is_as_wished():
    heights = []
    for spacing in (100, 150, 250):
        view = SourceTextView(LIGHT)
        view.set_typography(Typography(spacing=spacing))
        view.show_text(TEXT)
        [first, *_, last] = view._page.lines(0, 90)
        heights.append(last.top - first.top)

    assert heights[0] < heights[1] < heights[2]


def test_the_room_between_lines_changes_under_a_text_that_is_shown():
    view, other = SourceTextView(LIGHT), SourceTextView(LIGHT)
    other.set_typography(Typography(spacing=200))
    for shown in (view, other):
        shown.show_text(TEXT + "\n\n" + TEXT)

    view.set_typography(Typography(spacing=200))

    assert [line.top for line in view._page.lines(0, 900)] == [
        line.top for line in other._page.lines(0, 900)
    ]


def test_the_first_line_in_sight_is_found_again(long_view):
    offset = long_view.text.index("Line 417")

    long_view.bring_to_top(offset)
    assert long_view.top_offset() == offset

    long_view.bring_to_top(0)
    assert long_view.top_offset() == offset


def test_a_line_after_an_empty_one_is_found_again(view):
    view.show_text("\n\n".join(f"Paragraph {number}." for number in range(300)))
    offset = view.text.index("Paragraph 140")

    view.bring_to_top(offset)

    assert view.top_offset() == offset


def test_fifty_thousand_moves_of_the_cursor_do_no_harm(view):
    cursor = view.textCursor()

    for _ in range(25_000):
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        cursor.setPosition(0)

    assert cursor.position() == 0


def test_a_closed_view_is_freed(qapp, outer, inner):
    view = SourceTextView(LIGHT)
    view.show_text(TEXT)
    view.show_marks([outer, inner])
    view.show()
    gone = weakref.ref(view)

    view.close()
    view.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del view
    gc.collect()

    assert gone() is None
