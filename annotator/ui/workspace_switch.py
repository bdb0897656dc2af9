"""The workspaces as a row of tabs beside the menus, for the mouse."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QStyle, QToolButton, QWidget

from annotator.ui.workspaces import Workspace

_MENU_ROOM: Final = 20  # pixels around the words of a menu
_WITH_WORDS: Final = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_WORDS: Final = Qt.ToolButtonStyle.ToolButtonTextOnly
_BARE: Final = Qt.ToolButtonStyle.ToolButtonIconOnly


class WorkspaceSwitch(QWidget):
    """One button a workspace, in their order; out of sight while no project is open.

    Where there is no room beside the menus for icons and words they are words alone, and where
    that is too wide still, only the one in force has words.
    """

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workspaceSwitch")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(2)
        self._buttons = [
            self._button(actions[f"workspace_{workspace + 1}"]) for workspace in Workspace
        ]
        for button in self._buttons:
            row.addWidget(button)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolButtonStyle(_WITH_WORDS)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(action.text().replace("&", ""))
        action.toggled.connect(self._fit)
        return button

    def event(self, event: QEvent) -> bool:
        bar = self.parentWidget()
        if event.type() == QEvent.Type.ParentChange and isinstance(bar, QMenuBar):
            bar.installEventFilter(self)
        if event.type() in {QEvent.Type.Show, QEvent.Type.Polish}:
            self._fit()
        elif event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._fit)  # once the buttons have their new size too
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QMenuBar):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        bar = self.parentWidget()
        if not isinstance(bar, QMenuBar):
            return
        room = bar.width() - _menus(bar)
        for style in (_WITH_WORDS, _WORDS, _BARE):
            for button in self._buttons:
                in_force = style is _BARE and button.isChecked()
                button.setToolButtonStyle(_WITH_WORDS if in_force else style)
            if self.sizeHint().width() <= room:
                break
        self._lie_at_the_end(bar)

    def _lie_at_the_end(self, bar: QMenuBar) -> None:
        """Take the room that is needed now; the bar would not see to it before it is resized."""
        size = self.sizeHint()
        above = max(0, bar.height() - size.height()) // 2
        box = QRect(bar.width() - size.width(), above, size.width(), size.height())
        self.setGeometry(QStyle.visualRect(bar.layoutDirection(), bar.rect(), box))


def _menus(bar: QMenuBar) -> int:
    """Return how wide all menus are, also those that have no room now."""
    titles = (action.text().replace("&", "") for action in bar.actions() if action.isVisible())
    return sum(bar.fontMetrics().horizontalAdvance(title) + _MENU_ROOM for title in titles)
