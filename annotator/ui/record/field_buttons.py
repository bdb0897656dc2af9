"""The two buttons beside a field: its state, and its evidence."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from annotator.domain.asked import OPEN_STATES
from annotator.domain.field import EMPTY_FIELD, WITHOUT_VALUE, FieldState, FieldValue
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.icons import dress
from annotator.ui.record.states import LOOKS, state_icon
from annotator.ui.theme import Theme

_VERBS: Final[Mapping[FieldState, str]] = MappingProxyType(
    {
        FieldState.CONFIRMED: QT_TRANSLATE_NOOP("States", "&Confirm"),
        FieldState.CORRECTED: QT_TRANSLATE_NOOP("States", "C&orrected"),
        FieldState.UNVERIFIED: QT_TRANSLATE_NOOP("States", "Un&verified"),
        FieldState.NOT_STATED: QT_TRANSLATE_NOOP("States", "&Not stated"),
        FieldState.UNKNOWN: QT_TRANSLATE_NOOP("States", "&Unknown"),
        FieldState.EMPTY: QT_TRANSLATE_NOOP("States", "C&lear"),
    }
)
_REQUIRED: Final = QT_TRANSLATE_NOOP("States", "Required")
_NARROW: Final = (
    "QToolButton { padding: 3px 3px; } QToolButton::menu-indicator { image: none; width: 0; }"
)
_SMALLER: Final = 0.88
_ROOM: Final = 30  # pixels of a state button beside its words


class StateButton(QToolButton):
    """Shows the state of a field and offers the others, and what else can be done with it.

    Signals:
        stated: the `FieldState` that was chosen.
        evidence_wanted: the words of the evidence are to be shown.
        evidence_dropped: the evidence is to be taken away.
        defaulted: whether new claims of the document are to start with the value.
    """

    stated = Signal(object)
    evidence_wanted = Signal()
    evidence_dropped = Signal()
    defaulted = Signal(bool)

    def __init__(self, label: str, parent: QWidget, *, defaults: bool = False) -> None:
        super().__init__(parent)
        self._label = label
        self._field = EMPTY_FIELD
        self._wanting = False
        self._told: tuple[FieldValue, bool] | None = None
        self._worded = True
        self._colour = ""
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _SMALLER)
        self.setFont(font)
        self._has_defaults = defaults
        self._defaulting = False
        self._menu: _StateMenu | None = None
        theme_keeper().changed.connect(self._dress)
        self.show_field(EMPTY_FIELD)
        self._dress()

    def menu(self) -> QMenu:
        """Return the menu, made when it is first wanted: most of the many are never opened."""
        if self._menu is None:
            self._menu = menu = _StateMenu(self)
            menu.show_evidence.triggered.connect(self.evidence_wanted)
            menu.drop_evidence.triggered.connect(self.evidence_dropped)
            menu.default.triggered.connect(self.defaulted)
            menu.default.setVisible(self._has_defaults)
            menu.stated.connect(self.stated)
            menu.dress(theme_keeper().current)
            self._enable()
            self.setMenu(menu)
        return self._menu

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.menu()
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.menu()
        super().mousePressEvent(event)

    def open_menu(self, place: QPoint | None = None) -> None:
        """Show the menu below the button, or elsewhere."""
        self.menu().popup(place or self.mapToGlobal(self.rect().bottomLeft()))

    def show_default(self, *, on: bool) -> None:
        """Show whether new claims of the document start with this value."""
        self._defaulting = on
        self._enable()

    def show_words(self, *, worded: bool) -> None:
        """Show the state in words, or only its sign where there is no room."""
        if worded != self._worded:
            self._worded = worded
            self._look()
            self.updateGeometry()

    def words_width(self) -> int:
        """Return the room that the widest words need, in pixels."""
        metrics, translate = self.fontMetrics(), QCoreApplication.translate
        words = (*(look.text for look in LOOKS.values()), translate("States", _REQUIRED))
        return max(metrics.horizontalAdvance(item) for item in words) + _ROOM

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.words_width() if self._worded else hint.width(), hint.height())

    def show_field(self, field: FieldValue, *, required: bool = False) -> None:
        """Show the state of a field; one that is required stands out until it is decided."""
        wanting = required and field.state in OPEN_STATES
        if (field, wanting) == self._told:
            return
        self._told = self._field, self._wanting = field, wanting
        look = LOOKS[field.state]
        needed = self.tr("It is required.") if self._wanting else ""
        more = self.tr("Click, or press Alt+Enter in the field, to say how far it is known.")
        self.setToolTip(f"{look.tip}. {needed}\n{more}")
        name = self.tr("{0}: {1}").format(self._label, look.text)
        self.setAccessibleName(f"{name}, {self.tr('required')}" if self._wanting else name)
        self.setAccessibleDescription(look.tip)
        self._enable()
        self._look()

    def _enable(self) -> None:
        if self._menu is not None:
            self._menu.enable(self._field, defaulting=self._defaulting)

    def _dress(self) -> None:
        if self._menu is not None:
            self._menu.dress(theme_keeper().current)
        self._look()

    def _look(self) -> None:
        theme, look = theme_keeper().current, LOOKS[self._field.state]
        empty = self._wanting and self._field.state is FieldState.EMPTY
        words = QCoreApplication.translate("States", _REQUIRED) if empty else look.text
        self.setText(words)
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if self._worded else style.ToolButtonIconOnly
        )
        self.setIcon(state_icon(self._field.state, theme))
        self._tint(theme.bad if self._wanting else getattr(theme, look.colour))

    def _tint(self, colour: str) -> None:
        if colour != self._colour:  # a style sheet is dear
            self._colour = colour
            self.setStyleSheet(f"{_NARROW} QToolButton {{ color: {colour}; text-align: left; }}")


class _StateMenu(QMenu):
    """What can be done with a field beside typing in it.

    Signals:
        stated: the `FieldState` that was chosen.
    """

    stated = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._states: dict[FieldState, QAction] = {}
        for state, verb in _VERBS.items():
            action = self.addAction(QCoreApplication.translate("States", verb))
            action.setData(state)
            self._states[state] = action
        self.addSeparator()
        self.show_evidence = self.addAction(self.tr("&Show evidence"))
        self.drop_evidence = self.addAction(self.tr("&Remove evidence"))
        self.addSeparator()
        self.default = self.addAction(self.tr("Use as &default for this document"))
        self.default.setCheckable(True)
        self.triggered.connect(self._on_triggered)

    def enable(self, field: FieldValue, *, defaulting: bool) -> None:
        """Offer what is possible for a field as it stands."""
        for state, action in self._states.items():
            possible = field.value is not None or state in WITHOUT_VALUE
            action.setEnabled(possible and field.state is not state)
        for action in (self.show_evidence, self.drop_evidence):
            action.setEnabled(field.evidence is not None)
        self.default.setChecked(defaulting)
        self.default.setEnabled(defaulting or field.value is not None)

    def dress(self, theme: Theme) -> None:
        """Draw the signs of the states in the colours of a theme."""
        for state, action in self._states.items():
            action.setIcon(state_icon(state, theme))

    def _on_triggered(self, action: QAction) -> None:
        if action.data() is not None:
            self.stated.emit(FieldState(action.data()))


class EvidenceButton(QToolButton):
    """Shows whether words of the text justify a field, and which; it keeps its room."""

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = label
        self.setAutoRaise(True)
        self.setStyleSheet(_NARROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        dress(self, "evidence")
        self.show_words(None)

    def show_words(self, words: str | None) -> None:
        """Show the words, or nothing where there are none."""
        self.setVisible(words is not None)
        self.setAccessibleName(self.tr("Evidence of {0}").format(self._label))
        self.setAccessibleDescription(words or "")
        shown = self.tr("“{0}”\nClick to see it in the text.").format(words)
        self.setToolTip(shown if words else "")
