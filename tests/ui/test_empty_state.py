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
