import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.span import Span
from annotator.ui.source_text import reader as reading
from annotator.ui.source_text.find_bar import FindBar
from annotator.ui.source_text.reader import Reader
from annotator.ui.theme import load_theme

TEXT = "\n".join(f"Line {at}: rain at the pier, then rain again." for at in range(200))
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(params=[100_000, 1_000], ids=["rich", "plain"])
def reader(qtbot, request, monkeypatch):
    monkeypatch.setattr(reading, "LONG", request.param)
    holder = QWidget()
    reader = Reader(load_theme("light"), holder)
    reader.bar = FindBar(reader, holder)
    column = QVBoxLayout(holder)
    column.addWidget(reader.bar)
    column.addWidget(reader)
    qtbot.addWidget(holder)
    holder.resize(700, 400)
    holder.show()
    reader.kept = holder
    reader.show_text(TEXT)
    reader.view.setFocus()
    return reader


@pytest.fixture
def typed(reader, qtbot):
    """Return what opens the bar and types words into it."""

    def act(words):
        reader.bar.ask()
        qtbot.keyClicks(reader.bar.words, words)
        qtbot.waitUntil(lambda: bool(reader.bar.count.text()))

    return act


def looked_at(reader):
    return reader.view._hits.looked_at


def test_typing_goes_to_the_first_place_from_the_caret_and_counts_all(reader, typed):
    reader.view.move_caret(TEXT.index("Line 150"))

    typed("pier")

    assert looked_at(reader).start == TEXT.index("pier", TEXT.index("Line 150"))
    assert reader.bar.count.text() == "151 of 200"
    assert reader.view.top_offset() > 0


def test_enter_goes_on_and_with_shift_back_and_round_the_ends(reader, typed, qtbot):
    typed("line 7:")
    assert reader.bar.count.text() == "1 of 1"
    reader.bar.words.clear()
    qtbot.keyClicks(reader.bar.words, "again")
    qtbot.waitUntil(lambda: "of 200" in reader.bar.count.text())
    first = reader.view._hits.at

    qtbot.keyClick(reader.bar.words, Qt.Key.Key_Return)
    assert reader.view._hits.at == first + 1
    for _ in range(first + 2):
        qtbot.keyClick(reader.bar.words, Qt.Key.Key_Return, SHIFT)

    assert reader.view._hits.at == 199


def test_every_place_in_sight_is_pointed_out(reader, typed, picture):
    reader.bar.ask()
    bare = picture(reader.view)

    typed("rain")
    all_pointed_out = picture(reader.view)
    reader.bar.go(1)

    assert len({bare, all_pointed_out, picture(reader.view)}) == 3


def test_escape_puts_the_bar_away_and_selects_the_place(reader, typed, qtbot, picture):
    typed("pier")

    qtbot.keyClick(reader.bar.words, Qt.Key.Key_Escape)

    assert reader.bar.isHidden()
    assert reader.view.hasFocus()
    assert reader.view.selection().of(TEXT) == "pier"
    reader.view.move_caret(0)
    without = picture(reader.view)
    reader.show_text(TEXT)
    assert picture(reader.view) == without


def test_selected_words_are_looked_for_at_once(reader):
    start = TEXT.index("the pier")
    reader.view.select(Span(start=start, end=start + 8))

    reader.bar.ask()

    assert reader.bar.words.text() == "the pier"
    assert reader.bar.words.selectedText() == "the pier"
    assert reader.bar.count.text() == "1 of 200"


def test_f3_after_the_bar_was_put_away_goes_on_from_the_caret(reader, typed):
    typed("pier")
    reader.bar.leave()
    reader.view.move_caret(TEXT.index("Line 9:"))

    reader.bar.go(1)

    assert looked_at(reader).start == TEXT.index("pier", TEXT.index("Line 9:"))


def test_f3_with_no_words_yet_asks_for_them(reader):
    reader.bar.go(1)

    assert reader.bar.isVisible()
    assert reader.bar.words.hasFocus()


def test_words_that_stand_nowhere_are_said_to(reader, typed):
    typed("snow")

    assert reader.bar.count.text() == "Not in this text"
    assert looked_at(reader) is None


def test_exactly_tells_capitals_apart(reader, typed, qtbot):
    typed("LINE")
    assert reader.bar.count.text() == "1 of 200"

    reader.bar.exact.click()

    assert reader.bar.count.text() == "Not in this text"


def test_another_text_is_looked_through_with_the_same_words(reader, typed):
    typed("pier")

    reader.show_text("Nothing but a pier.")
    reader.bar.look_again()

    assert reader.bar.count.text() == "1 of 1"


def test_the_buttons_do_what_the_keys_do(reader, typed):
    typed("pier")
    reader.bar.on.click()
    assert reader.bar.count.text() == "2 of 200"
    reader.bar.back.click()
    assert reader.bar.count.text() == "1 of 200"
    reader.bar.put_away.click()
    assert reader.bar.isHidden()
