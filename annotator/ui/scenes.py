"""What the pictures of the window show: the parts of it, arranged one after the other."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QDialog

from annotator.ui.main_window import MainWindow
from annotator.ui.workspaces import Workspace

_SHADE: Final = QColor(0, 0, 0, 70)  # over the window, under a dialog
Scene = Callable[[MainWindow], None]


def shown(window: MainWindow) -> QPixmap:
    """Return the picture of a window, with the dialog over it that is open."""
    picture = window.grab()
    for dialog in _dialogs(window):
        painter = QPainter(picture)
        painter.fillRect(window.rect(), _SHADE)
        free = (window.size() - dialog.size()) / 2
        painter.drawPixmap(free.width(), free.height(), dialog.grab())
        painter.end()
    return picture


def put_away(window: MainWindow) -> None:
    """Close what a scene has opened over the window."""
    for dialog in _dialogs(window):
        dialog.close()
        dialog.deleteLater()
    if window.commands.isVisible():
        window.commands.close_again()


def _dialogs(window: MainWindow) -> list[QDialog]:
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def _workspace(workspace: Workspace, window: MainWindow) -> None:
    if window.session is not None:
        window.session.bench.show_workspace(workspace)


def _review(window: MainWindow) -> None:
    _workspace(Workspace.REVIEW, window)
    if window.session is not None:
        window.session.bench.next_open()


def _palette(window: MainWindow) -> None:
    _workspace(Workspace.ANNOTATE, window)
    window.commands.open()


def _preferences(window: MainWindow) -> None:
    _workspace(Workspace.ANNOTATE, window)
    window.preferences()


SCENES: Final[Mapping[str, Scene]] = MappingProxyType(
    {
        "annotate": partial(_workspace, Workspace.ANNOTATE),
        "review": _review,
        "speakers": partial(_workspace, Workspace.SPEAKERS),
        "explore": partial(_workspace, Workspace.EXPLORE),
        "codebook": partial(_workspace, Workspace.CODEBOOK),
        "palette": _palette,
        "preferences": _preferences,
    }
)
"""How the window of an open project is arranged for each picture."""
SMALL: Final = frozenset({"palette", "preferences"})
"""What is drawn in the plain size alone."""
