"""The two buttons beside a field: its state, and its evidence."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from annotator.domain.asked import OPEN_STATES
from annotator.domain.field import EMPTY_FIELD, WITHOUT_VALUE, FieldState, FieldValue
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.icons import dress
from annotator.ui.record.states import LOOKS, state_icon

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
        self._actions: dict[FieldState, QAction] = {}
        self._build()
        self._default.setVisible(defaults)
        theme_keeper().changed.connect(self._dress)
        self.show_field(EMPTY_FIELD)
        self._dress()

    def _build(self) -> None:
        menu = QMenu(self)
        for state, verb in _VERBS.items():
            action = menu.addAction(QCoreApplication.translate("States", verb))
            action.setData(state)
            self._actions[state] = action
        menu.addSeparator()
        self._show = menu.addAction(self.tr("&Show evidence"), self.evidence_wanted.emit)
        self._drop = menu.addAction(self.tr("&Remove evidence"), self.evidence_dropped.emit)
        menu.addSeparator()
        self._default = menu.addAction(self.tr("Use as &default for this document"))
        self._default.setCheckable(True)
        self._default.triggered.connect(self.defaulted)
        menu.triggered.connect(self._on_triggered)
        self.setMenu(menu)

    def open_menu(self, place: QPoint | None = None) -> None:
        """Show the menu below the button, or elsewhere."""
        self.menu().popup(place or self.mapToGlobal(self.rect().bottomLeft()))

    def show_default(self, *, on: bool) -> None:
        """Show whether new claims of the document start with this value."""
        self._default.setChecked(on)
        self._default.setEnabled(on or self._field.value is not None)

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
        more = self.tr("Click, or press Alt+Return in the field, to say how far it is known.")
        self.setToolTip(f"{look.tip}. {needed}\n{more}")
        name = self.tr("{0}: {1}").format(self._label, look.text)
        self.setAccessibleName(f"{name}, {self.tr('required')}" if self._wanting else name)
        self.setAccessibleDescription(look.tip)
        for state, action in self._actions.items():
            possible = field.value is not None or state in WITHOUT_VALUE
            action.setEnabled(possible and field.state is not state)
        for action in (self._show, self._drop):
            action.setEnabled(field.evidence is not None)
        self._look()

    def _dress(self) -> None:
        for state, action in self._actions.items():
            action.setIcon(state_icon(state, theme_keeper().current))
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
