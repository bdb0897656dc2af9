import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui import theme
from annotator.ui.record.notes import Note

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def colour(note):
    return note.palette().windowText().color().name()


def test_words_keep_their_colour_once_they_are_shown_under_the_rules_of_the_theme(qapp, qtbot):
    light = theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    early, late = Note("muted", window), Note("muted", window)
    column = QVBoxLayout(window)
    column.addWidget(early)
    column.addWidget(late)

    early.say("by Ann")
    with qtbot.waitExposed(window):
        window.show()
    late.say("by Bob")
    qapp.processEvents()
    assert colour(early) == colour(late) == light.muted

    late.say("cannot be read", "bad")
    assert colour(late) == light.bad
    dark = theme.apply(qapp, "dark")
    assert (colour(early), colour(late)) == (dark.muted, dark.bad)


def test_a_long_word_widens_nothing_and_words_take_the_height_that_they_need(qapp, qtbot):
    note = Note()
    qtbot.addWidget(note)
    note.say(" ".join(["Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"] * 4))

    assert note.minimumSizeHint().width() < 10
    assert note.sizeHint().height() < 8 * note.fontMetrics().lineSpacing()


def test_a_word_that_no_line_holds_breaks_and_short_ones_stay_as_they_are(qtbot):
    note = Note()
    qtbot.addWidget(note)
    width = note.fontMetrics().horizontalAdvance("a" * 30)

    note.say("a" * 90)
    broken = note.heightForWidth(width)
    note.say("aaaa " * 4)
    assert broken > note.heightForWidth(width)
    assert note.text() == "aaaa " * 4
