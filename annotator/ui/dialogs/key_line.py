"""A line that takes one key press, whatever it would do elsewhere."""

from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_PASSING: Final = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_NO_KEYS: Final = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    }
)


class KeyLine(QLineEdit):
    """Shows nothing that is typed and tells which key was pressed; Tab goes on as ever.

    Signals:
        caught: a key or chord, as the table of acts writes it.
        left: Escape was pressed, or the keyboard went elsewhere.
    """

    caught = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and not _passes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif Qt.Key(event.key()) not in _NO_KEYS:
            self.caught.emit(name_of(event))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def name_of(event: QKeyEvent) -> str:
    """Return the key pressed; what Shift makes another letter of is that letter, without Shift."""
    modifiers = event.modifiers() & ~_KEYPAD
    text = event.text()
    if modifiers & _SHIFT and text.isprintable() and text.strip() and not text.isalnum():
        modifiers &= ~_SHIFT
    key = Qt.Key(event.key())
    key = Qt.Key.Key_Return if key is Qt.Key.Key_Enter else key
    return QKeySequence(QKeyCombination(modifiers, key)).toString()


def _passes(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _PASSING
