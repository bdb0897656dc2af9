"""The keyboard is never nowhere, nor out of sight: what goes away gives it to the work."""

from collections.abc import Callable
from typing import Final, TypeGuard

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from annotator.ui.bench import Bench

_AROUND: Final = 12  # pixels that are seen above and below what has the keyboard


class FocusKeeper(QObject):
    """Watches one window; where nothing usable in it has the keyboard, `home` gets it."""

    def __init__(self, window: QWidget, home: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._home = home
        self._look = QTimer(self, interval=0, singleShot=True)
        self._look.timeout.connect(self.look)
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def look(self) -> None:
        """Look once, and give the keyboard to the work if it is lost."""
        if not self._window.isActiveWindow() or QApplication.activePopupWidget() is not None:
            return
        focused = QApplication.focusWidget()
        if not is_usable(focused):
            self._home()
        else:
            _bring_in_sight(focused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self._look.start()
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, _before: QWidget | None, _now: QWidget | None) -> None:
        self._look.start()


class TextComes(QObject):
    """Gives the keyboard to the text when the first document opens where none was."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._empty = bench.desk.sheet is None
        bench.desk.sheet_changed.connect(self._on_sheet_changed)

    def _on_sheet_changed(self) -> None:
        bench = self._bench
        came = self._empty and bench.desk.sheet is not None
        self._empty = bench.desk.sheet is None
        if came and not bench.in_page and not bench.documents.search.hasFocus():
            bench.focus_pane()


def _bring_in_sight(widget: QWidget) -> None:
    """Scroll to what a key went to, which Qt does for Tab alone; nothing moves under the mouse."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and (held := around.widget()) is not None:
            box = QRect(widget.mapTo(held, QPoint()), widget.size())
            if not QRect(-held.pos(), around.viewport().size()).contains(box):
                _scroll_to(around, box)
        around = around.parentWidget()


def _scroll_to(area: QScrollArea, box: QRect) -> None:
    if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
        for corner in (box.bottomLeft(), box.topLeft()):
            area.ensureVisible(corner.x(), corner.y(), 0, _AROUND)


def is_usable(widget: QWidget | None) -> TypeGuard[QWidget]:
    """Tell whether somebody can work with what has the keyboard."""
    return widget is not None and widget.isVisible() and widget.isEnabled()
