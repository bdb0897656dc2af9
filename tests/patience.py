"""Waits for a window as long as a slow or busy machine may need; a quick one is not held up."""

from collections.abc import Callable
from typing import Any, Final

from pytestqt.qtbot import QtBot

_MS: Final = 60_000


class PatientBot(QtBot):
    """Gives up later than the plugin does, and than a test that is in a hurry wants it to."""

    def waitUntil(  # noqa: N802 - so the plugin calls it
        self, callback: Callable[[], bool | None], *, timeout: int = _MS
    ) -> None:
        super().waitUntil(callback, timeout=max(timeout, _MS))

    def waitSignal(  # noqa: N802 - so the plugin calls it
        self, signal: Any, *, timeout: int = _MS, **more: Any
    ) -> Any:
        if more.get("raising", True):  # what is not to come is not waited for so long
            timeout = max(timeout, _MS)
        return super().waitSignal(signal, timeout=timeout, **more)
