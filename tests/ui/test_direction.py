import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption

from annotator.ui.direction import directed, from_the_right

MIXED = "العمل على الممر (Zangezur) لن يتوقف"


@pytest.mark.parametrize(
    ("words", "right"),
    [("", False), ("12 (%)", False), ("Bakı: أن", False), ("«12» أن Baku", True), ("אמר", True)],
)
def test_the_first_letter_tells_the_direction(words, right):
    assert from_the_right(words) is right


def where(words, part):
    """Return where the second letter of a part stands in a line that is set from the left."""
    layout = QTextLayout(words)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    place = line.cursorToX(words.index(part) + 1)
    return place[0] if isinstance(place, tuple) else place


def test_words_from_the_right_read_on_to_the_left_of_a_foreign_name(qapp):
    first, last = "العمل", "يتوقف"
    assert where(MIXED, first) < where(MIXED, last)

    shown = directed(MIXED)

    assert where(shown, first) > where(shown, "Zangezur") > where(shown, last)


def test_words_from_the_left_are_left_as_they_are():
    assert directed("Bakı said «أن»") == "Bakı said «أن»"
