"""Claims drawn as several people read them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from annotator.domain.span import Span
from annotator.ui.source_text.by_reading import STYLES, colour_of, style_of
from annotator.ui.source_text.marks import ByReading, ClaimMarks
from annotator.ui.source_text.view import SourceTextView
from annotator.ui.theme import load_theme

TEXT = "Two piers will close in May, the harbour master said."
PIERS = Span(start=0, end=20)


@pytest.fixture(params=["light", "dark"])
def theme(request):
    return load_theme(request.param)


@pytest.fixture
def view(qtbot, theme):
    view = SourceTextView(theme)
    qtbot.addWidget(view)
    view.resize(700, 200)
    view.show()
    view.show_text(TEXT)
    QApplication.processEvents()
    return view


def marks(number, *, current=False, span=PIERS):
    by = ByReading(number, "ABCD"[number], current)
    return ClaimMarks(key=number, content=(span,), by=by)


def painted(widget, colour):
    """Return the rows of a widget's picture that have this very colour, as a set."""
    image = widget.grab().toImage()
    wanted = QColor(colour).rgb()
    rows, columns = range(image.height()), range(image.width())
    return {y for y in rows if any(image.pixel(QPoint(x, y)) == wanted for x in columns)}


def test_each_reading_is_drawn_in_its_colour_below_the_one_before(view, theme):
    view.show_marks([marks(0, current=True), marks(1, current=True)])
    first, second = (painted(view.viewport(), colour_of(theme, at)) for at in range(2))
    assert first
    assert second
    assert max(second) > max(first)


def test_a_reading_that_is_not_looked_at_is_not_filled(view, theme):
    def ground():
        box = view.cursorRect()
        return view.viewport().grab().toImage().pixelColor(box.x() + 2, box.y() + 3)

    view.move_caret(3)
    plain = ground()
    view.show_marks([marks(0)])
    assert ground() == plain
    view.show_marks([marks(0, current=True)])
    assert ground() != plain


def test_the_rail_of_a_reading_has_its_colour(view, theme):
    view.show_marks([marks(1)])
    assert painted(view.rails_margin(), colour_of(theme, 1))


def test_several_readings_are_reached_at_one_place(view):
    view.show_marks([marks(0), marks(1), marks(2, span=Span(start=4, end=9))])
    assert set(view.keys_over(6)) == {0, 1, 2}
    assert view.keys_over(6)[0] == 2


def test_styles_differ_and_repeat_when_used_up():
    assert len(set(STYLES)) == len(STYLES)
    assert style_of(len(STYLES)) is style_of(0) is Qt.PenStyle.SolidLine
