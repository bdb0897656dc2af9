from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor

from annotator.domain.span import Span
from annotator.ui.source_text.marks import ClaimMarks, Link
from annotator.ui.source_text.view import LongTextView, SourceTextView
from annotator.ui.theme import load_theme

TEXT = "😀 The clerk said: “The mayor claims ‘all is well’ again,” and left.\nThe end."


@pytest.fixture(params=[SourceTextView, LongTextView], ids=["rich", "plain"])
def view(qtbot, request):
    view = request.param(load_theme("light"))
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show_text(TEXT)
    view.show()
    return view


@pytest.fixture
def long_view(view):
    view.show_text("\n".join(f"Line {at} says that nothing happened today." for at in range(600)))
    return view


@pytest.fixture
def outer() -> ClaimMarks:
    """Return a claim that holds `inner`."""
    return ClaimMarks(
        "outer",
        (_span("“The mayor claims ‘all is well’ again,”"),),
        (Link(_span("The clerk"), _span("said")),),
        colour=0,
        label="The clerk\ndirect · draft",
    )


@pytest.fixture
def inner() -> ClaimMarks:
    return ClaimMarks(
        "inner",
        (_span("‘all is well’"),),
        (Link(_span("The mayor"), _span("claims")),),
        colour=1,
        label="The <mayor>\ndirect · draft",
    )


@pytest.fixture
def point(view) -> Callable[[SourceTextView, str], QPoint]:
    """Return what tells the middle of some words on the screen."""

    def middle(shown: SourceTextView, words: str) -> QPoint:
        start = shown.text.index(words)
        ends = []
        for at in (start, start + len(words)):
            cursor = QTextCursor(shown.document())
            cursor.setPosition(len(shown.text[:at].encode("utf-16-le")) // 2)
            ends.append(shown.cursorRect(cursor).center())
        return (ends[0] + ends[1]) / 2

    return middle


@pytest.fixture
def click(view, point, qtbot) -> Callable[[str], None]:
    """Return what clicks in the middle of some words."""
    left = Qt.MouseButton.LeftButton
    return lambda words: qtbot.mouseClick(view.viewport(), left, pos=point(view, words))


@pytest.fixture
def picture() -> Callable[[SourceTextView], bytes]:
    """Return what takes a picture of a view."""

    def taken(shown: SourceTextView) -> bytes:
        image = shown.grab().toImage()  # kept while its bits are read
        return bytes(image.constBits())

    return taken


@pytest.fixture
def chosen(view) -> list[object]:
    """Collect the claims asked for, each made the current one."""
    keys: list[object] = []
    view.current_requested.connect(keys.append)
    view.current_requested.connect(view.set_current)
    return keys


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))
