"""What a tag is, editable."""

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from annotator.domain.codebook import Codebook, Tag
from annotator.domain.codebook_tags import tag_of, with_tag
from annotator.domain.errors import UsageError
from annotator.ui.codebook.form import ItemForm, lines_of, one_line
from annotator.ui.codebook.items import Item
from annotator.ui.codebook.swatches import Swatches
from annotator.ui.list_names import name_list


@dataclass(frozen=True, slots=True)
class TagDraft:
    """What the form holds, as typed."""

    label: str
    shortcut: str
    colour: str
    definition: str
    examples: str
    taken_over: bool = False


class TagForm(ItemForm):
    """Shows a tag, editable; its key is for good. A digit of another tag is asked for first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._bearers: dict[str, Tag] = {}
        self._taken_over = False
        self.add_name(self.tr("&Name"))
        self.shortcut = QComboBox(self)
        self.take_over = QPushButton(self)
        self.row(self.tr("&Key"), self._key_row())
        self.colour = Swatches(self)
        self.row(self.tr("Colour"), self.colour)
        self.definition = self.box(self.tr("Defini&tion"), 4)
        self.examples = self.box(self.tr("E&xamples"), 4)
        self.definition.setPlaceholderText(self.tr("When to put it on, and when not"))
        self.examples.setPlaceholderText(self.tr("One a line; shown while tagging"))
        self.shortcut.activated.connect(self._on_shortcut_chosen)
        self.take_over.clicked.connect(self._on_taken_over)
        self.colour.edited.connect(self.edited)

    def _key_row(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.shortcut)
        row.addWidget(self.take_over)
        row.addStretch(1)
        name_list(self.shortcut, self.tr("Key"))
        holder.setFocusProxy(self.shortcut)
        return holder

    def fill(self, codebook: Codebook, item: Item) -> None:
        """Show a tag as it is stored."""
        tag = tag_of(codebook, item.key)
        self._key, self._taken_over = tag.key, False
        others = (other for other in codebook.all_tags() if other.key != tag.key)
        self._bearers = {other.shortcut: other for other in others if other.shortcut}
        self.shortcut.clear()
        self.shortcut.addItem(self.tr("None"), "")
        for digit in "1234567890":
            bearer = self._bearers.get(digit)
            self.shortcut.addItem(f"{digit}  ({bearer.label})" if bearer else digit, digit)
        self.shortcut.setCurrentIndex(self.shortcut.findData(tag.shortcut or ""))
        self.name.setText(tag.label)
        self.colour.show_colour(tag.colour)
        self.definition.setPlainText(tag.definition or "")
        self.examples.setPlainText("\n".join(tag.examples))
        self._offer()

    def refill(self, draft: TagDraft) -> None:
        """Show what was typed before."""
        self.name.setText(draft.label)
        self.shortcut.setCurrentIndex(self.shortcut.findData(draft.shortcut))
        self.colour.show_colour(draft.colour)
        self.definition.setPlainText(draft.definition)
        self.examples.setPlainText(draft.examples)
        self._taken_over = draft.taken_over
        self._offer()

    def typed(self) -> TagDraft:
        """Return what is typed."""
        return TagDraft(
            label=self.name.text(),
            shortcut=self._digit(),
            colour=self.colour.words(),
            definition=self.definition.toPlainText(),
            examples=self.examples.toPlainText(),
            taken_over=self._taken_over and self._digit() in self._bearers,
        )

    def applied(self, codebook: Codebook) -> Codebook:
        """Return the codebook with the tag as typed."""
        label, digit = one_line(self.name.text()), self._digit()
        if not label:
            raise UsageError(self.tr("A tag needs a name."))
        bearer = self._bearers.get(digit)
        if bearer is not None and not self._taken_over:
            raise UsageError(self.tr("{0} is the key of “{1}”.").format(digit, bearer.label))
        tag = tag_of(codebook, self._key).amended(
            label=label,
            shortcut=digit or None,
            colour=self.colour.colour(),
            definition=self.definition.toPlainText().strip() or None,
            examples=lines_of(self.examples.toPlainText()),
        )
        return with_tag(codebook, tag)

    def _digit(self) -> str:
        return self.shortcut.currentData() or ""

    def _offer(self) -> None:
        """Offer to take the digit from the tag that has it."""
        bearer = self._bearers.get(self._digit())
        self.take_over.setVisible(bearer is not None and not self._taken_over)
        if bearer is not None:
            self.take_over.setText(self.tr("Take it from “{0}”").format(bearer.label))

    def _on_shortcut_chosen(self) -> None:
        self._taken_over = False
        self._offer()
        self.edited.emit()

    def _on_taken_over(self) -> None:
        self._taken_over = True
        self.shortcut.setFocus()
        self._offer()
        self.edited.emit()
