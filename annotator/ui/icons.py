"""The shipped drawings as icons, tinted with the theme in force."""

from functools import lru_cache
from typing import Final, cast

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from annotator.runtime.resources import resource
from annotator.ui.theme import Theme, Themes, themes

Holder = QAction | QAbstractButton

_SIZES: Final = (16, 24, 32, 64)
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
    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        svg = QSvgRenderer(QByteArray(drawing.replace("currentColor", tint).encode()))
        for size in _SIZES:
            made.addPixmap(_drawn(svg, size), mode)
    return made


def _drawn(svg: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        svg.render(painter, QRectF(0, 0, size, size))
    return pixmap
