"""Small buttons that stay pressed: the kind and the tags of a claim."""

from collections.abc import Collection, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.domain.claim import ClaimKind
from annotator.domain.codebook import Tag
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.claims.words import QT_TRANSLATE_NOOP

_STYLE: Final = (
    "QToolButton { border: 1px solid palette(mid); border-radius: 9px; padding: 2px 6px; }"
    "QToolButton:checked { border-color: palette(link); font-weight: bold; }"
    "QToolButton:focus { border: 2px solid palette(link); padding: 1px 5px; }"
)
_KINDS: Final = {
    ClaimKind.DIRECT: (
        QT_TRANSLATE_NOOP("Kinds", "Direct"),
        QT_TRANSLATE_NOOP("Kinds", "The content stands in quotation marks."),
    ),
    ClaimKind.INDIRECT: (
        QT_TRANSLATE_NOOP("Kinds", "Indirect"),
        QT_TRANSLATE_NOOP("Kinds", "The content is told in the writer's words."),
    ),
    ClaimKind.MIXED: (
        QT_TRANSLATE_NOOP("Kinds", "Mixed"),
        QT_TRANSLATE_NOOP("Kinds", "A part of the content stands in quotation marks."),
    ),
}
_DOT: Final = (16, 32, 64)


def chip(text: str, tip: str, parent: QWidget) -> QToolButton:
    """Return a button that stays pressed."""
    button = QToolButton(parent)
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleDescription(tip)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


class KindChips(QWidget):
    """The three kinds of a claim, one of them pressed.

    Signals:
        chosen: the `ClaimKind` that was pressed.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet(_STYLE)
        self.setAccessibleName(self.tr("Kind"))
        self._kind = ClaimKind.DIRECT
        self.buttons: dict[ClaimKind, QToolButton] = {}
        flow = FlowLayout(self)
        for kind, (label, tip) in _KINDS.items():
            translate = partial(QCoreApplication.translate, "Kinds")
            button = chip(translate(label), translate(tip), self)
            button.setAccessibleName(self.tr("Kind: {0}").format(translate(label)))
            button.clicked.connect(partial(self._on_clicked, kind))
            self.buttons[kind] = button
            flow.addWidget(button)

    def show_kind(self, kind: ClaimKind) -> None:
        """Show which kind it is."""
        self._kind = kind
        for other, button in self.buttons.items():
            button.setChecked(other is kind)

    def _on_clicked(self, kind: ClaimKind) -> None:
        before = self._kind
        self.show_kind(before)
        if kind is not before:
            self.chosen.emit(kind)


class TagChips(QWidget):
    """The tags of the codebook, each group after the tag it belongs to; retired ones while set.

    Signals:
        toggled: the key of the tag that was pressed.
    """

    toggled = Signal(str)

    def __init__(self, tags: Collection[Tag], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet(_STYLE)
        self.setAccessibleName(self.tr("Tags"))
        self._keys: frozenset[str] = frozenset()
        self._retired: set[str] = set()
        self.buttons: dict[str, QToolButton] = {}
        flow = FlowLayout(self)
        for tag, parents in _walk(tags):
            button = self._button(tag, parents)
            self.buttons[tag.key] = button
            flow.addWidget(button)
            if tag.retired:
                self._retired.add(tag.key)

    def show_tags(self, keys: Collection[str]) -> None:
        """Show which tags are on."""
        self._keys = frozenset(keys)
        for key, button in self.buttons.items():
            button.setChecked(key in self._keys)
            button.setVisible(key in self._keys or key not in self._retired)

    def _button(self, tag: Tag, parents: tuple[Tag, ...]) -> QToolButton:
        digit = f"{tag.shortcut}  " if tag.shortcut else ""
        tip = "\n".join([" › ".join(item.label for item in (*parents, tag)), tag.definition or ""])
        button = chip(f"{digit}{'› ' * len(parents)}{tag.label}", tip.strip(), self)
        button.setAccessibleName(self.tr("Tag: {0}").format(tag.label))
        colours = (item.colour for item in (tag, *reversed(parents)) if item.colour)
        colour = next(colours, None)
        if colour:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIcon(_dot(colour, hollow=bool(parents)))
        button.clicked.connect(partial(self._on_clicked, tag.key))
        return button

    def _on_clicked(self, key: str) -> None:
        self.buttons[key].setChecked(key in self._keys)
        self.toggled.emit(key)


def _walk(
    tags: Collection[Tag], parents: tuple[Tag, ...] = ()
) -> Iterator[tuple[Tag, tuple[Tag, ...]]]:
    for tag in tags:
        yield tag, parents
        yield from _walk(tag.children, (*parents, tag))


def _dot(colour: str, *, hollow: bool) -> QIcon:
    made = QIcon()
    for size in _DOT:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colour), size / 8))
            if not hollow:
                painter.setBrush(QColor(colour))
            inset = size // 4
            painter.drawEllipse(inset, inset, size - 2 * inset, size - 2 * inset)
        made.addPixmap(pixmap)
    return made
