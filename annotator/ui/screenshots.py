"""Draw the real window into pictures: `python -m annotator.ui.screenshots DIR`."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import QEventLoop, QSize, QTimer, qInstallMessageHandler
from PySide6.QtGui import QCursor

from annotator.runtime.paths import OVERRIDE
from annotator.services.demonstrating import sample_project
from annotator.services.sample_annotation import sample_annotation
from annotator.ui import theme
from annotator.ui.app import application
from annotator.ui.crashes import on_qt_message
from annotator.ui.main_window import MainWindow
from annotator.ui.prompts import QtPrompts
from annotator.ui.scenes import SCENES, SMALL, put_away, shown
from annotator.ui.theme import ThemeName
from annotator.ui.window_state import WindowState

SIZES: Final[Mapping[str, tuple[QSize, str]]] = {
    "": (QSize(1280, 800), "1"),
    "-large": (QSize(1280, 720), "2"),
}
"""What a picture's name ends with: the window's size, and the scale, which holds for a process."""
THEMES: Final[tuple[ThemeName, ...]] = ("light", "dark")
_SCALE: Final = "QT_SCALE_FACTOR"
_SETTLE_MS: Final = 600
_LONGEST: Final = 600  # seconds


def main_window_picture(project: Path, out: Path) -> None:
    """Draw the window on a project, as it opens, into a picture file.

    Raises:
        ProjectError: the project cannot be opened.
    """
    with _window("light") as window:
        window.project.open(project)
        _save(window, out)


def pictures(folder: Path) -> list[Path]:
    """Draw all there is to see of the sample project, light and dark, at both scales."""
    folder.mkdir(parents=True, exist_ok=True)
    for ending, (_size, scale) in SIZES.items():
        words = [sys.executable, "-m", "annotator.ui.screenshots", str(folder), ending]
        subprocess.run(  # noqa: S603 - ourselves
            words, env={**os.environ, _SCALE: scale}, check=True, timeout=_LONGEST
        )
    scenes = ("welcome", *SCENES)
    drawn = [
        folder / f"{scene}-{name}{ending}.png"
        for scene in scenes
        for name in THEMES
        for ending in SIZES
        if not (ending and scene in SMALL)
    ]
    _lighten(drawn)
    return drawn


def draw(folder: Path, ending: str) -> None:
    """Draw every picture of one size; the process has to be at its scale."""
    size, _scale = SIZES[ending]
    reviewer = sample_annotation().reviewer
    with TemporaryDirectory() as place:
        project = sample_project(Path(place))
        for name in THEMES:
            with _window(name, reviewer) as window:
                window.resize(size)
                _save(window, folder / f"welcome-{name}{ending}.png")
                window.project.open(project)
                for scene, arrange in SCENES.items():
                    if ending and scene in SMALL:
                        continue
                    arrange(window)
                    _save(window, folder / f"{scene}-{name}{ending}.png")
                    put_away(window)


@contextmanager
def _window(name: ThemeName, user: str | None = None) -> Iterator[MainWindow]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(on_qt_message)
    theme.apply(application(), name)
    QCursor.setPos(0, 0)  # else it points at a button, which would light up
    with TemporaryDirectory() as place, _own_folders(place):
        window = MainWindow(WindowState(), QtPrompts, user=user)
        try:
            window.show()
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
    while not window.jobs.at_rest:
        _settle()
    out.parent.mkdir(parents=True, exist_ok=True)
    shown(window).save(str(out))


def _settle() -> None:
    """Let the window finish what it has begun: searches, layout, paint."""
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, loop.quit)
    loop.exec()


def _lighten(drawn: list[Path]) -> None:
    """Write the same pixels in fewer bytes, where the tool for that is there."""
    tool = which("optipng")
    if tool is not None:
        words = [tool, "-quiet", "-o2", *map(str, drawn)]
        subprocess.run(words, check=True, timeout=_LONGEST)  # noqa: S603 - a fixed tool


def main(words: list[str]) -> None:
    """Draw everything into a folder; with an ending of `SIZES` too, that size in this process."""
    logging.getLogger("annotator").addHandler(logging.NullHandler())
    folder, *ending = words
    if ending:
        draw(Path(folder), ending[0])
        return
    for picture in pictures(Path(folder)):
        sys.stdout.write(f"{picture}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
