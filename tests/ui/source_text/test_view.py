import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.domain.span import Span
from annotator.ui.source_text.marks import ClaimMarks

TEXT = "😀 The clerk said: “The mayor claims ‘all is well’ again,” and left.\nThe end."


def _span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def test_clicking_a_place_again_goes_through_what_lies_there(view, click, chosen, outer, inner):
    view.show_marks([outer, inner])

    for _ in range(3):
        click("is well")

    assert chosen == ["inner", "outer", "inner"]


def test_a_click_elsewhere_begins_with_the_innermost(view, click, chosen, outer, inner):
    view.show_marks([outer, inner])

    click("again")
    click("is well")

    assert chosen == ["outer", "inner"]


def test_a_click_tells_all_that_lies_under_it(view, qtbot, click, outer, inner):
    view.show_marks([outer, inner])

    with qtbot.waitSignal(view.clicked_marks) as told:
        click("is well")
    assert told.args == [["inner", "outer"]]

    with qtbot.waitSignal(view.clicked_marks) as told:
        click("and left")
    assert told.args == [[]]


def test_a_claim_is_chosen_by_its_cue_and_by_its_source(view, click, chosen, outer):
    view.show_marks([outer])

    click("said")
    click("clerk")

    assert chosen == ["outer", "outer"]


def test_dragging_over_a_claim_selects_words_and_chooses_nothing(view, qtbot, point, chosen, outer):
    view.show_marks([outer])
    start, end = point(view, "mayor"), point(view, "again")

    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)

    assert view.selection() is not None
    assert chosen == []


def _pull(view, qtbot, end, target, modifier=Qt.KeyboardModifier.NoModifier):
    """Drag one end of the current claim to where some words begin, without letting go."""
    handle = next(h for h in view.handles() if h.grip.at_start is (end == "start"))
    to = view.cursorRect(view._cursor_at(_span(target, view.text).start)).center()
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=handle.center().toPoint())
    QApplication.sendEvent(view.viewport(), _moved(view, to, modifier))
    return to


def _moved(view, to, modifier=Qt.KeyboardModifier.NoModifier):
    place, left = QPointF(to), Qt.MouseButton.LeftButton
    spot = view.viewport().mapToGlobal(place)
    return QMouseEvent(QEvent.Type.MouseMove, place, spot, Qt.MouseButton.NoButton, left, modifier)


def _let_go(view, qtbot, to):
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=to)


@pytest.mark.parametrize(
    ("pulled", "words"),
    [
        (("start", "claims"), "claims ‘all is well’"),
        (("start", "aims"), "claims ‘all is well’"),
        (("end", "left"), "‘all is well’ again,” and"),
        (("end", "ft."), "‘all is well’ again,” and left"),
        (("start", "The end"), "’"),
        (("end", "The clerk"), "‘"),
    ],
)
def test_a_boundary_is_dragged_from_word_to_word(view, qtbot, inner, pulled, words):
    view.show_marks([inner])
    view.set_current("inner")
    to = _pull(view, qtbot, *pulled)

    with qtbot.waitSignal(view.boundary_dragged) as told:
        _let_go(view, qtbot, to)

    key, fragment, span = told.args
    assert (key, fragment, span.of(TEXT)) == ("inner", 0, words)
    assert view.selection() is None


def test_with_alt_held_a_boundary_goes_from_character_to_character(view, qtbot, inner):
    view.show_marks([inner])
    view.set_current("inner")
    to = _pull(view, qtbot, "start", "aims", Qt.KeyboardModifier.AltModifier)

    with qtbot.waitSignal(view.boundary_dragged) as told:
        _let_go(view, qtbot, to)

    assert told.args[2].of(TEXT) == "aims ‘all is well’"


def test_the_claim_is_drawn_as_it_would_become_and_as_it_is_after_escape(
    view, qtbot, picture, inner
):
    view.show_marks([inner])
    view.set_current("inner")
    before = picture(view)

    to = _pull(view, qtbot, "start", "claims")
    assert picture(view) != before
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert picture(view) == before

    with qtbot.assertNotEmitted(view.boundary_dragged):
        _let_go(view, qtbot, to)


def test_a_boundary_held_beyond_the_text_scrolls_it(long_view, qtbot):
    words = "nothing happened today"
    long_view.show_marks([ClaimMarks("a", (_span(words, long_view.text),))])
    long_view.set_current("a")
    _pull(long_view, qtbot, "end", "Line 3 ")
    below = QPoint(100, long_view.viewport().height() + 30)

    QApplication.sendEvent(long_view.viewport(), _moved(long_view, below))
    qtbot.waitUntil(lambda: long_view.top_offset() > 0)
    with qtbot.waitSignal(long_view.boundary_dragged) as told:
        _let_go(long_view, qtbot, below)

    assert told.args[2].end > long_view.top_offset()


