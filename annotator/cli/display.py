"""Whether a window can be seen here."""

import os
import sys
from collections.abc import Mapping
from typing import Final

from annotator.domain.errors import UsageError

_UNSEEN: Final = frozenset({"offscreen", "minimal", "minimalegl", "vnc"})
_NEEDS: Final[Mapping[str, str]] = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
_OWN_SCREEN: Final = frozenset({"win32", "darwin"})


def can_be_seen(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> bool:
    """Tell whether a window would be on somebody's screen."""
    plugin = environment.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    if plugin in _UNSEEN:
        return False
    if system in _OWN_SCREEN:
        return True
    family = plugin.partition("-")[0]
    needed = [_NEEDS[family]] if family in _NEEDS else [] if family else list(_NEEDS.values())
    return not needed or any(environment.get(name) for name in needed)


def require_window_system(
    environment: Mapping[str, str] = os.environ, system: str = sys.platform
) -> None:
    """Let a window pass that is seen, or that was asked for unseen.

    Raises:
        UsageError: there is no display, on which Qt would end the program without a word.
    """
    plugin = environment.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    if plugin not in _UNSEEN and not can_be_seen(environment, system):
        raise UsageError(
            "There is no display to open a window on; “annotator --help” lists what needs none."
        )
