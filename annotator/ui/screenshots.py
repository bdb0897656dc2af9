"""Draw the real window into pictures: `python -m annotator.ui.screenshots DIR`."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import QEventLoop, QTimer, qInstallMessageHandler

from annotator.runtime.paths import OVERRIDE
from annotator.services.demonstrating import sample_project
from annotator.services.sample_annotation import sample_annotation
from annotator.ui import theme
from annotator.ui.app import application
from annotator.ui.crashes import on_qt_message
from annotator.ui.main_window import MainWindow
from annotator.ui.prompts import QtPrompts
from annotator.ui.theme import ThemeName
from annotator.ui.window_state import WindowState
from annotator.ui.workspaces import Workspace

SIZES: Final = {"": (1280, 800), "-large": (1920, 1080)}
THEMES: Final[tuple[ThemeName, ...]] = ("light", "dark")
_SETTLE_MS: Final = 400


def main_window_picture(project: Path, out: Path) -> None:
    """Draw the window on a project, as it opens, into a picture file.

    Raises:
        ProjectError: the project cannot be opened.
    """
    with _window(project, "light") as window:
        _save(window, out)


def pictures(folder: Path) -> list[Path]:
    """Draw each workspace on the sample project, light and dark, in two sizes."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    reviewer = sample_annotation().reviewer
    with TemporaryDirectory() as place:
        project = sample_project(Path(place))
        for name in THEMES:
            with _window(project, name, reviewer) as window:
                drawn += _workspaces(window, folder, name)
    return drawn


def _workspaces(window: MainWindow, folder: Path, name: str) -> Iterator[Path]:
    for size, (width, height) in SIZES.items():
        window.resize(width, height)
        for workspace in Workspace:
            _arrange(window, workspace)
            out = folder / f"{workspace.name.lower()}-{name}{size}.png"
            _save(window, out)
            yield out


def _arrange(window: MainWindow, workspace: Workspace) -> None:
    if window.session is None:
        return
    bench = window.session.bench
    bench.show_workspace(workspace)
    if workspace is Workspace.REVIEW:
        bench.next_open()


@contextmanager
def _window(project: Path, name: ThemeName, user: str | None = None) -> Iterator[MainWindow]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(on_qt_message)
    theme.apply(application(), name)
    with TemporaryDirectory() as place, _own_folders(place):
        window = MainWindow(WindowState(), QtPrompts, user=user)
        try:
            window.show()
            window.project.open(project)
            yield window
        finally:
            window.close()
            window.deleteLater()
            _settle()


@contextmanager
def _own_folders(place: str) -> Iterator[None]:
    """Keep what the program remembers of a person out of the pictures, and the other way round."""
    before = os.environ.get(OVERRIDE)
    os.environ[OVERRIDE] = place
    try:
        yield
    finally:
        os.environ.pop(OVERRIDE)
        if before is not None:
            os.environ[OVERRIDE] = before


def _save(window: MainWindow, out: Path) -> None:
    _settle()
    out.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(out))


def _settle() -> None:
    """Let the window finish what it has begun: searches, layout, paint."""
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    logging.getLogger("annotator").addHandler(logging.NullHandler())
    for picture in pictures(Path(sys.argv[1])):
        sys.stdout.write(f"{picture}\n")
