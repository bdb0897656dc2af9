"""The line in which a tag is looked for, and the tree of tags below it."""

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.ui.claims.colours import theme_keeper
from annotator.ui.icons import icon
from annotator.ui.record.editor_keys import EditorKeys
from annotator.ui.record.overlay import OverlayList
from annotator.ui.record.tag_choices import TagChoices

_OPENS: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4})


class TagPicker(QLineEdit):
    """Typing narrows the tree, Return puts the highlighted tag on or takes it off.

    The tree stays open for the next one; Escape closes it, and again gives the keyboard back.

    Signals:
        toggled: the key of the tag that was chosen.
        escaped: nothing more is wanted.
    """

    toggled = Signal(str)
    escaped = Signal()

    def __init__(self, choices: TagChoices, over: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices = choices
        self.list = OverlayList(choices, over, self.tr("Tags"))
        self.keys = EditorKeys(self)
        self._arrow = QAction(self.tr("Show all tags"), self)
        self.addAction(self._arrow, QLineEdit.ActionPosition.TrailingPosition)
        self.setAccessibleName(self.tr("Find a tag"))
        self.setAccessibleDescription(
            self.tr("Type a part of its name; Enter puts the highlighted tag on or takes it off.")
        )
        self.setPlaceholderText(self.tr("Find a tag…"))
        self._connect()
        self._dress()

    def _connect(self) -> None:
        self._arrow.triggered.connect(self._on_arrow)
        self.keys.returned.connect(self._on_returned)
        self.keys.escaped.connect(self._on_escaped)
        self.keys.left.connect(self.close_list)
        self.textEdited.connect(self._on_typed)
        self.list.view.clicked.connect(self._on_clicked)
        self.list.view.selectionModel().currentChanged.connect(self._on_highlighted)
        theme_keeper().changed.connect(self._dress)

    @property
    def is_open(self) -> bool:
        """Return whether the tree is in sight."""
        return self.list.isVisible()

    def open_list(self) -> None:
        """Take the keyboard and show the tree."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._on_typed(self.text())

    def close_list(self) -> None:
        """Take the tree out of sight, and what was looked for."""
        self.list.hide()
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_open and self.list.step(event):
            return
        if Qt.Key(event.key()) in _OPENS:
            self.open_list()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.is_open:
            self.open_list()

    def hideEvent(self, event: QHideEvent) -> None:
        self.list.hide()
        super().hideEvent(event)

    def _on_arrow(self) -> None:
        if self.is_open:
            self.close_list()
        else:
            self.open_list()

    def _on_typed(self, text: str) -> None:
        self.choices.narrow(text)
        self.list.highlight(self.choices.likeliest(text))
        self.list.place_at(self)

    def _on_highlighted(self, current: QModelIndex) -> None:
        item = self.choices.at(current.row())
        self.list.more.say(item.meaning if item else "")
        if self.is_open:
            self.list.place_at(self)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._toggle(index.row())

    def _on_returned(self) -> None:
        if self.is_open:
            self._toggle(self.list.row)
            self.selectAll()
        else:
            self.open_list()

    def _toggle(self, row: int) -> None:
        item = self.choices.at(row)
        if item is not None:
            self.toggled.emit(item.tag.key)

    def _on_escaped(self) -> None:
        if self.is_open:
            self.close_list()
        else:
            self.escaped.emit()

    def _dress(self) -> None:
        self._arrow.setIcon(icon("chevron-down"))
