"""The fields of one scope of the codebook, one below the other."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.codebook import FieldDefinition, FieldScope
from annotator.domain.field import EMPTY_FIELD, FieldValue
from annotator.domain.span import Span
from annotator.ui.desk import Desk
from annotator.ui.record.field_row import FieldRow
from annotator.ui.record.mnemonics import RESERVED, captions


class FieldForm(QWidget):
    """Shows the fields of one subject and hands each change to the desk.

    What is half typed is kept for each subject and comes back with it.

    Signals:
        evidence_requested: the `Span` of the words that justify a field.
    """

    evidence_requested = Signal(object)

    def __init__(
        self, desk: Desk, scope: FieldScope, parent: QWidget | None = None, reserved: str = ""
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scope = scope
        self._subject = ""
        self._fields: Mapping[str, FieldValue] = {}
        self._drafts: dict[tuple[str, str], str] = {}
        self.rows: dict[str, FieldRow] = {}
        self._build(reserved)
        desk.field_focused.connect(self._on_field_focused)

    def _build(self, reserved: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        definitions = self._desk.codebook.of(self._scope)
        labels = captions([item.label for item in definitions], RESERVED + reserved)
        for definition, caption in zip(definitions, labels, strict=True):
            row = self._row(definition, f"{caption} *" if definition.required else caption)
            self.rows[definition.key] = row
            column.addWidget(row)

    def _row(self, definition: FieldDefinition, caption: str) -> FieldRow:
        row, key = FieldRow(definition, caption, self), definition.key
        row.valued.connect(partial(self._desk.set_field, self._scope, key))
        row.stated.connect(partial(self._desk.set_field_state, self._scope, key))
        row.evidence_dropped.connect(partial(self._desk.clear_evidence, self._scope, key))
        row.evidence_wanted.connect(partial(self._on_evidence_wanted, key))
        row.entered.connect(partial(self._on_entered, key))
        row.finished.connect(partial(self._on_finished, key))
        return row

    @property
    def label_width(self) -> int:
        """Return the width of the widest label, in pixels."""
        return max((row.label_width for row in self.rows.values()), default=0)

    def align(self, width: int) -> None:
        """Give all labels one width, in pixels."""
        for row in self.rows.values():
            row.label.setMinimumWidth(width)
            row.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_fields(self, subject: str, fields: Mapping[str, FieldValue], text: str) -> None:
        """Show the fields of a subject, which any name may stand for."""
        if subject != self._subject:
            self._keep_drafts()
        self._fields = fields
        for key, row in self.rows.items():
            field = fields.get(key, EMPTY_FIELD)
            row.show_field(field, field.evidence.of(text) if field.evidence else None)
        if subject != self._subject:
            self._subject = subject
            self._take_up()

    def half_typed(self) -> Mapping[tuple[str, str], str]:
        """Return what is typed and not stored, by subject and field."""
        now = ((key, row.half_typed) for key, row in self.rows.items())
        shown = {(self._subject, key): text for key, text in now if text is not None}
        return {**self._drafts, **shown}

    def resume(self, drafts: Mapping[tuple[str, str], str]) -> None:
        """Take up again what was half typed in an earlier session."""
        self._drafts.update(drafts)
        self._take_up()

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
        keys = [*self.rows]
        following = keys[keys.index(key) + 1 :]
        if following:
            self.rows[following[0]].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_field_focused(self, field: tuple[FieldScope, str] | None) -> None:
        for key, row in self.rows.items():
            row.mark_focused(field == (self._scope, key))
