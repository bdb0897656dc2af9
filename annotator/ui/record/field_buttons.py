"""The two buttons beside a field: its state, and its evidence."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.domain.field import EMPTY_FIELD, FieldState, FieldValue
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.icons import dress
from annotator.ui.record.states import LOOKS, state_icon

_VERBS: Final[Mapping[FieldState, str]] = MappingProxyType(
    {
        FieldState.CONFIRMED: QT_TRANSLATE_NOOP("States", "&Confirm"),
        FieldState.NOT_STATED: QT_TRANSLATE_NOOP("States", "&Not stated"),
        FieldState.UNKNOWN: QT_TRANSLATE_NOOP("States", "&Unknown"),
        FieldState.EMPTY: QT_TRANSLATE_NOOP("States", "C&lear"),
    }
)
_NARROW: Final = (
    "QToolButton { padding: 3px 4px; } QToolButton::menu-indicator { image: none; width: 0; }"
)


class StateButton(QToolButton):
    """Shows the state of a field and offers the others.

    Signals:
        stated: the `FieldState` that was chosen.
        evidence_dropped: the evidence is to be taken away.
    """

    stated = Signal(object)
    evidence_dropped = Signal()

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = label
        self._field = EMPTY_FIELD
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setStyleSheet(_NARROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._actions: dict[FieldState, QAction] = {}
        self._build()
        theme_keeper().changed.connect(self._dress)
        self.show_field(EMPTY_FIELD)

    def _build(self) -> None:
        menu = QMenu(self)
        for state, verb in _VERBS.items():
            action = menu.addAction(QCoreApplication.translate("States", verb))
            action.setData(state)
            self._actions[state] = action
        menu.addSeparator()
        self._drop = menu.addAction(self.tr("&Remove evidence"))
        menu.triggered.connect(self._on_triggered)
        self.setMenu(menu)

    def show_field(self, field: FieldValue) -> None:
        """Show the state of a field."""
        self._field = field
        look = LOOKS[field.state]
        more = self.tr("Click to confirm it, or to say that it is not stated or unknown.")
        self.setToolTip(f"{look.tip}.\n{more}")
        self.setAccessibleName(self.tr("{0}: {1}").format(self._label, look.text))
        self.setAccessibleDescription(look.tip)
        for state, action in self._actions.items():
            possible = field.value is not None or state is not FieldState.CONFIRMED
            action.setEnabled(possible and field.state is not state)
        self._drop.setEnabled(field.evidence is not None)
        self._dress()

    def _dress(self) -> None:
        theme = theme_keeper().current
        self.setIcon(state_icon(self._field.state, theme))
        for state, action in self._actions.items():
            action.setIcon(state_icon(state, theme))

    def _on_triggered(self, action: QAction) -> None:
        if action is self._drop:
            self.evidence_dropped.emit()
        else:
            self.stated.emit(FieldState(action.data()))


class EvidenceButton(QToolButton):
    """Shows whether words of the text justify a field, and which."""

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = label
        self.setAutoRaise(True)
        self.setStyleSheet(_NARROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        dress(self, "evidence")
        self.show_words(None)

    def show_words(self, words: str | None) -> None:
        """Show the words, or nothing where there are none."""
        self.setVisible(words is not None)
        self.setAccessibleName(self.tr("Evidence of {0}").format(self._label))
        self.setAccessibleDescription(words or "")
        shown = self.tr("“{0}”\nClick to see it in the text.").format(words)
        self.setToolTip(shown if words else "")
