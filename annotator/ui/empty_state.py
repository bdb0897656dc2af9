"""What stands where there is nothing yet: a sentence, and the next act as a button."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.action_set import ActionSet
from annotator.ui.keys import shown

_WIDEST: Final = 640  # pixels of a sentence
_GAP: Final = "   "  # between words and their key


class ActButton(QPushButton):
    """A wide button that does what an action does, and shows its key."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._show_action()
        self.setIcon(action.icon())
        self.setToolTip(action.statusTip())
        self.setMinimumWidth(220)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._show_action)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint + QSize(self._width(self._words()) - self._width(self.text()), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    def _show_action(self) -> None:
        self._show_words()
        self.setEnabled(self._action.isEnabled())

    def _show_words(self) -> None:
        """Leave the key out where there is no room for it."""
        fits = not self.isVisible() or self.width() >= self.sizeHint().width()
        self.setText(self._words() if fits else self._words().partition(_GAP)[0])

    def _words(self) -> str:
        key = shown(self._action.shortcut().toString())
        return f"{self._action.text().replace('&', '')}{_GAP}{key}".strip()

    def _width(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words)


class EmptyState(QWidget):
    """A calm page in the middle of an empty pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._words.setMargin(12)
        self._wanted: tuple[QAction | str, ...] = ()
        self._shown: tuple[QAction, ...] = ()
        self._buttons: list[ActButton] = []
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(8)
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        self._words.setMaximumWidth(_WIDEST)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._words, 100)
        middle.addStretch(1)
        self._column.addLayout(middle)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(self._row)
        middle.addStretch(1)
        self._column.addLayout(middle)
        self._column.addStretch(3)

    @property
    def words(self) -> str:
        """Return the sentence shown."""
        return self._words.text()

    @property
    def buttons(self) -> tuple[ActButton, ...]:
        """Return the buttons of the acts that go on from here."""
        return tuple(self._buttons)

    def say(self, sentence: str, actions: Sequence[QAction | str] = ()) -> None:
        """Show a sentence, and a button for each act that goes on from here.

        An act may be named by its id: it is then the window's.
        """
        self._words.setText(sentence)
        self._wanted = tuple(actions)
        if self.isVisible() or not any(isinstance(action, str) for action in actions):
            self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._offer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Lay the buttons beside each other where the pane is too low for one above the other."""
        tall = sum(button.sizeHint().height() + self._row.spacing() for button in self._buttons)
        words = self._words.heightForWidth(min(self.width(), _WIDEST))
        margins = self._column.contentsMargins()
        low = words + tall + margins.top() + margins.bottom() > self.height()
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if low else way.TopToBottom)

    def _offer(self) -> None:
        acts = self.window().findChild(ActionSet)
        known = acts.actions if acts is not None else {}
        found = (known.get(item) if isinstance(item, str) else item for item in self._wanted)
        wanted = tuple(action for action in found if action is not None)
        if wanted == self._shown:
            return
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._shown = wanted
        self._buttons = [ActButton(action, self) for action in wanted]
        for button in self._buttons:
            self._row.addWidget(button)
            button.show()
        self._turn()


class EmptyOver(EmptyState):
    """Stands over a table or list as long as it has no rows."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view.viewport())
        self._view = view
        view.viewport().installEventFilter(self)
        model = view.model()
        for signal in (
            model.modelReset,
            model.rowsInserted,
            model.rowsRemoved,
            model.layoutChanged,
        ):
            signal.connect(self._look)
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._view.viewport().rect())
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        self.setGeometry(self._view.viewport().rect())
        self.setVisible(self._view.model().rowCount() == 0)
