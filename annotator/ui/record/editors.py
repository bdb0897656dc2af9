"""The editors of a field's value, one for each sort of value."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from annotator.domain.codebook import SEVERAL, FieldDefinition, FieldType

_YES_NO: Final = ("yes", "no")


class LineEditor(QLineEdit):
    """A value typed as text.

    Signals:
        picked: never; it has nothing to pick from.
    """

    picked = Signal()

    def __init__(self, definition: FieldDefinition) -> None:
        super().__init__()
        self._form = "yyyy-mm-dd" if definition.type is FieldType.DATE else ""

    def value(self) -> str:
        """Return what is typed."""
        return self.text()

    def show_value(self, value: str) -> None:
        """Show a value from its beginning."""
        self.setText(value)
        self.setCursorPosition(0)

    def show_reason(self, reason: str) -> None:
        """Show why there is no value, or in which form one is written."""
        self.setPlaceholderText(reason or self._form)


class ChoiceEditor(QComboBox):
    """One value out of several, or none.

    Signals:
        picked: the person has chosen.
    """

    picked = Signal()

    def __init__(self, definition: FieldDefinition) -> None:
        super().__init__()
        self.addItems(["", *(definition.choices or _YES_NO)])
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(self.picked)

    def value(self) -> str:
        """Return the chosen value, or an empty text."""
        return self.currentText()

    def show_value(self, value: str) -> None:
        """Show a value; one that is no choice is offered beside the others."""
        if self.findText(value) < 0:
            self.addItem(value)
        self.setCurrentIndex(self.findText(value) if value else -1)

    def show_reason(self, reason: str) -> None:
        """Show why there is no value."""
        self.setPlaceholderText(reason)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling past a value must not change it


class ChoicesEditor(QToolButton):
    """Several values out of a list.

    Signals:
        picked: the person has chosen.
    """

    picked = Signal()

    def __init__(self, definition: FieldDefinition) -> None:
        super().__init__()
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self)
        for choice in definition.choices:
            menu.addAction(choice).setCheckable(True)
        menu.triggered.connect(self._on_triggered)
        self.setMenu(menu)

    def value(self) -> str:
        """Return the chosen values, or an empty text."""
        chosen = (item.text() for item in self.menu().actions() if item.isChecked())
        return SEVERAL.join(chosen)

    def show_value(self, value: str) -> None:
        """Show which values are chosen."""
        chosen = value.split(SEVERAL)
        for item in self.menu().actions():
            item.setChecked(item.text() in chosen)
        self.setText(value.replace(SEVERAL, ", "))

    def show_reason(self, reason: str) -> None:
        """Show why there is no value."""
        if not self.value():
            self.setText(reason)

    def _on_triggered(self) -> None:
        self.setText(self.value().replace(SEVERAL, ", "))
        self.picked.emit()


Editor = LineEditor | ChoiceEditor | ChoicesEditor
_EDITORS: Final[Mapping[FieldType, Callable[[FieldDefinition], Editor]]] = MappingProxyType(
    {
        FieldType.CHOICE: ChoiceEditor,
        FieldType.YES_NO: ChoiceEditor,
        FieldType.CHOICES: ChoicesEditor,
    }
)


def editor_for(definition: FieldDefinition, parent: QWidget) -> Editor:
    """Return an editor that suits the type of a field."""
    editor = _EDITORS.get(definition.type, LineEditor)(definition)
    editor.setParent(parent)
    return editor
