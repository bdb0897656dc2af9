"""One field of the record: label, editor, evidence, state, and what is wrong with the value."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from annotator.domain.codebook import FieldDefinition
from annotator.domain.field import EMPTY_FIELD, FieldState, FieldValue
from annotator.ui.record.editor_keys import EditorKeys
from annotator.ui.record.editors import editor_for
from annotator.ui.record.field_buttons import EvidenceButton, StateButton
from annotator.ui.record.notes import Note
from annotator.ui.record.states import LOOKS

_REASONS: Final = frozenset({FieldState.NOT_STATED, FieldState.UNKNOWN})


class FieldRow(QWidget):
    """Shows one field and asks for changes; what is half typed outlasts a change elsewhere.

    Signals:
        valued: the value as it is to be stored; empty to clear the field.
        stated: the `FieldState` that was chosen.
        evidence_dropped: the evidence is to be taken away.
        evidence_wanted: the words of the evidence are to be shown.
        entered: the keyboard came to the editor.
        finished: Return was pressed and nothing is wrong.
    """

    valued = Signal(str)
    stated = Signal(object)
    evidence_dropped = Signal()
    evidence_wanted = Signal()
    entered = Signal()
    finished = Signal()

    def __init__(self, definition: FieldDefinition, caption: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.definition = definition
        self._field = EMPTY_FIELD
        self._shown = ""
        self.editor = editor_for(definition, self)
        self.label = QLabel(caption, self)
        self.state = StateButton(definition.label, self)
        self.evidence = EvidenceButton(definition.label, self)
        self.message = Note("bad", self)
        self._keys = EditorKeys(self.editor)
        self._name()
        self._lay_out()
        self._connect()

    def _name(self) -> None:
        self.label.setBuddy(self.editor)
        needed = self.tr("Required.") if self.definition.required else ""
        self.label.setToolTip(f"{self.definition.help or ''} {needed}".strip())
        self.editor.setAccessibleName(self.definition.label)
        self.editor.setAccessibleDescription(self.definition.help or "")
        self.editor.setObjectName(f"field_{self.definition.key}")
        self.setFocusProxy(self.editor)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(2)
        for column, widget in enumerate((self.label, self.editor, self.evidence, self.state)):
            grid.addWidget(widget, 0, column, Qt.AlignmentFlag(0))
        grid.addWidget(self.message, 1, 1, 1, 3)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self._keys.returned.connect(self._on_returned)
        self._keys.escaped.connect(self.restore)
        self._keys.left.connect(self.settle)
        self._keys.entered.connect(self.entered)
        self.editor.picked.connect(self.settle)
        self.state.stated.connect(self._on_stated)
        self.state.evidence_dropped.connect(self.evidence_dropped)
        self.evidence.clicked.connect(self.evidence_wanted)

    @property
    def half_typed(self) -> str | None:
        """Return what is typed and not stored, or None."""
        value = self.editor.value()
        return None if value == self._shown else value

    @property
    def label_width(self) -> int:
        """Return the room the label needs, in pixels, even where it stands out."""
        font = self.label.font()
        font.setBold(True)
        words = self.label.text().replace("&", "")
        return QFontMetrics(font).horizontalAdvance(words) + 2

    def show_field(self, field: FieldValue, words: str | None) -> None:
        """Show a field and the words of its evidence; what is half typed stays."""
        kept = self.half_typed is not None
        self._field = field
        self._shown = field.value or ""
        if not kept:
            self.editor.show_value(self._shown)
        if self.half_typed is None:
            self.message.say("")
        self.state.show_field(field)
        self.editor.show_reason(f"({LOOKS[field.state].text})" if field.state in _REASONS else "")
        self.evidence.show_words(words)
        self._hint(self._shown)

    def restore(self) -> None:
        """Drop what is half typed."""
        self.editor.show_value(self._shown)
        self.message.say("")

    def resume(self, draft: str) -> None:
        """Take up again what was half typed."""
        self.editor.show_value(draft)
        self._checked()

    def settle(self) -> None:
        """Store what is half typed, if nothing is wrong with it."""
        if self.half_typed is not None:
            self._store()

    def mark_focused(self, focused: bool) -> None:
        """Make the label stand out while evidence would belong to this field."""
        font = self.label.font()
        font.setBold(focused)
        self.label.setFont(font)

    def _hint(self, value: str) -> None:
        self.editor.setToolTip(value or self.definition.help or "")

    def _checked(self) -> str | None:
        typed = self.editor.value().strip()
        try:
            value = self.definition.checked(typed) if typed else ""
        except ValueError as error:
            message = str(error)
            self.message.say(f"{message[:1].upper()}{message[1:]}.")
            return None
        self.message.say("")
        return value

    def _on_returned(self) -> None:
        unverified = self._field.state is FieldState.UNVERIFIED
        if (self.half_typed is None and not unverified) or self._store():
            self.finished.emit()

    def _store(self) -> bool:
        value = self._checked()
        if value is None:
            return False
        self.editor.show_value(value)
        if self.half_typed is not None or self._field.state is FieldState.UNVERIFIED:
            self.valued.emit(value)
        return True

    def _on_stated(self, state: FieldState) -> None:
        if state is not FieldState.CONFIRMED:
            self.restore()
        self.stated.emit(state)
