"""The tree of the codebook, with its keys."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from annotator.ui.codebook.tree_model import CodebookModel

_Key = Qt.Key
_MOVES: Final = {
    _Key.Key_Up: (-1, 0),
    _Key.Key_Down: (1, 0),
    _Key.Key_Left: (0, -1),
    _Key.Key_Right: (0, 1),
}


class CodebookTree(QTreeView):
    """Shows the tree; Alt with an arrow moves the chosen item.

    Signals:
        pushed: the chosen item is to move by so many places, and in or out by so many levels.
        edit_wanted: F2 or Return was pressed.
        retire_wanted: Delete was pressed.
    """

    pushed = Signal(int, int)
    edit_wanted = Signal()
    retire_wanted = Signal()

    def __init__(self, model: CodebookModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(self.tr("Codebook"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setIndentation(16)
        self.setStyleSheet("QTreeView::item { padding: 2px 0; }")
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in _MOVES:
            self.pushed.emit(*_MOVES[key])
        elif key in {_Key.Key_F2, _Key.Key_Return, _Key.Key_Enter}:
            self.edit_wanted.emit()
        elif key == _Key.Key_Delete:
            self.retire_wanted.emit()
        else:
            super().keyPressEvent(event)


def _is_ours(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent):
        return False
    plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    ours = {_Key.Key_Return, _Key.Key_Enter, _Key.Key_Delete, _Key.Key_F2}
    return (alt and event.key() in _MOVES) or (plain and event.key() in ours)
