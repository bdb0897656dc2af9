"""Start the window and run it to its end."""

import sys
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from annotator import __version__
from annotator.runtime import settings
from annotator.runtime.collector import collector_at_rest, set_aside
from annotator.runtime.resources import resource
from annotator.ui import theme
from annotator.ui.collecting import collecting_here
from annotator.ui.crashes import Watch
from annotator.ui.main_window import MainWindow
from annotator.ui.prompts import QtPrompts
from annotator.ui.window_state import WindowState

ID: Final = "annotator"


def run(project: Path | str | None, user: str | None, curtain: QWidget | None = None) -> int:
    """Open the window, on a project or on the last one, and return when it is closed.

    A `curtain` that was shown until then is closed.

    Raises:
        AnnotatorError: the folder for the program's own files cannot be made.
    """
    app = application()
    watch = Watch()
    watch.start()
    try:
        theme.apply(app, settings.load().settings.theme)
        state = WindowState()
        with collector_at_rest():
            with theme.undressed():
                window = MainWindow(state, QtPrompts, user=user, wanted=project or state.last)
            window.show()
            window.project.arrive()
            window.go_home()
            set_aside()
        if curtain is not None:
            QTimer.singleShot(0, window, partial(_taken_away, curtain))  # once painted
        with collecting_here(window):
            status = app.exec()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return status
    finally:
        watch.stop()


def _taken_away(curtain: QWidget) -> None:
    curtain.close()
    curtain.deleteLater()  # with the picture of it, as large as the window


def application() -> QApplication:
    """Return the one application, made and named at the first call."""
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("Annotator")
    app.setApplicationVersion(__version__)
    app.setOrganizationName("annotator")
    app.setDesktopFileName(ID)
    app.setWindowIcon(QIcon(str(resource("icons/annotator.svg"))))
    _speak(app)
    return app


def _speak(app: QApplication) -> None:
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(QLocale(), "qtbase", "_", folder):
        app.installTranslator(words)
