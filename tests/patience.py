"""Waits for a window as long as a slow or busy machine may need; a quick one is not held up."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.exceptions import TimeoutError as WaitedTooLongError
from pytestqt.qtbot import QtBot

from annotator.ui.main_window import MainWindow

_MS: Final = 60_000
_TOLD: Final = 3_000  # characters at most


class PatientBot(QtBot):
    """Gives up later than the plugin does, and than a test that is in a hurry wants it to.

    It begins with no key held, whatever was pressed last before, and says what was in sight when
    it gave up.
    """

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        QTest.mouseRelease(QWidget(), Qt.MouseButton.LeftButton)

    def waitUntil(  # noqa: N802 - so the plugin calls it
        self, callback: Callable[[], bool | None], *, timeout: int = _MS
    ) -> None:
        try:
            super().waitUntil(callback, timeout=max(timeout, _MS))
        except WaitedTooLongError as error:
            told = "\n".join((str(error), *_in_sight()))
            raise WaitedTooLongError(told[:_TOLD]) from error

    def waitSignal(  # noqa: N802 - so the plugin calls it
        self, signal: Any, *, timeout: int = _MS, **more: Any
    ) -> Any:
        if more.get("raising", True):  # what is not to come is not waited for so long
            timeout = max(timeout, _MS)
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitActive(  # noqa: N802 - so the plugin calls it
        self, widget: QWidget, *, timeout: int = _MS
    ) -> Any:
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(  # noqa: N802 - so the plugin calls it
        self, widget: QWidget, *, timeout: int = _MS
    ) -> Any:
        return super().waitExposed(widget, timeout=timeout)


def _in_sight() -> Iterator[str]:
    """Tell where the keyboard is, what is open, and all words of the windows in sight."""
    yield f"keyboard at {QApplication.focusWidget()}, held: {QApplication.keyboardModifiers()}"
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.session is not None:
            desk, rest = window.session.desk, window.jobs.at_rest
            yield f"document {desk.document_id}, jobs at rest: {rest}, current: {desk.current!r}"
        if window.isVisible():
            labels = (label for label in window.findChildren(QLabel) if label.isVisible())
            words = " | ".join(filter(None, (label.text() for label in labels)))
            yield f"{type(window).__name__} “{window.windowTitle()}”: {words}"
