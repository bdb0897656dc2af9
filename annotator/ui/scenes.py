"""What the pictures of the window show: the parts of it, arranged one after the other."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QDialog

from annotator.services import keeping
from annotator.services.sample_annotation import sample_annotation
from annotator.ui.adjudication.panel import AdjudicationPanel
from annotator.ui.agreement.panel import AgreementPanel
from annotator.ui.dialogs.user_dialog import UserDialog
from annotator.ui.main_window import MainWindow
from annotator.ui.parted import parted
from annotator.ui.read_twice import read_twice
from annotator.ui.workspaces import Workspace

_SHADE: Final = QColor(0, 0, 0, 70)  # over the window, under a dialog
_LONGEST: Final = 60  # seconds that a scene is waited for
_LOOK_MS: Final = 20
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


def _agreement(window: MainWindow) -> None:
    """Compare what two people read in a copy of the project, which itself stays as it is."""
    _in_a_copy(window)
    if window.session is not None:
        read_twice(window.session.services)
        _workspace(Workspace.AGREEMENT, window)
        page = window.session.bench.pages[Workspace.AGREEMENT]
        if isinstance(page, AgreementPanel):
            _until(page.asked.go.isEnabled)
            page.asked.go.click()
            _until(lambda: not page.comparing.busy)


def _until(met: Callable[[], bool]) -> None:
    """Let the window go on until something is so, for some seconds at most."""
    loop, ends = QEventLoop(), monotonic() + _LONGEST
    while not met() and monotonic() < ends:
        QTimer.singleShot(_LOOK_MS, loop.quit)
        loop.exec()


def _merge(window: MainWindow) -> None:
    """Merge a colleague's copy into a copy of the project, which itself stays as it is."""
    _in_a_copy(window)
    if window.session is None:
        return
    merging = window.session.merging
    folder = window.session.services.context.store.path.parent
    merging.look(parted(window.session.services, folder))
    _until(lambda: merging.page.report is not None)


def _adjudicate(window: MainWindow) -> None:
    """Settle what two people read in a copy of the project, which itself stays as it is."""
    _in_a_copy(window)
    if window.session is None:
        return
    document_id = read_twice(window.session.services)
    _workspace(Workspace.ADJUDICATE, window)
    page = window.session.bench.pages[Workspace.ADJUDICATE]
    if isinstance(page, AdjudicationPanel):
        page.case.open(document_id)
        page.step(1)


def _in_a_copy(window: MainWindow) -> None:
    """Go on in a copy of the project, as who leads it."""
    if window.session is None:
        return
    context = window.session.services.context
    folder = Path(mkdtemp(dir=context.store.path.parent))
    mine = folder / context.store.path.name
    keeping.backup(context, mine)
    window.project.open(mine)
    window.project.switch_user()
    for dialog in window.findChildren(UserDialog):
        dialog.wanted.emit(sample_annotation().annotator)
        dialog.close()


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
        "people": partial(_workspace, Workspace.PEOPLE),
        "palette": _palette,
        "preferences": _preferences,
        "merge": _merge,
        "adjudicate": _adjudicate,
        "agreement": _agreement,
    }
)
"""How the window of an open project is arranged for each picture."""
SMALL: Final = frozenset({"palette", "preferences"})
"""What is drawn in the plain size alone."""
