"""Small buttons that stay pressed, and the three kinds of a claim as such."""

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.domain.claim import ClaimKind
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.claims.words import QT_TRANSLATE_NOOP

CHIP_STYLE: Final = (
    "QToolButton { border: 1px solid palette(mid); border-radius: 9px; padding: 1px 6px; }"
    "QToolButton:checked { border-color: palette(link); font-weight: bold; }"
    "QToolButton:focus { border: 2px solid palette(link); padding: 0 5px; }"
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

_SPARE: Final = 12  # pixels that Qt leaves beside an icon and words


class Chip(QToolButton):
    """A button that stays pressed, as wide as its words need when they stand out."""

    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setBold(True)
        more = QFontMetrics(bold).horizontalAdvance(self.text())
        more -= self.fontMetrics().horizontalAdvance(self.text())
        hint, spare = super().sizeHint(), 0 if self.icon().isNull() else _SPARE
        return QSize(hint.width() + max(0, more - spare), hint.height())


def chip(text: str, tip: str, parent: QWidget) -> QToolButton:
    """Return a button that stays pressed."""
    button = Chip(parent)
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
        self.setStyleSheet(CHIP_STYLE)
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
