"""The menus that open where one points: over the claims, the record and the queue."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QWidget

from annotator.ui import menus
from annotator.ui.bench import Bench
from annotator.ui.workspace_page import WorkspacePage


class ContextMenu(QObject):
    """Opens a menu of acts over a widget, with the widget's own actions below them."""

    def __init__(
        self, widget: QWidget, actions: menus.Actions, items: tuple[menus.Item, ...]
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._actions = actions
        self._items = items
        widget.installEventFilter(self)
        if isinstance(widget, QAbstractScrollArea):
            widget.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ContextMenu or not isinstance(event, QContextMenuEvent):
            return super().eventFilter(watched, event)
        self.menu().popup(event.globalPos())
        return True

    def menu(self) -> QMenu:
        """Return the menu, as it stands now."""
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menus.fill(menu, self._actions, self._items)
        own = self._widget.actions()
        if own:
            menu.addSeparator()
            menu.addActions(own)
        return menu


def give_menus(bench: Bench, actions: menus.Actions) -> None:
    """Let the panes of a bench open menus."""
    ContextMenu(bench.claims.table, actions, menus.CLAIMS_MENU)
    ContextMenu(bench.record, actions, menus.RECORD_MENU)

    def give(page: WorkspacePage) -> None:
        for widget, items in page.menus().items():
            ContextMenu(widget, actions, items)

    bench.review_made.connect(lambda panel: ContextMenu(panel.table, actions, menus.REVIEW_MENU))
    bench.page_made.connect(give)
    for page in bench.pages.made():
        give(page)
