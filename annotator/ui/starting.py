"""Show a window at once, and read the program behind it.

Nothing is imported before the window is painted that it can do without, the checks of values
above all: reading the rest takes several times as long as Qt does. `Qt` itself is done without:
to name one of its values makes all its enumerations, a sixth of what a bare window takes.
"""

import builtins
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Final

from PySide6.QtCore import QByteArray, QEventLoop, QSettings, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from annotator.runtime.collector import collector_at_rest, set_aside
from annotator.runtime.paths import settings_file, window_file
from annotator.runtime.resources import resource

_PROGRAM: Final = "annotator.ui.app"
_PLAIN: Final = "__orig_import__"
_SIZE: Final = (1280, 800)
_GEOMETRY: Final = "window/geometry"
_HALF: Final = 128  # of the lightness of white
_LATEST_MS: Final = 200  # after which the program is read, painted or not


def run(
    project: Path | str | None, user: str | None, prepare: Callable[[], object] = lambda: None
) -> int:
    """Open the window, on a project or on the last one, and return when it is closed.

    The project is a file, or a database by its URL. `prepare` is done before the program is read.

    Raises:
        AnnotatorError: the folder for the program's own files cannot be made.
    """
    if _PROGRAM in sys.modules:
        prepare()
        return int(_program().run(project, user))
    spare_sources()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("annotator")
    app.setDesktopFileName("annotator")
    file = Path(project.partition("?")[0]) if isinstance(project, str) else project
    curtain = Curtain(file.stem if file else "")
    curtain.show()
    app.setQuitOnLastWindowClosed(False)  # it would end the wait, not the reading
    wanted = _read(prepare, curtain)
    app.setQuitOnLastWindowClosed(True)
    return int(_program().run(project, user, curtain)) if wanted else 0


def spare_sources() -> None:
    """Import as Python does it: PySide's own way reads the source of every module beside.

    It looks there for features that are not used here, and keeps whatever it has read: 30 MB.
    """
    builtins.__import__ = getattr(builtins, _PLAIN, builtins.__import__)


class Curtain(QWidget):
    """An empty window where the last one was, in the colours of the theme.

    It is no main window, which would move its middle into place by an animation.

    Signals:
        painted: it is in sight, or should be.
        left: it was closed by hand.
    """

    painted = Signal()
    left = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setWindowTitle(title or "Annotator")
        self._dress()
        words = QLabel(self.tr("Opening…"))
        words.setEnabled(False)
        row = QHBoxLayout(self)
        row.addStretch()
        row.addWidget(words)
        row.addStretch()
        known = QSettings(str(window_file()), QSettings.Format.IniFormat).value(_GEOMETRY)
        if not (isinstance(known, QByteArray) and self.restoreGeometry(known)):
            self.resize(*_SIZE)
        self._soon = QTimer(self, interval=_LATEST_MS, singleShot=True)
        self._soon.timeout.connect(self.painted)
        self._soon.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._soon.isActive():
            self._soon.start(0)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()

    def _dress(self) -> None:
        colours = json.loads(resource(f"themes/{_theme()}.json").read_text(encoding="utf-8"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(colours["window"]))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colours["muted"]))
        self.setPalette(palette)


def _read(prepare: Callable[[], object], curtain: Curtain) -> bool:
    """Prepare, and read the program; return whether the window was left open meanwhile."""
    loop, closed, problems = QEventLoop(), [], []

    def read() -> None:
        try:
            with collector_at_rest():
                prepare()
                _program()
                set_aside()
        except BaseException as problem:  # noqa: BLE001 - raised again below
            problems.append(problem)
        loop.quit()

    thread = Thread(target=read, name="reading the program", daemon=True)
    curtain.painted.connect(thread.start)
    curtain.left.connect(lambda: closed.append(True))
    loop.exec()
    thread.join()
    if problems:
        raise problems[0]
    return not closed


def _program() -> ModuleType:
    return import_module(_PROGRAM)


def _theme() -> str:
    """Return the theme of the settings, where they can be read that early."""
    with suppress(OSError, ValueError, AttributeError):
        wanted = json.loads(settings_file().read_text(encoding="utf-8")).get("theme")
        if wanted in {"light", "dark"}:
            return str(wanted)
    return "dark" if QApplication.palette().window().color().lightness() < _HALF else "light"
