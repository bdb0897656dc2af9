"""The menu of the source text: what can be done with the words under the pointer."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from annotator.ui import menus
from annotator.ui.source_text.reader import Reader
from annotator.ui.source_text.view import ReadingView


class TextMenu(QObject):
    """Opens where it is asked for; the claim under the pointer becomes current first."""

    def __init__(self, reader: Reader, actions: menus.Actions) -> None:
        super().__init__(reader)
        self._reader = reader
        self._actions = actions
        reader.each(self._watch)

    def _watch(self, view: ReadingView) -> None:
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    @property
    def _view(self) -> ReadingView:
        return self._reader.view

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ContextMenu or not isinstance(event, QContextMenuEvent):
            return super().eventFilter(watched, event)
        caret = self._view.cursorRect().bottomLeft()
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        if by_mouse:
            self._point_at(event.pos())
        place = event.globalPos() if by_mouse else self._view.viewport().mapToGlobal(caret)
        self._menu().popup(place)
        return True

    def _point_at(self, place: QPoint) -> None:
        """Bring caret and current claim under the pointer; selected words stay selected."""
        view = self._view
        if view.selection() is not None:
            return
        view.setTextCursor(view.cursorForPosition(place))
        keys = view.keys_at(place)
        if keys and view.ink().current not in keys:
            view.current_requested.emit(keys[0])

    def _menu(self) -> QMenu:
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("Cop&y the words"), self._view.copy)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setEnabled(self._view.selection() is not None)
        menu.addSeparator()
        menus.fill(menu, self._actions, menus.TEXT_MENU)
        return menu
