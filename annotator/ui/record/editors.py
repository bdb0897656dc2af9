"""The editors of a field's value, one for each sort of value."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from annotator.domain.codebook import FieldDefinition, FieldType
from annotator.domain.dates import readings
from annotator.domain.sheet import Sheet
from annotator.ui.record.choices_editor import ChoicesEditor
from annotator.ui.record.editor_keys import EditorKeys
from annotator.ui.record.speaker_choices import Candidates
from annotator.ui.record.speaker_editor import SpeakerEditor

_YES_NO: Final = ("yes", "no")


class LineEditor(QLineEdit):
    """A value typed as text.

    Signals:
        picked: never; it has nothing to pick from.
        named: never; it registers nobody.
    """

    picked = Signal()
    named = Signal(str)

    def __init__(self, definition: FieldDefinition) -> None:
        super().__init__()
        self._is_date = definition.type is FieldType.DATE
        self.keys = EditorKeys(self)

    def offer(self, sheet: Sheet, candidates: Candidates) -> None:
        """Nothing is offered for what is typed."""

    def value(self) -> str:
        """Return what is typed."""
        return self.text()

    def wrong(self) -> str:
        """Return nothing: what may be typed is for the codebook to say."""
        return ""

    def readings(self) -> tuple[str, ...]:
        """Return what the typed text may mean in its written form, likeliest first."""
        return readings(self.text()) if self._is_date else ()

    def show_value(self, value: str) -> None:
        """Show a value from its beginning."""
        self.setText(value)
        self.setCursorPosition(0)

    def show_reason(self, reason: str) -> None:
        """Show why there is no value, or in which form one is written."""
        self.setPlaceholderText(reason or ("yyyy-mm-dd" if self._is_date else ""))


class ChoiceEditor(QComboBox):
    """One value out of several, or none.

    Signals:
        picked: the person has chosen.
        named: never; it registers nobody.
    """

    picked = Signal()
    named = Signal(str)

    def __init__(self, definition: FieldDefinition) -> None:
        super().__init__()
        self.keys = EditorKeys(self)
        self.addItems(["", *(definition.choices or _YES_NO)])
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(self.picked)

    def offer(self, sheet: Sheet, candidates: Candidates) -> None:
        """Nothing is offered but the choices."""

    def value(self) -> str:
        """Return the chosen value, or an empty text."""
        return self.currentText()

    def wrong(self) -> str:
        """Return nothing: only choices can be chosen."""
        return ""

    def readings(self) -> tuple[str, ...]:
        """Return nothing: a choice means itself."""
        return ()

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


Editor = LineEditor | ChoiceEditor | ChoicesEditor | SpeakerEditor
_EDITORS: Final[Mapping[FieldType, Callable[[FieldDefinition], Editor]]] = MappingProxyType(
    {
        FieldType.CHOICE: ChoiceEditor,
        FieldType.YES_NO: ChoiceEditor,
        FieldType.CHOICES: ChoicesEditor,
    }
)


def editor_for(definition: FieldDefinition, parent: QWidget, over: QWidget) -> Editor:
    """Return an editor that suits the type of a field; a list of its own is laid `over` a form."""
    if definition.type is FieldType.SPEAKER:
        return SpeakerEditor(over, parent)
    editor = _EDITORS.get(definition.type, LineEditor)(definition)
    editor.setParent(parent)
    return editor
