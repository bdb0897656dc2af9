import pytest
from PySide6.QtGui import QAction

from annotator.ui.empty_state import EmptyState

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.mark.parametrize(("height", "beside"), [(400, False), (110, True)])
def test_the_ways_on_are_never_squashed_in_a_low_pane(qtbot, height, beside):
    state = EmptyState()
    qtbot.addWidget(state)
    state.say("Nothing is here.", [QAction(words, state) for words in ("Import", "Paste")])
    state.resize(560, height)
    with qtbot.waitExposed(state):
        state.show()

    one, other = state.buttons
    assert all(button.height() == button.sizeHint().height() for button in state.buttons)
    assert (one.y() == other.y()) is beside


def test_a_way_on_leaves_its_key_out_where_there_is_no_room(qtbot):
    state = EmptyState()
    qtbot.addWidget(state)
    paste = QAction("Paste as a document of the project", state)
    paste.setShortcut("Ctrl+Shift+V")
    state.say("Nothing is here.", [paste])
    with qtbot.waitExposed(state):
        state.show()
    (button,) = state.buttons

    for width, words in (
        (600, "Paste as a document of the project   Ctrl+Shift+V"),
        (280, "Paste as a document of the project"),
        (600, "Paste as a document of the project   Ctrl+Shift+V"),
    ):
        state.resize(width, 300)
        qtbot.waitUntil(lambda words=words: button.text() == words)
