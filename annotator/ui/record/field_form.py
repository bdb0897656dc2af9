"""The fields of one scope of the codebook, one below the other."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.asked import is_asked, is_wanting
from annotator.domain.codebook import FieldDefinition, FieldScope
from annotator.domain.field import EMPTY_FIELD, FieldState, FieldValue
from annotator.domain.sheet import Sheet
from annotator.domain.span import Span
from annotator.ui.desk import Desk
from annotator.ui.record.field_row import FieldRow
from annotator.ui.record.mnemonics import RESERVED, captions

_EDITOR: Final = 116  # pixels an editor needs; where it would have less, states are signs alone
_EVIDENCE: Final = 34  # pixels of the button for the evidence, and between the columns


class FieldForm(QWidget):
    """Shows the fields of one subject and hands each change to the desk.

    What is half typed is kept for each subject and comes back with it. A field that is not asked
    for is out of sight, unless it has a value all the same.

    Signals:
        evidence_requested: the `Span` of the words that justify a field.
        wanting_changed: how many required fields wait for somebody.
    """

    evidence_requested = Signal(object)
    wanting_changed = Signal(int)

    def __init__(self, desk: Desk, scope: FieldScope, parent: QWidget, reserved: str = "") -> None:
        super().__init__(parent)
        self._desk = desk
        self._scope = scope
        self._subject = ""
        self._fields: Mapping[str, FieldValue] = {}
        self._drafts: dict[tuple[str, str], str] = {}
        self.rows: dict[str, FieldRow] = {}
        self._build(reserved, parent)
        desk.field_focused.connect(self._on_field_focused)

    def _build(self, reserved: str, over: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        definitions = self._desk.codebook.of(self._scope)
        labels = captions([item.label for item in definitions], RESERVED + reserved)
        for definition, caption in zip(definitions, labels, strict=True):
            caption_shown = f"{caption} *" if definition.required else caption
            row = FieldRow(definition, caption_shown, self, over)
            self._connect(row, definition.key)
            self.rows[definition.key] = row
            column.addWidget(row)

    def _connect(self, row: FieldRow, key: str) -> None:
        desk, scope = self._desk, self._scope
        row.valued.connect(partial(desk.set_field, scope, key))
        row.named.connect(partial(desk.name_in_field, scope, key))
        row.state.stated.connect(partial(desk.set_field_state, scope, key))
        row.state.evidence_dropped.connect(partial(desk.clear_evidence, scope, key))
        row.state.evidence_wanted.connect(partial(self._on_evidence_wanted, key))
        row.state.defaulted.connect(partial(desk.set_default_field, key))
        row.entered.connect(partial(self._on_entered, key))
        row.finished.connect(partial(self._on_finished, key))

    @property
    def label_width(self) -> int:
        """Return the width of the widest label, in pixels."""
        return max((row.label_width for row in self.rows.values()), default=0)

    @property
    def asked(self) -> tuple[str, ...]:
        """Return the keys of the fields that are asked for now."""
        rows = self.rows.items()
        return tuple(key for key, row in rows if is_asked(row.definition, self._fields))

    @property
    def wanting(self) -> tuple[str, ...]:
        """Return the keys of the required fields that wait for somebody."""
        rows = self.rows.items()
        return tuple(key for key, row in rows if is_wanting(row.definition, self._fields))

    def align(self, width: int) -> None:
        """Give all labels one width, in pixels."""
        for row in self.rows.values():
            row.label.setMinimumWidth(width)
            row.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._word_states()

    def show_fields(
        self, subject: str, fields: Mapping[str, FieldValue], sheet: Sheet, by: str = ""
    ) -> None:
        """Show the fields of a subject, which any name may stand for, last edited `by` somebody."""
        if subject != self._subject:
            self._keep_drafts()
        self._fields = fields
        text, defaults = sheet.document.text, sheet.document.marks.defaults.fields
        for key, row in self.rows.items():
            field = fields.get(key, EMPTY_FIELD)
            row.offer_speakers(sheet, self._desk.candidates)
            row.show_field(field, field.evidence.of(text) if field.evidence else None, by)
            row.state.show_default(on=key in defaults)
        if subject != self._subject:
            self._subject = subject
            self._take_up()
        self._ask()
        self.wanting_changed.emit(len(self.wanting))

    def half_typed(self) -> Mapping[tuple[str, str], str]:
        """Return what is typed and not stored, by subject and field."""
        now = ((key, row.half_typed) for key, row in self.rows.items())
        shown = {(self._subject, key): text for key, text in now if text is not None}
        return {**self._drafts, **shown}

    def resume(self, drafts: Mapping[tuple[str, str], str]) -> None:
        """Take up again what was half typed in an earlier session."""
        self._drafts.update(drafts)
        self._take_up()
        self._ask()

    def go_to_open(self) -> None:
        """Go to the first field that wants somebody: a required one, else an empty one."""
        asked = [self.rows[key] for key in self.asked]
        empty = [row for row in asked if row.field.state is FieldState.EMPTY]
        wanted = [*(self.rows[key] for key in self.wanting), *empty, *asked]
        if wanted:
            wanted[0].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._word_states()

    def _word_states(self) -> None:
        for row in self.rows.values():
            taken = row.label.minimumWidth() + _EVIDENCE + row.state.words_width()
            row.state.show_words(worded=self.width() - taken >= _EDITOR)

    def _ask(self) -> None:
        asked = set(self.asked)
        for key, row in self.rows.items():
            kept = key not in asked and (row.field != EMPTY_FIELD or row.half_typed is not None)
            row.setVisible(key in asked or kept)
            row.hint.say(self._unasked(row.definition) if kept else "")

    def _unasked(self, definition: FieldDefinition) -> str:
        condition = definition.shown_when
        if condition is None:
            return ""
        other = self.rows.get(condition.key)
        label = other.definition.label if other else condition.key
        values = ", ".join(condition.values)
        return self.tr("Asked only where {0} is: {1}").format(label, values)

    def _keep_drafts(self) -> None:
        for key, row in self.rows.items():
            draft = row.half_typed
            if draft is not None:
                self._drafts[self._subject, key] = draft
                row.restore()

    def _take_up(self) -> None:
        for key, row in self.rows.items():
            draft = self._drafts.pop((self._subject, key), None)
            if draft is not None:
                row.resume(draft)

    def _on_entered(self, key: str) -> None:
        self._desk.focus_field(self._scope, key)
        self._on_evidence_wanted(key)

    def _on_evidence_wanted(self, key: str) -> None:
        evidence: Span | None = self._fields.get(key, EMPTY_FIELD).evidence
        if evidence is not None:
            self.evidence_requested.emit(evidence)

    def _on_finished(self, key: str) -> None:
        keys = [key for key, row in self.rows.items() if not row.isHidden()]
        following = keys[keys.index(key) + 1 :] if key in keys else []
        if following:
            self.rows[following[0]].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_field_focused(self, field: tuple[FieldScope, str] | None) -> None:
        for key, row in self.rows.items():
            row.mark_focused(field == (self._scope, key))
