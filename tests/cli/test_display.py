import pytest

from annotator.cli.display import can_be_seen, require_window_system
from annotator.domain.errors import UsageError


@pytest.mark.parametrize(
    ("environment", "system", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen:size=9x9"}, "linux", False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": ""}, "linux", True),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", False),
        ({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "wayland-egl", "DISPLAY": ":0"}, "linux", False),
        ({"QT_QPA_PLATFORM": "wayland;xcb", "WAYLAND_DISPLAY": "w"}, "linux", True),
        ({"QT_QPA_PLATFORM": "eglfs"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
        ({"QT_QPA_PLATFORM": "minimal"}, "win32", False),
    ],
)
def test_a_window_is_seen_where_there_is_a_display(environment, system, seen):
    assert can_be_seen(environment, system) is seen


def test_a_window_that_was_asked_for_unseen_is_let_pass():
    require_window_system({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    require_window_system({"DISPLAY": ":0"}, "linux")


def test_without_a_display_there_is_a_sentence_in_place_of_an_abort():
    with pytest.raises(UsageError, match="There is no display to open a window on"):
        require_window_system({}, "linux")