def test_the_fragment_that_was_pulled_is_told(view, qtbot):
    view.show_marks([ClaimMarks("split", (_span("The mayor"), _span("is well")))])
    view.set_current("split")
    last = max(view.handles(), key=lambda handle: handle.center().x())
    to = view.cursorRect(view._cursor_at(_span("again").end)).center()

    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=last.center().toPoint())
    QApplication.sendEvent(view.viewport(), _moved(view, to))
    with qtbot.waitSignal(view.boundary_dragged) as told:
        _let_go(view, qtbot, to)

    assert told.args[1:] == [1, _span("is well’ again")]


def test_a_boundary_clicked_but_not_moved_stays(view, qtbot, inner):
    view.show_marks([inner])
    view.set_current("inner")
    where = view.handles()[0].center().toPoint()

    with qtbot.assertNotEmitted(view.boundary_dragged):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_the_pointer_shows_where_a_boundary_can_be_held(view, qtbot, point, inner):
    view.show_marks([inner])
    view.set_current("inner")

    qtbot.mouseMove(view.viewport(), view.handles()[0].center().toPoint())
    qtbot.waitUntil(lambda: view.viewport().cursor().shape() is Qt.CursorShape.SplitHCursor)

    qtbot.mouseMove(view.viewport(), point(view, "clerk"))
    qtbot.waitUntil(lambda: view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor)


def test_words_written_from_the_right_are_held_at_the_right_where_they_begin(view):
    text = "אמר לנו היום"
    view.show_text(text)
    view.show_marks([ClaimMarks("a", (_span("לנו", text),))])
    view.set_current("a")

    begin, end = sorted(view.handles(), key=lambda handle: not handle.grip.at_start)

    assert begin.center().x() > end.center().x()


def test_clicking_a_rail_chooses_its_claim(view, qtbot, chosen, outer, inner):
    view.show_marks([outer, inner])
    rails = view.rails_margin()

    for rail in view.rails(rails.width(), rails.rect()):
        at = rail.box.center().toPoint()
        qtbot.mouseClick(rails, Qt.MouseButton.LeftButton, pos=at)

    assert chosen == ["outer", "inner"]


@pytest.mark.qt_log_ignore("does not support raise")
def test_the_tooltip_describes_every_claim_under_the_pointer(view, point, outer, inner):
    view.show_marks([outer, inner])
    at = point(view, "is well")

    QApplication.sendEvent(
        view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    )

    assert "The clerk" in QToolTip.text()
    assert "The &lt;mayor&gt;" in QToolTip.text()
    QToolTip.hideText()


def test_a_tooltip_of_many_claims_counts_the_rest(view, point):
    view.show_marks([ClaimMarks(at, (_span("mayor"),), label=f"No. {at}") for at in range(9)])

    tip = view.card(view.keys_at(point(view, "mayor")))

    assert tip.count("<b>") == 5
    assert "4" in tip.rsplit("<hr>", maxsplit=1)[1]


@pytest.mark.parametrize(
    "text", [TEXT, "קוד המקור said the harbour is open אמר לנו", "She said אמר לנו twice, 😀 so."]
)
def test_every_character_is_reached_where_it_is_drawn(view, text):
    view.show_text(text)
    visible = [at for at, character in enumerate(text) if not character.isspace()]
    view.show_marks([ClaimMarks(at, (Span(start=at, end=at + 1),)) for at in visible])

    reached = {
        key
        for line in view._page.lines(0, 100)
        for stroke in line.strokes
        for left, right in stroke.runs
        for key in view.keys_at(QPoint(round((left + right) / 2), round(line.ink_top) + 5))
    }

    assert reached == set(visible)
    assert view.keys_over(visible[1]) == [visible[1]]


CHORDS = ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+K", "Ctrl+[", "Ctrl+=", "Ctrl+-", "Ctrl+0")


@pytest.mark.parametrize(
    "keys", [*"SCWQXEJKN[]{}?1", "Return", "Delete", "Space", "Esc", "F1", *CHORDS]
)
def test_the_keys_of_the_window_work_while_the_text_has_the_focus(view, qtbot, keys):
    view.setFocus()
    view.activateWindow()
    qtbot.waitUntil(view.hasFocus)
    pressed = QShortcut(QKeySequence(keys), view.window())

    with qtbot.waitSignal(pressed.activated):
        qtbot.keySequence(view, QKeySequence(keys))


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_rail_tells_whose_it_is(view, inner):
    view.show_marks([inner])
    rails = view.rails_margin()
    [rail] = view.rails(rails.width(), rails.rect())
    at = rail.box.center().toPoint()

    QApplication.sendEvent(rails, QHelpEvent(QEvent.Type.ToolTip, at, rails.mapToGlobal(at)))

    assert "mayor" in QToolTip.text()
    QToolTip.hideText()


def test_the_pointer_shows_where_a_rail_can_be_clicked(view, qtbot, inner):
    view.show_marks([inner])
    rails = view.rails_margin()
    [rail] = view.rails(rails.width(), rails.rect())

    qtbot.mouseMove(rails, rail.box.center().toPoint())
    qtbot.waitUntil(lambda: rails.cursor().shape() is Qt.CursorShape.PointingHandCursor)

    qtbot.mouseMove(rails, QPoint(1, 1))
    qtbot.waitUntil(lambda: rails.cursor().shape() is Qt.CursorShape.ArrowCursor)
