"""One link of the source chain, as a button that can be walked to, moved, dragged and removed."""

from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

_FRAME: Final = 24  # pixels around the words
_ALT: Final = Qt.KeyboardModifier.AltModifier
_NONE: Final = Qt.KeyboardModifier.NoModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_KEYS: Final = {
    (Qt.Key.Key_Left, _NONE): ("walked", -1),
    (Qt.Key.Key_Right, _NONE): ("walked", 1),
    (Qt.Key.Key_Left, _ALT): ("moved", -1),
    (Qt.Key.Key_Right, _ALT): ("moved", 1),
    (Qt.Key.Key_Insert, _NONE): ("inserted", 0),
    (Qt.Key.Key_Insert, _SHIFT): ("inserted", 1),
    (Qt.Key.Key_Delete, _NONE): ("removed", 0),
    (Qt.Key.Key_Backspace, _NONE): ("removed", 0),
}


class ShownLink(NamedTuple):
    """A link in words; None where it has none."""

    speaker: str | None
    source: str | None
    cue: str | None

    @property
    def words(self) -> str | None:
        """Return whom it names, else the words that do."""
        return self.speaker or (f"“{self.source}”" if self.source else None)


class Crumb(QToolButton):
    """Shows one link; Left and Right walk, with Alt they move it, Insert adds, Delete removes.

    Signals:
        walked: to a neighbour, -1 outwards or 1 inwards.
        moved: by so many places.
        inserted: a link before this one (0) or after it (1).
        removed: take it out; the number says nothing.
        dragged: the pointer holds it over this point of the parent.
        dropped: it was let go there.
    """

    walked = Signal(int)
    moved = Signal(int)
    inserted = Signal(int)
    removed = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_link(self, link: ShownLink, place: int, count: int) -> None:
        """Show a link, which is the `place`-th of `count` from the outermost on."""
        self._words = words = link.words or self.tr("Nobody named")
        self.setAccessibleName(self.tr("Source {0} of {1}: {2}").format(place + 1, count, words))
        facts = (
            words,
            self.tr("Source: “{0}”").format(link.source) if link.source else "",
            self.tr("Cue: “{0}”").format(link.cue) if link.cue else "",
            self.tr("Alt+Left and Alt+Right move it, or drag it; Delete takes it out.")
            if count > 1
            else "",
        )
        self.setToolTip("\n".join(fact for fact in facts if fact))

    def cut(self, widest: int) -> None:
        """Show as much of the words as fits into so many pixels."""
        room, mode = widest - _FRAME, Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._words, mode, room)
        self.setText(shown.replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        wish = _KEYS.get((Qt.Key(event.key()), plain))
        if wish is None:
            super().keyPressEvent(event)
            return
        signal, by = wish
        getattr(self, signal).emit(by)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._pressed is not None and not self._dragging:
            way = (here - self._pressed).manhattanLength()
            self._dragging = way >= QApplication.startDragDistance()
        if self._dragging:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.mapToParent(here))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging, self._dragging, self._pressed = self._dragging, False, None
        if not dragging:
            super().mouseReleaseEvent(event)
            return
        self.unsetCursor()
        self.setDown(False)
        self.dropped.emit(self.mapToParent(event.position().toPoint()))
