"""Help: the guide, the keys, the log folder, and what the program is."""

from importlib.metadata import PackageNotFoundError, version
from typing import Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator import __version__
from annotator.runtime.paths import data_dir, log_dir
from annotator.ui.action_set import ActionSet

_LIBRARIES: Final = ("PySide6", "SQLAlchemy", "pydantic", "trafilatura", "sentencex")
_LGPL: Final = (
    "Annotator is free software under the MIT licence. Its window is made with Qt for Python, used"
    " under the GNU Lesser General Public License, version 3: you may replace Qt by a version of"
    " your own. The towns it knows are from GeoNames, under CC BY 4.0."
)


class HelpActs(QObject):
    """Opens what explains the program, beside the work; each page at most once."""

    def __init__(self, window: QWidget, actions: ActionSet) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions

    def guide(self) -> None:
        """Show how the work goes."""
        from annotator.ui.guide import guide_page  # noqa: PLC0415 - when asked

        self._show(self.tr("Guide"), guide_page(self._actions.acts))

    def keys(self) -> None:
        """Show all keys."""
        from annotator.ui.shortcuts_sheet import keys_page  # noqa: PLC0415 - when asked

        self._show(self.tr("Keys"), keys_page(self._actions.acts), height=640)

    def open_logs(self) -> None:
        """Show the folder of the log."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_dir())))

    def about(self) -> None:
        """Show the version and the licences."""
        self._show(self.tr("About Annotator"), about_page(), height=360)

    def about_qt(self) -> None:
        """Show what Qt says of itself."""
        QMessageBox.aboutQt(self._window)

    def _show(self, title: str, page: str, height: int = 520) -> None:
        from annotator.ui.dialogs.page_dialog import PageDialog  # noqa: PLC0415 - when asked

        for known in self._window.findChildren(PageDialog):
            known.close()
        PageDialog(title, page, self._window, height=height).show()


def versions() -> tuple[str, ...]:
    """Return the program's version and those of what it stands on, a line each."""
    return (f"Annotator {__version__}", *(f"{name} {_version(name)}" for name in _LIBRARIES))


def about_page() -> str:
    """Return the page about the program as rich text."""
    ours, *others = versions()
    return (
        f"<h2>{ours}</h2><p>Turns news text into a verified who-said-what dataset.</p>"
        f"<p>{_LGPL}</p><p>{', '.join(others)}</p><p>Own files: {data_dir()}</p>"
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
