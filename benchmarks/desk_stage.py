"""A window with a desk on a project, its lists still to be made, and the turns of its loop."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtWidgets import QApplication

from annotator.domain.errors import AnnotatorError
from annotator.runtime.collector import set_aside
from annotator.runtime.paths import OVERRIDE
from annotator.services.bootstrap import open_services
from annotator.ui.app import application
from annotator.ui.desk import Desk
from annotator.ui.event_bridge import EventBridge
from annotator.ui.main_window import MainWindow
from annotator.ui.prompts import QtPrompts
from annotator.ui.window_state import WindowState

WIDTH, HEIGHT = 1000, 700
LONGEST: Final = 300.0  # seconds until an answer has to be there
PAUSE: Final = 0.0002  # seconds in which other threads have the interpreter


class Turns:
    """Lets the window work until something holds.

    `longest` is the longest stretch of work of the window's thread, `worked` what all threads did
    in the last wait: both in ms of the processor, which others may want too.
    """

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.longest = self.worked = 0.0

    def until(self, act: Callable[[], object], holds: Callable[[], bool]) -> float:
        """Act, wait until something holds, and return how long both took, in ms.

        Raises:
            TimeoutError: it does not come to hold.
        """
        begin, worked, turn = time.perf_counter(), time.process_time(), time.thread_time()
        act()
        while True:
            self._app.processEvents()
            met = holds()
            now = time.perf_counter()
            self.longest = max(self.longest, 1000 * (time.thread_time() - turn))
            if met:
                self.worked = 1000 * (time.process_time() - worked)
                return 1000 * (now - begin)
            if now - begin > LONGEST:
                raise TimeoutError("No answer came.")
            time.sleep(PAUSE)
            turn = time.thread_time()


class Stage:
    """What a list needs around it; nothing is listed yet."""

    def __init__(self, project: Path) -> None:

        self._place = TemporaryDirectory()
        os.environ[OVERRIDE] = self._place.name
        self.app = application()
        self.window = MainWindow(WindowState(), QtPrompts)
        self.shell = self.window.shell
        bridge = EventBridge(self.window)
        self._services = open_services(project, user="Ann", publish=bridge.publish)
        self.desk = Desk(self._services, bridge, _raise, self.window)
        set_aside()  # as the program does once it stands

    def close(self) -> None:
        """Let the project go."""
        self.shell.jobs.drop()
        self.window.close()
        self._services.close()
        self._place.cleanup()


def _raise(error: AnnotatorError) -> None:
    raise error
