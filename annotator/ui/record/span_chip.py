"""Words of the text that say who speaks, or that it is said: shown, pointed out, taken away."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from annotator.ui.elided import ElidedLabel
from annotator.ui.icons import dress

_TIGHT: Final = "QToolButton { padding: 2px 4px; }"


class SpanChip(QWidget):
    """The words of one span, or how they are set.

    Signals:
        wanted: the words are to be pointed out in the text.
        removed: there are to be none.
    """

    wanted = Signal()
    removed = Signal()

    def __init__(self, name: str, how: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self.show_button = _Words(self)
        self.remove = QToolButton(self)
        self.remove.setAutoRaise(True)
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        dress(self.remove, "close")
        self.remove.setIconSize(QSize(11, 11))
        tip = self.tr("Take the words away from: {0}").format(name)
        self.remove.setToolTip(tip)
        self.remove.setAccessibleName(tip)
        self.none = ElidedLabel(how, self)
        self.none.setEnabled(False)
        self.setStyleSheet(_TIGHT)
        self._lay_out()
        self.show_button.clicked.connect(self.wanted)
        self.show_button.deleted.connect(self.removed)
        self.remove.clicked.connect(self.removed)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.show_button)
        row.addWidget(self.remove)
        row.addWidget(self.none, 1)
        row.addStretch()

    def show_words(self, words: str | None) -> None:
        """Show the words, or how they are set where there are none."""
        for part in (self.show_button, self.remove):
            part.setVisible(words is not None)
        self.none.setVisible(words is None)
        self.show_button.show_words(words or "")
        self.show_button.setAccessibleName(f"{self._name}: {words or self.none.text()}")


class _Words(QToolButton):
    """Words, cut where there is no room.

    Signals:
        deleted: Delete was pressed.
    """

    deleted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        """Show these words."""
        self._words = words
        self.setToolTip(self.tr("“{0}”\nClick to see it in the text.").format(words))
        self.updateGeometry()
        self._cut()

    def sizeHint(self) -> QSize:
        wanted = self.fontMetrics().horizontalAdvance(f"“{self._words}”") + 12
        return QSize(wanted, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(
            f"“{self._words}”", Qt.TextElideMode.ElideRight, self.width() - 10
        )
        self.setText(shown.replace("&", "&&"))
