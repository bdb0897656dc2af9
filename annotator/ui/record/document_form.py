"""The record of the open document: where it stands, and its fields."""

from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.domain.codebook import FieldScope
from annotator.domain.history import RecordKind
from annotator.domain.sheet import Sheet
from annotator.ui.claims.standing import STATUSES
from annotator.ui.desk import Desk
from annotator.ui.record.defaults_block import DefaultsBlock
from annotator.ui.record.field_form import FieldForm
from annotator.ui.record.heading import VerdictNote
from annotator.ui.record.notes import Note
from annotator.ui.record.pill import Pill
from annotator.ui.record.wanting_button import WantingButton
from annotator.ui.scrolled import Scrolled


class DocumentForm(Scrolled):
    """Shows the fields of the open document and hands each change to the desk.

    Signals:
        evidence_requested: the `Span` of the words that justify a field.
    """

    evidence_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pill = Pill(self)
        self.facts = Note("muted", self)
        self.verdict = VerdictNote(self)
        self.fields = FieldForm(desk, FieldScope.DOCUMENT, self)
        self.wanting = WantingButton(self)
        self.defaults = DefaultsBlock(desk, self)
        self.origin = Note("muted", self)
        self._lay_out()
        self.setEnabled(not desk.services.context.store.read_only)
        self.fields.evidence_requested.connect(self.evidence_requested)
        self.fields.wanting_changed.connect(self.wanting.show_count)
        self.wanting.clicked.connect(self.fields.go_to_open)
        self.defaults.field_dropped.connect(desk.drop_default_field)
        self.defaults.tag_dropped.connect(desk.drop_default_tag)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.pill)
        top.addWidget(self.facts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.verdict)
        column.addWidget(self.wanting)
        column.addWidget(self.fields)
        column.addWidget(self.defaults)
        column.addWidget(self.origin)
        column.addStretch(1)
        self.fields.align(self.fields.label_width)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the record of a document."""
        record = sheet.record
        self.pill.show_standing(STATUSES[record.status])
        self.facts.say(self.tr("Last edited by {0}").format(sheet.users.get(record.editor, "")))
        review = sheet.reviews.get((RecordKind.RECORD, record.id))
        self.verdict.show_review(review, record.status)
        editor = sheet.users.get(record.editor, "")
        self.fields.show_fields(f"record:{record.id}", record.fields, sheet, editor)
        self.defaults.show_sheet(sheet)
        origin = sheet.document.origin
        self.origin.say(self.tr("From {0}").format(PurePath(origin).name))
        self.origin.setToolTip(origin)
