"""What a field is, editable."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from annotator.domain.codebook import Codebook, FieldType
from annotator.domain.codebook_changes import with_field, with_type
from annotator.domain.errors import UsageError
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.codebook.choices_editor import ChoicesEditor
from annotator.ui.codebook.choices_model import Choice, choices_of, merged_in
from annotator.ui.codebook.condition_editor import ConditionEditor
from annotator.ui.codebook.form import ItemForm, lines_of, one_line
from annotator.ui.codebook.items import Item

TYPES: Final = {
    FieldType.TEXT: QT_TRANSLATE_NOOP("FieldTypes", "Text"),
    FieldType.CHOICE: QT_TRANSLATE_NOOP("FieldTypes", "One choice"),
    FieldType.CHOICES: QT_TRANSLATE_NOOP("FieldTypes", "Several choices"),
    FieldType.DATE: QT_TRANSLATE_NOOP("FieldTypes", "Date"),
    FieldType.NUMBER: QT_TRANSLATE_NOOP("FieldTypes", "Number"),
    FieldType.YES_NO: QT_TRANSLATE_NOOP("FieldTypes", "Yes or no"),
    FieldType.SPEAKER: QT_TRANSLATE_NOOP("FieldTypes", "Speaker"),
}
_CHOOSING: Final = frozenset({FieldType.CHOICE, FieldType.CHOICES})


@dataclass(frozen=True, slots=True)
class FieldDraft:
    """What the form holds, as typed."""

    label: str
    type: FieldType
    choices: tuple[Choice, ...]
    required: bool
    asked: tuple[str, tuple[str, ...]]
    help: str
    examples: str


class FieldForm(ItemForm):
    """Shows a field, editable; its key is for good."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self.add_name(self.tr("&Name"))
        self.type = QComboBox(self)
        for kind, words in TYPES.items():
            self.type.addItem(QCoreApplication.translate("FieldTypes", words), kind)
        self.row(self.tr("T&ype"), self.type)
        self.choices = ChoicesEditor(self)
        self._choices_label = self.row(self.tr("Choices"), self.choices)
        self.required = QCheckBox(self.tr("Re&quired"), self)
        self.form.addRow("", self.required)
        self.condition = ConditionEditor(self)
        self.row(self.tr("Asked for"), self.condition)
        self.help = self.box(self.tr("Defini&tion"), 3)
        self.examples = self.box(self.tr("E&xamples"), 3)
        self.examples.setPlaceholderText(self.tr("One a line; shown where the field is filled in"))
        self.help.setPlaceholderText(self.tr("What belongs here, and what does not"))
        self.type.activated.connect(self._on_type_chosen)
        self.required.toggled.connect(self.edited)
        self.choices.edited.connect(self.edited)
        self.condition.edited.connect(self.edited)

    def fill(self, codebook: Codebook, item: Item) -> None:
        """Show a field as it is stored."""
        field = codebook.field(item.key)
        self._key = field.key
        self.name.setText(field.label)
        self.type.setCurrentIndex(self.type.findData(field.type))
        self.choices.show_choices(choices_of(field.choices))
        self.required.setChecked(field.required)
        self.condition.show_condition(codebook, field.key, field.shown_when)
        self.help.setPlainText(field.help or "")
        self.examples.setPlainText("\n".join(field.examples))
        self._show_choices()

    def refill(self, draft: FieldDraft) -> None:
        """Show what was typed before."""
        self.name.setText(draft.label)
        self.type.setCurrentIndex(self.type.findData(draft.type))
        self.choices.show_choices(draft.choices)
        self.required.setChecked(draft.required)
        self.condition.choose(*draft.asked)
        self.help.setPlainText(draft.help)
        self.examples.setPlainText(draft.examples)
        self._show_choices()

    def typed(self) -> FieldDraft:
        """Return what is typed."""
        return FieldDraft(
            label=self.name.text(),
            type=self._kind(),
            choices=self.choices.model.choices(),
            required=self.required.isChecked(),
            asked=self.condition.chosen(),
            help=self.help.toPlainText(),
            examples=self.examples.toPlainText(),
        )

    def applied(self, codebook: Codebook) -> Codebook:
        """Return the codebook with the field as typed."""
        label = one_line(self.name.text())
        if not label:
            raise UsageError(self.tr("A field needs a name."))
        rows = self.choices.model.choices()
        field = codebook.field(self._key).amended(label=label)
        typed = with_type(field, self._kind(), [row.text for row in rows], merged_in(rows))
        described = typed.amended(
            required=self.required.isChecked(),
            shown_when=self.condition.condition(),
            help=self.help.toPlainText().strip() or None,
            examples=lines_of(self.examples.toPlainText()),
        )
        return with_field(codebook, described)

    def _kind(self) -> FieldType:
        return FieldType(self.type.currentData())

    def _show_choices(self) -> None:
        on = self._kind() in _CHOOSING
        self.choices.setVisible(on)
        self._choices_label.setVisible(on)

    def _on_type_chosen(self) -> None:
        self._show_choices()
        self.edited.emit()
