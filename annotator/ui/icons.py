"""The shipped drawings as icons, tinted with the theme in force."""

from functools import lru_cache
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from annotator.runtime.resources import resource
from annotator.ui.theme import Theme, Themes, themes

Holder = QAction | QAbstractButton

_KEPT: Final = 512


def icon(name: str) -> QIcon:
    """Return a shipped drawing in the colours of the theme in force.

    Raises:
        FileNotFoundError: there is no drawing of that name.
        RuntimeError: there is no application yet.
    """
    theme = _themes().current
    return _tinted(name, theme.text, theme.muted)


def dress(holder: Holder, name: str) -> None:
    """Give an action or a button its icon, and the same in new colours whenever they change.

    Raises:
        FileNotFoundError: there is no drawing of that name.
    """
    holder.setIcon(icon(name))
    _Dress(holder, name)


class _Dress(QObject):
    """Keeps one icon in the theme's colours; lives and dies with what shows it."""

    def __init__(self, holder: Holder, name: str) -> None:
        super().__init__(holder)
        self._name = name
        _themes().changed.connect(self._on_theme_changed)

    def _on_theme_changed(self, _theme: Theme) -> None:
        holder = self.parent()
        if isinstance(holder, Holder):
            holder.setIcon(icon(self._name))


def _themes() -> Themes:
    app = cast("QApplication | None", QApplication.instance())
    if app is None:
        raise RuntimeError("icons need a running application")
    return themes(app)


@lru_cache(maxsize=_KEPT)
def _tinted(name: str, colour: str, disabled: str) -> QIcon:
    drawing = resource(f"icons/{name}.svg")
    if not drawing.is_file():
        raise FileNotFoundError(drawing)
    return QIcon(_Drawing(drawing, colour, disabled))


@lru_cache(maxsize=_KEPT)
def _read(drawing: Path) -> str:
    return drawing.read_text(encoding="utf-8")


class _Drawing(QIconEngine):
    """Draws an icon when it is seen, in the size that is wanted: most are in menus never opened."""

    def __init__(self, drawing: Path, colour: str, disabled: str) -> None:
        super().__init__()
        self._drawing = drawing
        self._tints = colour, disabled

    def clone(self) -> "_Drawing":
        return _Drawing(self._drawing, *self._tints)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        tint = self._tints[mode is QIcon.Mode.Disabled]
        drawing = _read(self._drawing).replace("currentColor", tint)
        svg = QSvgRenderer(QByteArray(drawing.encode()))
        svg.render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            self.paint(painter, pixmap.rect(), mode, state)
        return pixmap
