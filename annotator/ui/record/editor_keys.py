"""Keys and focus of an editor, told alike whatever widget it is."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from annotator.ui.keys import RETURN

_OWN: Final = RETURN | {Qt.Key.Key_Escape}
_PASSING: Final = frozenset(
    {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}
)


class EditorKeys(QObject):
    """Watches one editor; Return and Escape are its own and reach no shortcut of the window.

    Undo and redo reach the window once the editor has nothing of its own to take back.

    Signals:
        returned: Return was pressed.
        menu_wanted: Alt+Return was pressed: what can be done with it is to be shown.
        escaped: Escape was pressed.
        entered: the keyboard came to the editor.
        left: it went elsewhere within the window.
    """

    returned = Signal()
    menu_wanted = Signal()
    escaped = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, editor: QWidget, own: frozenset[Qt.Key] = _OWN) -> None:
        super().__init__(editor)
        self._own = own
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QKeyEvent() if _is_for_the_window(watched, event):
                event.ignore()
                return True
            case QKeyEvent() if event.key() in self._own:
                return self._on_key(event)
            case QFocusEvent() if event.reason() not in _PASSING:
                self._on_focus(event)
        return False

    def _on_focus(self, event: QFocusEvent) -> None:
        if event.gotFocus():
            self.entered.emit()
        elif event.lostFocus():
            self.left.emit()

    def _on_key(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        menu = plain == Qt.KeyboardModifier.AltModifier and event.key() in RETURN
        if plain != Qt.KeyboardModifier.NoModifier and not menu:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._meant(event, menu=menu).emit()
            return True
        return False

    def _meant(self, event: QKeyEvent, *, menu: bool) -> SignalInstance:
        if menu:
            return self.menu_wanted
        return self.escaped if event.key() == Qt.Key.Key_Escape else self.returned


def _is_for_the_window(watched: QObject, event: QKeyEvent) -> bool:
    if not isinstance(watched, QLineEdit) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    undo = event.matches(QKeySequence.StandardKey.Undo) and not watched.isUndoAvailable()
    redo = event.matches(QKeySequence.StandardKey.Redo) and not watched.isRedoAvailable()
    return undo or redo


def presses_on_return(*buttons: QAbstractButton) -> None:
    """Let Return press these buttons while they have the keyboard, and nothing else."""
    for button in buttons:
        EditorKeys(button, RETURN).returned.connect(button.click)
