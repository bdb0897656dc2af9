import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.span import Span
from annotator.ui.source_text.marks import ClaimMarks, Link, MarkState, marks_of
from annotator.ui.source_text.view import SourceTextView
from annotator.ui.theme import load_theme

TEXT = "😀 The clerk said: “The mayor claims ‘all is well’ again,” and left.\nThe end."
LIGHT = load_theme("light")


def _span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


OUTER = ClaimMarks(
    "outer",
    (_span("“The mayor claims ‘all is well’ again,”"),),
    (Link(_span("The clerk"), _span("said")),),
    colour=0,
    label="The clerk\ndirect · draft",
)
INNER = ClaimMarks(
    "inner",
    (_span("‘all is well’"),),
    (Link(_span("The mayor"), _span("claims")),),
    colour=1,
    label="The <mayor>\ndirect · draft",
)


@pytest.fixture
def view(qtbot):
    view = SourceTextView(LIGHT)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show_text(TEXT)
    view.show()
    return view


@pytest.fixture
def long_view(view):
    view.show_text("\n".join(f"Line {at} says that nothing happened today." for at in range(600)))
    return view


def _point(view: SourceTextView, words: str) -> QPoint:
    """Return the middle of some words on the screen."""
    span = _span(words, view.text)
    cursor = QTextCursor(view.document())
    cursor.setPosition(len(view.text[: span.start].encode("utf-16-le")) // 2)
    left = view.cursorRect(cursor)
    cursor.setPosition(len(view.text[: span.end].encode("utf-16-le")) // 2)
    return (left.center() + view.cursorRect(cursor).center()) / 2


def _picture(view: SourceTextView) -> bytes:
    image = view.grab().toImage()  # kept while its bits are read
    return bytes(image.constBits())


def _click(qtbot, view, words: str) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_point(view, words))


def _current_follows(view: SourceTextView) -> list:
    chosen: list = []
    view.current_requested.connect(chosen.append)
    view.current_requested.connect(view.set_current)
    return chosen


def test_clicking_the_same_place_again_goes_through_what_lies_there(view, qtbot):
    view.show_marks([OUTER, INNER])
    chosen = _current_follows(view)

    for _ in range(3):
        _click(qtbot, view, "is well")

    assert chosen == ["inner", "outer", "inner"]


def test_a_click_elsewhere_begins_with_the_innermost(view, qtbot):
    view.show_marks([OUTER, INNER])
    chosen = _current_follows(view)

    _click(qtbot, view, "again")
    _click(qtbot, view, "is well")

    assert chosen == ["outer", "inner"]


def test_a_click_tells_all_that_lies_under_it(view, qtbot):
    view.show_marks([OUTER, INNER])

    with qtbot.waitSignal(view.clicked_marks) as told:
        _click(qtbot, view, "is well")
    assert told.args == [["inner", "outer"]]

    with qtbot.waitSignal(view.clicked_marks) as told:
        _click(qtbot, view, "and left")
    assert told.args == [[]]


def test_a_claim_is_chosen_by_its_cue_and_by_its_source(view, qtbot):
    view.show_marks([OUTER])
    chosen = _current_follows(view)

    _click(qtbot, view, "said")
    _click(qtbot, view, "clerk")

    assert chosen == ["outer", "outer"]


def test_dragging_over_a_claim_selects_words_and_chooses_nothing(view, qtbot):
    view.show_marks([OUTER])
    chosen = _current_follows(view)
    start, end = _point(view, "mayor"), _point(view, "again")

    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)

    assert view.selection() is not None
    assert chosen == []


@pytest.mark.parametrize(
    ("end", "target", "words"),
    [
        ("start", "claims", "claims ‘all is well’"),
        ("end", "left", "‘all is well’ again,” and "),
        ("start", "The end", "’"),
        ("end", "The clerk", "‘"),
    ],
)
def test_a_boundary_of_the_current_claim_is_dragged(view, qtbot, end, target, words):
    view.show_marks([INNER])
    view.set_current("inner")
    where = {at: view._caret_box(getattr(INNER.content[0], at)).center() for at in ("start", "end")}
    to = view._caret_box(_span(target).start).center()

    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=where[end])
    qtbot.mouseMove(view.viewport(), to)
    with qtbot.waitSignal(view.boundary_dragged) as told:
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=to)

    key, fragment, span = told.args
    assert (key, fragment, span.of(TEXT)) == ("inner", 0, words)


