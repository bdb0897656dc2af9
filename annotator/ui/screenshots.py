"""Draw the real window into pictures: `python -m annotator.ui.screenshots DIR`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

OFFSCREEN: Final = "offscreen"
os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or OFFSCREEN

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - the platform is chosen first
from PySide6.QtWidgets import QApplication  # noqa: E402 - as above

from annotator.runtime.paths import OVERRIDE  # noqa: E402 - as above
from annotator.ui import theme  # noqa: E402 - as above
from annotator.ui.app import application  # noqa: E402 - as above
from annotator.ui.bench import Workspace  # noqa: E402 - as above
from annotator.ui.main_window import MainWindow  # noqa: E402 - as above
from annotator.ui.prompts import QtPrompts  # noqa: E402 - as above
from annotator.ui.theme import ThemeName  # noqa: E402 - as above
from annotator.ui.window_state import WindowState  # noqa: E402 - as above

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


def pictures(folder: Path, user: str | None = None) -> list[Path]:
    """Draw each workspace on the sample project, light and dark, in two sizes."""
    from annotator.services.demonstrating import sample_project  # noqa: PLC0415 - heavy

    folder.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    with TemporaryDirectory() as place:
        project = sample_project(Path(place))
        for name in THEMES:
            with _window(project, name, user) as window:
                drawn += _workspaces(window, folder, name)
    return drawn


def _workspaces(window: MainWindow, folder: Path, name: str) -> Iterator[Path]:
    for size, (width, height) in SIZES.items():
        window.resize(width, height)
        for workspace in Workspace:
            if window.session is not None:
                window.session.bench.show_workspace(workspace)
            out = folder / f"{workspace.name.lower()}-{name}{size}.png"
            _save(window, out)
            yield out


@contextmanager
def _window(project: Path, name: ThemeName, user: str | None = None) -> Iterator[MainWindow]:
    app = application()
    theme.apply(app, name)
    with TemporaryDirectory() as place:
        before = os.environ.get(OVERRIDE)
        os.environ[OVERRIDE] = place
        window = MainWindow(WindowState(), QtPrompts, user=user)
        try:
            window.show()
            window.project.open(project)
            yield window
        finally:
            window.close()
            window.deleteLater()
            _settle(app)
            _put_back(before)


def _put_back(before: str | None) -> None:
    if before is None:
        del os.environ[OVERRIDE]
    else:
        os.environ[OVERRIDE] = before


def _save(window: MainWindow, out: Path) -> None:
    app = application()
    _settle(app)
    out.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(out))


def _settle(_app: QApplication) -> None:
    """Let the window finish what it has begun: searches, layout, paint."""
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    for picture in pictures(Path(sys.argv[1]), "Rita Review"):
        sys.stdout.write(f"{picture}\n")
