"""The editor of several choices: a list to tick that stays open until one is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from annotator.domain.codebook import SEVERAL, FieldDefinition
from annotator.domain.sheet import Sheet
from annotator.ui.keys import RETURN
from annotator.ui.record.editor_keys import EditorKeys
from annotator.ui.record.speaker_choices import Candidates

_TICKS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Select})
_STYLE = (
    "QPushButton { text-align: left; background: palette(base); padding: 4px 7px; }"
    "QPushButton:focus { padding: 3px 6px; }"
)


class _CheckList(QMenu):
    """A menu that stays open while its rows are ticked; Return closes it, as Escape does."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not _ticked(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in RETURN:
            self.close()
        elif key not in _TICKS or not _ticked(self.activeAction()):
            super().keyPressEvent(event)


class ChoicesEditor(QPushButton):
    """Several values out of a list.

    Signals:
        picked: the person has chosen, and the list is closed.
        named: never; it registers nobody.
    """

    picked = Signal()
    named = Signal(str)

    def __init__(self, definition: FieldDefinition, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = EditorKeys(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet(_STYLE)
        self._reason = ""
        self._shown = ""
        menu = _CheckList(self)
        for choice in definition.choices:
            menu.addAction(choice.replace("&", "&&")).setCheckable(True)
        self._choices = dict(zip(definition.choices, menu.actions(), strict=True))
        self._menu = menu
        menu.triggered.connect(self._on_triggered)
        menu.aboutToHide.connect(self._on_closed)
        self.setMenu(menu)

    def offer(self, sheet: Sheet, candidates: Candidates) -> None:
        """Nothing is offered but the choices."""

    def value(self) -> str:
        """Return the chosen values, or an empty text."""
        return SEVERAL.join(
            choice for choice, action in self._choices.items() if action.isChecked()
        )

    def wrong(self) -> str:
        """Return nothing: only choices can be chosen."""
        return ""

    def readings(self) -> tuple[str, ...]:
        """Return nothing: choices mean themselves."""
        return ()

    def show_value(self, value: str) -> None:
        """Show which values are chosen; one that is no choice is offered beside the others."""
        chosen = value.split(SEVERAL) if value else []
        for choice in chosen:
            if choice not in self._choices:
                self._choices[choice] = self._menu.addAction(choice.replace("&", "&&"))
                self._choices[choice].setCheckable(True)
        for choice, action in self._choices.items():
            action.setChecked(choice in chosen)
        self._shown = self.value()
        self._tell()

    def show_reason(self, reason: str) -> None:
        """Show why there is no value."""
        self._reason = reason
        self._tell()

    def _tell(self) -> None:
        self.setText(self.value().replace(SEVERAL, ", ").replace("&", "&&") or self._reason)

    def _on_triggered(self) -> None:
        self._tell()
        if not self._menu.isVisible():
            self.picked.emit()

    def _on_closed(self) -> None:
        if self.value() != self._shown:
            self.picked.emit()


def _ticked(action: QAction | None) -> bool:
    if action is None or not action.isCheckable() or not action.isEnabled():
        return False
    action.trigger()
    return True
