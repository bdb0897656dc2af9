"""What the window remembers: its size, the last projects, and the place in each."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.domain.sampling import SamplePlan
from annotator.domain.value import Value
from annotator.runtime.paths import window_file
from annotator.ui.server_address import Place as ProjectPlace
from annotator.ui.server_address import place_of

KEPT: Final = 10
_GEOMETRY: Final = "window/geometry"
_LAST: Final = "window/project"
_RECENT: Final = "window/recent"
_USED: Final = "palette/used"
_FRAME: Final = QSize(24, 56)  # pixels, the borders and the title of the widest usual frames
_NO_SCREENS: Final = frozenset({"offscreen", "minimal"})


class Place(Value):
    """Where a person is in a project, and how they arranged the window for it.

    `scroll` is the offset of the first character in sight. `zoom` is in per cent, 0 for the size in
    the preferences; the scores below which proposals are hidden, and from which they were to be
    accepted last, are too. `sample` is the one that is checked.
    """

    document: int = 0
    item: str = ""
    scroll: int = 0
    workspace: int = 0
    zoom: int = 0
    columns: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    sorted_by: int = 0
    descending: bool = False
    hide_below: int = 0
    accept_from: int = 85
    sample: SamplePlan | None = None


class WindowState:
    """One ini file; what cannot be read in it counts as never written."""

    def __init__(self, file: Path | None = None) -> None:
        path = file or window_file()
        self._ini = QSettings(str(path), QSettings.Format.IniFormat)

    def keep_geometry(self, window: QWidget) -> None:
        """Remember the size and the place on the screen."""
        self._ini.setValue(_GEOMETRY, window.saveGeometry())

    def restore_geometry(self, window: QWidget) -> bool:
        """Give a window its last size and place; return False if none is known."""
        known = self._ini.value(_GEOMETRY)
        return isinstance(known, QByteArray) and window.restoreGeometry(known)

    @property
    def last(self) -> Path | None:
        """Return the project file that was open last, None when it was closed by hand or is gone.

        None too where that was a project on a server, which may ask for a password.
        """
        name = self._text(_LAST)
        path = Path(name) if name else None
        return path if path is not None and path.is_file() else None

    def keep_last(self, project: ProjectPlace | None) -> None:
        """Remember the open project, the newest of the recent ones, by its file or its URL.

        What is remembered is written down as it is: a URL has to come without a password.
        """
        self._ini.setValue(_LAST, str(project) if isinstance(project, Path) else "")
        if project is not None:
            others = [place for place in self.recent if place != project]
            self._keep_recent([project, *others])
            now = datetime.now(UTC).isoformat(timespec="seconds")
            self._ini.setValue(_key("opened", project), now)

    @property
    def recent(self) -> tuple[ProjectPlace, ...]:
        """Return the projects opened before, the newest first, those now missing too."""
        known = self._ini.value(_RECENT)
        names = [known] if isinstance(known, str) else known or []
        return tuple(place_of(name) for name in names if isinstance(name, str) and name)[:KEPT]

    def opened(self, project: ProjectPlace) -> str | None:
        """Return when a project was opened last, an ISO 8601 moment, None if that is not known."""
        return self._text(_key("opened", project)) or None

    def forget(self, project: ProjectPlace) -> None:
        """Forget that this project was opened before."""
        self._keep_recent([place for place in self.recent if place != project])

    def forget_recent(self) -> None:
        """Forget which projects were opened before."""
        self._keep_recent([])

    @property
    def used(self) -> tuple[str, ...]:
        """Return what was done from the palette, the newest first."""
        return tuple(name for name in self._text(_USED).split("\n") if name)[:KEPT]

    def keep_used(self, name: str) -> None:
        """Remember that something was done from the palette."""
        others = [other for other in self.used if other != name]
        self._ini.setValue(_USED, "\n".join([name, *others][:KEPT]))

    def keep_place(self, project: Path, place: Place) -> None:
        """Remember where somebody was in a project."""
        self._ini.setValue(_key("places", project), place.model_dump_json())

    def place(self, project: Path) -> Place:
        """Return where somebody was in a project, the beginning if that is not known."""
        try:
            return Place.model_validate_json(self._text(_key("places", project)))
        except ValidationError:
            return Place()

    def keep_drafts(self, project: Path, drafts: Mapping[tuple[str, str], str]) -> None:
        """Remember what is typed in a project and not stored yet."""
        told = [[subject, field, text] for (subject, field), text in drafts.items()]
        self._ini.setValue(_key("drafts", project), json.dumps(told))

    def drafts(self, project: Path) -> dict[tuple[str, str], str]:
        """Return what was typed in a project and not stored."""
        try:
            told = json.loads(self._text(_key("drafts", project)) or "[]")
            return {(subject, field): str(text) for subject, field, text in told}
        except (ValueError, TypeError):
            return {}

    def write(self) -> None:
        """Write everything to the file now."""
        self._ini.sync()

    def _keep_recent(self, places: list[ProjectPlace]) -> None:
        self._ini.setValue(_RECENT, [str(place) for place in places[:KEPT]])

    def _text(self, key: str) -> str:
        value: Any = self._ini.value(key)
        return value if isinstance(value, str) else ""


def take_room(window: QWidget, wanted: QSize) -> None:
    """Give a window its first size in pixels; it fills a screen that cannot hold it and a frame."""
    room = window.screen().availableGeometry().size() - _FRAME
    fitting = wanted.boundedTo(room)
    if fitting == wanted or QGuiApplication.platformName() in _NO_SCREENS:
        window.resize(wanted)
    else:
        window.resize(fitting)
        window.setWindowState(Qt.WindowState.WindowMaximized)


def _key(group: str, project: ProjectPlace) -> str:
    return f"{group}/" + str(project).replace("/", "|").replace("\\", "|")
