"""What nobody expected: logged, and shown with what a report needs, never a document's text."""

import faulthandler
import logging
import platform
import sys
import traceback
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from annotator.runtime.paths import log_dir
from annotator.ui.help_acts import versions

log = logging.getLogger(__name__)
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_DEAD: Final = "crash.log"


class Watch:
    """Catches what goes wrong beyond what was foreseen, from `start` until `stop`."""

    def __init__(self) -> None:
        self._before = sys.excepthook
        self._files = ExitStack()
        self._shown = False

    def start(self) -> None:
        """Watch from now on."""
        sys.excepthook = self._on_exception
        qInstallMessageHandler(on_qt_message)
        try:
            file = self._files.enter_context((log_dir() / _DEAD).open("a", encoding="utf-8"))
            faulthandler.enable(file)
        except OSError:
            log.warning("no crash file", exc_info=True)

    def stop(self) -> None:
        """Watch no longer."""
        sys.excepthook = self._before
        qInstallMessageHandler(None)
        if faulthandler.is_enabled():
            faulthandler.disable()
        self._files.close()

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        log.critical("unexpected", exc_info=(kind, error, trace))
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        elif not self._shown and QApplication.instance() is not None:
            self._shown = True
            try:
                crash_box(details(kind, trace)).exec()
            finally:
                self._shown = False


def on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Put what Qt says into the log."""
    logging.getLogger("annotator.qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)


def details(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return what a report needs: versions, the system, the places in the code.

    The error's own message is left out, since it may quote a document.
    """
    places = (
        f"  {frame.name}, {Path(frame.filename).name}:{frame.lineno}" for frame in _frames(trace)
    )
    system = f"Python {platform.python_version()}, {platform.platform()}"
    return "\n".join((*versions(), system, "", kind.__name__, *places))


def crash_box(told: str) -> QMessageBox:
    """Return the dialog that says so; it can copy what was told."""
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle("Annotator")
    box.setText("Something went wrong that should not have. Your work is saved.")
    box.setInformativeText(f"You can go on. A report needs what “Copy” copies. Log: {log_dir()}")
    box.setDetailedText(told)
    copy = QPushButton("Copy", box)
    box.addButton(copy, QMessageBox.ButtonRole.ActionRole)
    box.addButton("Continue", QMessageBox.ButtonRole.AcceptRole)
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(told))
    return box


def _frames(trace: TracebackType | None) -> list[traceback.FrameSummary]:
    return traceback.extract_tb(trace)