def test_a_boundary_clicked_but_not_moved_stays(view, qtbot):
    view.show_marks([INNER])
    view.set_current("inner")
    where = view._caret_box(INNER.content[0].start).center()

    with qtbot.assertNotEmitted(view.boundary_dragged):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_the_pointer_shows_where_a_boundary_can_be_held(view, qtbot):
    view.show_marks([INNER])
    view.set_current("inner")

    qtbot.mouseMove(view.viewport(), view._caret_box(INNER.content[0].start).center())
    assert view.viewport().cursor().shape() is Qt.CursorShape.SplitHCursor

    qtbot.mouseMove(view.viewport(), _point(view, "clerk"))
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def test_the_rail_of_a_split_claim_goes_when_the_claim_does(long_view):
    bare = _picture(long_view)
    text = long_view.text
    long_view.put_marks(ClaimMarks("a", (_span("Line 2 ", text), _span("Line 500 ", text))))
    assert _picture(long_view) != bare

    long_view.drop_marks("a")

    assert _picture(long_view) == bare


def test_scrolling_shows_what_painting_anew_would(long_view, qtbot):
    text = long_view.text
    long_view.show_marks(
        [ClaimMarks(at, (_span(f"Line {at} says", text),), colour=at) for at in range(60)]
    )
    for place in (40, 300, 310, 130):
        long_view.verticalScrollBar().setValue(place)
        scrolled = _picture(long_view)
        long_view.set_theme(LIGHT)
        assert _picture(long_view) == scrolled


def test_a_mark_in_sight_is_drawn_however_far_was_scrolled_before(long_view):
    bar = long_view.verticalScrollBar()
    for place in range(0, bar.maximum(), 37):
        bar.setValue(place)
        long_view.viewport().repaint()
    bare = _picture(long_view)

    for at in range(590, 600):
        long_view.put_marks(ClaimMarks(at, (_span(f"Line {at} says", long_view.text),)))
        marked = _picture(long_view)
        assert marked != bare
        bare = marked


def test_a_claim_inside_the_current_one_is_still_seen(view):
    view.show_marks([OUTER])
    view.set_current("outer")
    alone = _picture(view)

    view.put_marks(ClaimMarks("plain", INNER.content, colour=1))

    assert _picture(view) != alone


def test_clicking_a_rail_chooses_its_claim(view, qtbot):
    view.show_marks([OUTER, INNER])
    chosen = _current_follows(view)
    rails = view.rails_margin()

    for rail in view.rails(rails.width(), rails.rect()):
        at = rail.box.center().toPoint()
        qtbot.mouseClick(rails, Qt.MouseButton.LeftButton, pos=at)

    assert chosen == ["outer", "inner"]


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


@pytest.mark.parametrize("state", list(MarkState))
def test_a_claim_is_seen_and_stands_out_when_current(view, state):
    bare = _picture(view)
    view.put_marks(ClaimMarks("a", (_span("mayor"),), state=state))
    marked = _picture(view)

    view.set_current("a")

    assert len({bare, marked, _picture(view)}) == 3


def test_proposals_cues_sources_and_boilerplate_all_look_different(view):
    place = _span("mayor")
    pictures = [_picture(view)]
    for marks in (
        ClaimMarks("a", (place,)),
        ClaimMarks("a", (place,), state=MarkState.PROPOSAL),
        ClaimMarks("a", (place,), colour=2),
        ClaimMarks("a", (_span("left"),), (Link(source=place),)),
        ClaimMarks("a", (_span("left"),), (Link(cue=place),)),
    ):
        view.show_marks([marks])
        pictures.append(_picture(view))
    view.show_marks([], [place])

    pictures.append(_picture(view))

    assert len(set(pictures)) == len(pictures)


def test_a_mark_taken_away_leaves_no_trace(view):
    bare = _picture(view)
    view.show_marks([OUTER, INNER], [_span("The end.")])

    view.drop_marks("inner")
    view.show_marks([])

    assert _picture(view) == bare


def test_a_mark_drawn_alone_looks_as_when_all_is_drawn_anew(view):
    view.show_marks([OUTER])
    _picture(view)

    view.put_marks(INNER)
    grown = _picture(view)
    view.set_theme(LIGHT)

    assert _picture(view) == grown


