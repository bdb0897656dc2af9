"""The button that lets a claim say the same as the one above it, and what it takes over."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.domain.codebook import FieldScope
from annotator.services.defaults import TakenOver
from annotator.ui.desk import Desk

_STYLE = "QToolButton { border: 1px solid palette(mid); padding: 2px 18px 2px 6px; }"


class _Menu(QMenu):
    """A menu that tells what its rows do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)


class AboveButton(QToolButton):
    """Takes over from the claim above; its menu has what is taken.

    Signals:
        wanted: it was pressed.
    """

    wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setText(self.tr("Same as above"))
        self.setToolTip(
            self.tr("Take speakers and circumstances of the claim above (D); no words are copied")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.setStyleSheet(_STYLE)
        menu = _Menu(self)
        self.speakers = self._row(menu, self.tr("&Speakers of the chain"))
        menu.addSeparator()
        self.fields = {
            item.key: self._row(menu, item.label) for item in desk.codebook.of(FieldScope.CLAIM)
        }
        menu.addSeparator()
        self.tags = self._row(menu, self.tr("&Tags"))
        menu.triggered.connect(self._on_chosen)
        menu.aboutToShow.connect(self._show_taken)
        self.setMenu(menu)
        self.clicked.connect(self.wanted)

    def _row(self, menu: QMenu, label: str) -> QAction:
        action = menu.addAction(label)
        action.setCheckable(True)
        return action

    def _show_taken(self) -> None:
        taken = self._desk.taken_over
        self.speakers.setChecked(taken.speakers)
        self.tags.setChecked(taken.tags)
        for key, action in self.fields.items():
            action.setChecked(key in taken.fields)

    def _on_chosen(self) -> None:
        self._desk.taken_over = TakenOver(
            speakers=self.speakers.isChecked(),
            fields=tuple(key for key, action in self.fields.items() if action.isChecked()),
            tags=self.tags.isChecked(),
        )
