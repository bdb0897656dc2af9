"""The tags of a claim: those that are on or have a key as chips, and the tree to pick from."""

from collections.abc import Collection
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from annotator.domain.codebook import Tag
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.elided import ElidedLabel
from annotator.ui.record.chips import CHIP_STYLE, chip
from annotator.ui.record.tag_choices import ShownTag, TagChoices, dot, walk
from annotator.ui.record.tag_picker import TagPicker

_LOOKS: Final = frozenset({QEvent.Type.Enter, QEvent.Type.FocusIn})


class TagBlock(QWidget):
    """Shows tags and asks for changes; below the chips stands what the one looked at means.

    A retired tag is in sight only while it is on.

    Signals:
        toggled: the key of the tag that was pressed.
        defaulted: the key of a tag, and whether new claims of the document start with it.
    """

    toggled = Signal(str)
    defaulted = Signal(str, bool)

    def __init__(self, tags: Collection[Tag], over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags = {item.tag.key: item for item in walk(tags)}
        self._on: frozenset[str] = frozenset()
        self._defaults: frozenset[str] = frozenset()
        self.label = QLabel(self.tr("&Tags"), self)
        self.choices = TagChoices(self._tags.values(), self)
        self.picker = TagPicker(self.choices, over, self)
        self.label.setBuddy(self.picker)
        self.chips = QWidget(self)
        self.chips.setStyleSheet(CHIP_STYLE)
        self.chips.setAccessibleName(self.tr("Tags"))
        self.definition = ElidedLabel(self)
        self.definition.setEnabled(False)
        self.buttons: dict[str, QToolButton] = {}
        self._lay_out()
        self.picker.toggled.connect(self._on_picked)

    def _lay_out(self) -> None:
        flow = FlowLayout(self.chips, gap=3)
        for key, item in self._tags.items():
            self.buttons[key] = self._button(item)
            flow.addWidget(self.buttons[key])
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.label)
        row.addWidget(self.picker, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.chips)
        column.addWidget(self.definition)

    def show_tags(self, keys: Collection[str], defaults: Collection[str] = ()) -> None:
        """Show which tags are on, and with which new claims of the document start."""
        self._defaults = frozenset(defaults)
        shown = frozenset(keys)
        newest = next(iter(sorted(shown - self._on)), None)
        self._on = shown
        self.choices.show_tags(shown)
        for key, button in self.buttons.items():
            tag = self._tags[key].tag
            button.setChecked(key in shown)
            button.setVisible(key in shown or bool(tag.shortcut and not tag.retired))
        self._define(newest or next(iter(sorted(shown)), None))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _LOOKS:
            self._define(watched.objectName())
        return False

    def _button(self, item: ShownTag) -> QToolButton:
        tag = item.tag
        digit = f"{tag.shortcut} " if tag.shortcut else ""
        button = chip(f"{digit}{item.path}", item.tip, self.chips)
        button.setAccessibleName(self.tr("Tag: {0}").format(tag.label))
        button.setObjectName(tag.key)
        if item.colour:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIcon(dot(item.colour, hollow=bool(item.parents)))
        button.installEventFilter(self)
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(partial(self._on_menu_wanted, tag.key))
        button.clicked.connect(partial(self._on_clicked, tag.key))
        return button

    def _define(self, key: str | None) -> None:
        item = self._tags.get(key or "")
        meaning = " ".join(item.meaning.split()) if item else ""
        self.definition.setText(f"{item.tag.label}: {meaning}" if item and meaning else "")

    def _on_clicked(self, key: str) -> None:
        self.buttons[key].setChecked(key in self._on)
        self.toggled.emit(key)

    def menu(self, key: str) -> QMenu:
        """Return what else can be done with a tag; it is gone once it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction(self.tr("Use as &default for this document"))
        action.setCheckable(True)
        action.setChecked(key in self._defaults)
        action.triggered.connect(lambda on: self.defaulted.emit(key, on))
        return menu

    def _on_menu_wanted(self, key: str, place: QPoint) -> None:
        self.menu(key).popup(self.buttons[key].mapToGlobal(place))

    def _on_picked(self, key: str) -> None:
        self.toggled.emit(key)
