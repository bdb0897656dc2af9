"""One field of the record: label, editor, evidence, state, and what is wrong with the value."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from annotator.domain.codebook import FieldDefinition, FieldScope
from annotator.domain.field import EMPTY_FIELD, FieldState, FieldValue
from annotator.domain.sheet import Sheet
from annotator.ui.record.clash import Clash
from annotator.ui.record.editors import editor_for
from annotator.ui.record.field_buttons import EvidenceButton, StateButton
from annotator.ui.record.notes import Note
from annotator.ui.record.reading_offer import ReadingOffer
from annotator.ui.record.speaker_choices import Candidates
from annotator.ui.record.states import LOOKS

_REASONS: Final = frozenset({FieldState.NOT_STATED, FieldState.UNKNOWN})


class FieldRow(QWidget):
    """Shows one field and asks for changes; what is half typed outlasts a change elsewhere.

    Signals:
        valued: the value as it is to be stored; empty to clear the field.
        named: the name of a speaker that is to be registered and stored.
        entered: the keyboard came to the editor.
        finished: Return was pressed and nothing is wrong.
    """

    valued = Signal(str)
    named = Signal(str)
    entered = Signal()
    finished = Signal()

    def __init__(
        self, definition: FieldDefinition, caption: str, parent: QWidget, over: QWidget
    ) -> None:
        super().__init__(parent)
        self.definition = definition
        self._field = EMPTY_FIELD
        self._shown = ""
        self._words = ""
        self.editor = editor_for(definition, self, over)
        self.label = QLabel(caption, self)
        of_claim = definition.scope is FieldScope.CLAIM
        self.state = StateButton(definition.label, self, defaults=of_claim)
        self.evidence = EvidenceButton(definition.label, self)
        self.message = Note("bad", self)
        self.hint = Note("muted", self)
        self.offer = ReadingOffer(self)
        self.clash = Clash(definition.label, self)
        self._name()
        self._lay_out()
        self._connect()

    def _name(self) -> None:
        self.label.setBuddy(self.editor)
        self.label.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        needed = self.tr("Required.") if self.definition.required else ""
        examples = ", ".join(f"“{words}”" for words in self.definition.examples)
        such = self.tr("Such as {0}.").format(examples) if examples else ""
        told = " ".join(part for part in (self.definition.help or "", such, needed) if part)
        self.label.setToolTip(told)
        self.editor.setAccessibleName(self.definition.label)
        self.editor.setObjectName(f"field_{self.definition.key}")
        self.setFocusProxy(self.editor)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3)
        grid.setVerticalSpacing(2)
        for column, widget in enumerate((self.label, self.editor, self.evidence, self.state)):
            grid.addWidget(widget, 0, column, Qt.AlignmentFlag(0))
        for row, below in enumerate((self.clash, self.message, self.offer, self.hint), 1):
            grid.addWidget(below, row, 1, 1, 3)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        keys = self.editor.keys
        keys.returned.connect(self._on_returned)
        keys.escaped.connect(self.restore)
        keys.left.connect(self.settle)
        keys.entered.connect(self.entered)
        keys.menu_wanted.connect(self.state.open_menu)
        self.editor.picked.connect(self.settle)
        self.editor.named.connect(self._on_named)
        self.label.customContextMenuRequested.connect(self._on_menu_wanted)
        self.state.stated.connect(self._on_stated)
        self.evidence.clicked.connect(self.state.evidence_wanted)
        self.offer.taken.connect(self._on_taken)
        self.clash.mine.connect(self._store)
        self.clash.theirs.connect(self.restore)

    @property
    def half_typed(self) -> str | None:
        """Return what is typed and not stored, or None."""
        value = self.editor.value()
        return None if value == self._shown else value

    @property
    def field(self) -> FieldValue:
        """Return the field as it is stored."""
        return self._field

    @property
    def label_width(self) -> int:
        """Return the room the label needs, in pixels, even where it stands out."""
        font = self.label.font()
        font.setBold(True)
        words = self.label.text().replace("&", "")
        return QFontMetrics(font).horizontalAdvance(words) + 2

    def offer_speakers(self, sheet: Sheet, candidates: Candidates) -> None:
        """Say whom a field that names a speaker may name."""
        self.editor.offer(sheet, candidates)

    def show_field(self, field: FieldValue, words: str | None, by: str = "") -> None:
        """Show a field and the words of its evidence; what is half typed stays.

        Where it was typed over what somebody else (`by`) changed since, both are shown.
        """
        kept = self.half_typed is not None
        was, self._field, self._shown = self._shown, field, field.value or ""
        if kept and was != self._shown:
            self.clash.ask(by, self._shown)
        if self.half_typed is None:
            self.clash.settle()
        if not kept:
            self.editor.show_value(self._shown)
        if self.half_typed is None:
            self._say(self.editor.wrong())
        self.state.show_field(field, required=self.definition.required)
        self.editor.show_reason(f"({LOOKS[field.state].text})" if field.state in _REASONS else "")
        self.evidence.show_words(words)
        self._words = words or ""
        self._describe()
        if not kept:
            self._tip()

    def restore(self) -> None:
        """Drop what is half typed."""
        self.clash.settle()
        self.editor.show_value(self._shown)
        self._say(self.editor.wrong())

    def resume(self, draft: str) -> None:
        """Take up again what was half typed."""
        self.editor.show_value(draft)
        self._checked()

    def settle(self) -> None:
        """Store what is half typed, if nothing is wrong with it and it is over nobody's change."""
        if self.half_typed is not None and not self.clash.open:
            self._store()

    def mark_focused(self, focused: bool) -> None:
        """Make the label stand out while evidence would belong to this field."""
        font = self.label.font()
        font.setBold(focused)
        self.label.setFont(font)

    def _tip(self) -> None:
        shown = self.editor.text() if hasattr(self.editor, "text") else self._shown
        self.editor.setToolTip(shown or self.label.toolTip())

    def _describe(self) -> None:
        """Tell whoever hears the editor what others see around it."""
        editor = self.editor
        chosen = editor.text().replace("&&", "&") if isinstance(editor, QPushButton) else ""
        state = f"{LOOKS[self._field.state].tip}."
        evidence = self.tr("Evidence: “{0}”").format(self._words) if self._words else ""
        told = (self.message.text(), chosen, state, evidence, self.label.toolTip())
        editor.setAccessibleDescription("\n".join(filter(None, told)))

    def _say(self, sentence: str, readings: tuple[str, ...] = ()) -> None:
        self.message.say(sentence, "warning" if readings else "bad")
        self.offer.offer(readings)
        self._describe()

    def _checked(self) -> str | None:
        typed = self.editor.value().strip()
        wrong = self.editor.wrong()
        if not wrong and typed:
            try:
                typed = self.definition.checked(typed)
            except ValueError as error:
                wrong = f"{str(error)[:1].upper()}{str(error)[1:]}."
        readings = self.editor.readings() if wrong else ()
        if readings:
            wrong = self.tr("“{0}” is not in the written form. Enter takes the first:").format(
                typed
            )
        self._say(wrong, readings)
        return None if wrong else typed

    def _on_returned(self) -> None:
        if self.offer.readings and self.editor.readings() == self.offer.readings:
            self.editor.show_value(self.offer.readings[0])
        unverified = self._field.state is FieldState.UNVERIFIED
        if (self.half_typed is None and not unverified) or self._store():
            self.finished.emit()

    def _on_taken(self, reading: str) -> None:
        self.editor.show_value(reading)
        self._store()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _store(self) -> bool:
        value = self._checked()
        if value is None:
            return False
        self.clash.settle()
        self.editor.show_value(value)
        if self.half_typed is not None or self._field.state is FieldState.UNVERIFIED:
            self.valued.emit(value)
        return True

    def _on_named(self, name: str) -> None:
        self.restore()
        self.named.emit(name)

    def _on_stated(self, state: FieldState) -> None:
        if state not in {FieldState.CONFIRMED, FieldState.CORRECTED}:
            self.restore()

    def _on_menu_wanted(self, place: QPoint) -> None:
        self.state.open_menu(self.label.mapToGlobal(place))