def test_the_evidence_is_boxed_while_shown(view):
    bare = _picture(view)

    view.show_evidence(_span("clerk"))
    boxed = _picture(view)
    view.show_evidence(None)

    assert boxed != bare
    assert _picture(view) == bare


def test_flashed_words_pale_again(view, qtbot):
    bare = _picture(view)

    view.flash(_span("clerk"))
    assert _picture(view) != bare

    qtbot.waitUntil(lambda: _picture(view) == bare)


def test_another_theme_is_drawn_at_once(view):
    view.show_marks([OUTER, INNER])
    light = _picture(view)

    view.set_theme(load_theme("dark"))

    assert _picture(view) != light


def test_another_text_starts_without_marks(view):
    view.show_marks([OUTER])
    view.set_current("outer")

    view.show_text("Nothing.")

    assert view.keys_at(_point(view, "Nothing")) == []
    assert view.rails(50, view.rect()) == []
    assert view.accessibleDescription() == ""


def test_an_empty_text_is_shown(view):
    view.show_text("")
    view.show_marks([])

    assert _picture(view)
    assert view.selection() is None
    assert view.keys_at(QPoint(100, 100)) == []


def test_what_is_revealed_stands_in_sight_with_text_around_it(long_view):
    span = _span("Line 400 says", long_view.text)

    long_view.reveal(span)

    middle = _point(long_view, "Line 400 says").y()
    assert 0.1 * long_view.height() < middle < 0.9 * long_view.height()


def test_what_is_in_sight_already_moves_nothing(long_view):
    long_view.reveal(_span("Line 400 says", long_view.text))
    place = long_view.verticalScrollBar().value()

    long_view.reveal(_span("Line 402 says", long_view.text))

    assert long_view.verticalScrollBar().value() == place


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


def test_the_wheel_zooms_with_control_and_scrolls_without_even_in_the_margin(long_view):
    control, plain = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier

    QApplication.sendEvent(long_view.viewport(), _turn(long_view, 2, control))
    assert long_view.zoom == 120
    QApplication.sendEvent(long_view.rails_margin(), _turn(long_view, -1, plain))
    assert long_view.verticalScrollBar().value() > 0


def test_the_column_is_no_wider_than_is_readable(view):
    view.resize(2400, 500)

    assert view.lineWrapColumnOrWidth() < 1000
    assert abs(view.viewport().geometry().center().x() - 1200) < 20


@pytest.mark.qt_log_ignore("does not support raise")
def test_the_tooltip_describes_every_claim_under_the_pointer(view):
    view.show_marks([OUTER, INNER])
    at = _point(view, "is well")

    QApplication.sendEvent(
        view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    )

    assert "The clerk" in QToolTip.text()
    assert "The &lt;mayor&gt;" in QToolTip.text()
    QToolTip.hideText()


def test_a_tooltip_of_many_claims_counts_the_rest(view):
    view.show_marks([ClaimMarks(at, (_span("mayor"),), label=f"No. {at}") for at in range(9)])

    tip = view.tip(view.keys_at(_point(view, "mayor")))

    assert tip.count("<b>") == 5
    assert "4" in tip.rsplit("<hr>", maxsplit=1)[1]


def test_the_current_claim_is_described_to_screen_readers(view):
    view.show_marks([OUTER])
    view.set_current("outer")

    assert view.accessibleName() == "Source text"
    assert view.accessibleDescription() == OUTER.label


def test_marks_are_made_of_a_claim_with_its_chain():
    link = Attribution(source=_span("The clerk"), cue=_span("said"))
    body = ClaimBody(kind=ClaimKind.DIRECT, content=OUTER.content, chain=(link,))

    marks = marks_of("outer", body, colour=0, label=OUTER.label)

    assert marks == OUTER


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


def test_fifty_thousand_moves_of_the_cursor_do_no_harm(view):
    cursor = view.textCursor()

    for _ in range(25_000):
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        cursor.setPosition(0)

    assert cursor.position() == 0


def test_a_closed_view_is_freed(qapp):
    view = SourceTextView(LIGHT)
    view.show_text(TEXT)
    view.show_marks([OUTER, INNER])
    view.show()
    gone = weakref.ref(view)

    view.close()
    view.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del view
    gc.collect()

    assert gone() is None
