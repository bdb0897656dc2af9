"""The middle of the codebook workspace: one item, editable, and what may be done to it."""

from typing import Any, Final

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.codebook import Codebook, FieldDefinition, Tag
from annotator.domain.errors import AnnotatorError
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.codebook.field_form import FieldForm
from annotator.ui.codebook.items import SCOPES, Item, Section, entry, label_of
from annotator.ui.codebook.reason_form import ReasonForm
from annotator.ui.codebook.tag_form import TagForm
from annotator.ui.list_names import name_list
from annotator.ui.record.notes import Note

_ABOUT: Final = {
    Section.DOCUMENT: QT_TRANSLATE_NOOP(
        "Codebook", "What is asked of every document: its title, its outlet, its date."
    ),
    Section.CLAIM: QT_TRANSLATE_NOOP(
        "Codebook", "What is asked of every claim, beside who said what."
    ),
    Section.TAGS: QT_TRANSLATE_NOOP(
        "Codebook", "Words that are put on claims. Tags may stand below others."
    ),
    Section.REASONS: QT_TRANSLATE_NOOP(
        "Codebook", "What a reviewer can choose from when a claim is returned."
    ),
}
_NOUNS: Final = {
    Section.DOCUMENT: QT_TRANSLATE_NOOP("Codebook", "Field of documents"),
    Section.CLAIM: QT_TRANSLATE_NOOP("Codebook", "Field of claims"),
    Section.TAGS: QT_TRANSLATE_NOOP("Codebook", "Tag"),
    Section.REASONS: QT_TRANSLATE_NOOP("Codebook", "Return reason"),
}
_WIDEST: Final = 760  # pixels; longer lines are hard to read
_CHOOSE: Final = QT_TRANSLATE_NOOP("Codebook", "Choose one on the left, or add one below the list.")


Form = FieldForm | TagForm | ReasonForm


class ItemEditor(QWidget):
    """Shows the chosen item; every change is asked for, none is made.

    Signals:
        edited: the codebook as it would be with what is typed, or None where that is wrong.
        retire_wanted: the item is to be retired, revived or, a reason, removed.
        merge_wanted: the key of the item to merge it into.
        apply_wanted: the change that is thought about is to be made.
        revert_wanted: what is typed is to be forgotten.
    """

    edited = Signal(object)
    retire_wanted = Signal()
    merge_wanted = Signal(str)
    apply_wanted = Signal()
    revert_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book: Codebook | None = None
        self._item = Item(Section.TAGS)
        self._stored: Any = None
        self._filling = False
        self.noun = Note("muted", self)
        self.title = QLabel(self)
        self.facts = Note("muted", self)
        self.hint = Note("warning", self)
        self.message = Note("bad", self)
        fields, tags = FieldForm(self), TagForm(self)
        self.forms: dict[Section, Form] = {
            Section.DOCUMENT: fields,
            Section.CLAIM: fields,
            Section.TAGS: tags,
            Section.REASONS: ReasonForm(self),
        }
        self.retire = QPushButton(self)
        self.merge = QComboBox(self)
        self.revert = QPushButton(self.tr("Revert"), self)
        self.apply = QPushButton(self.tr("&Apply"), self)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setBold(True)
        self.title.setFont(font)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._fill_pages()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 8, 10)
        column.setSpacing(6)
        for widget in (self.noun, self.title, self.facts, self.hint):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addWidget(self._pages, 1)
        column.addWidget(self.message)
        column.addLayout(self._foot())

    def _fill_pages(self) -> None:
        self._pages.addWidget(QWidget(self))
        for form in dict.fromkeys(self.forms.values()):
            holder = QWidget(self)
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, 0, 12, 0)
            form.setMaximumWidth(_WIDEST)
            inside.addWidget(form)
            inside.addStretch(1)
            area = QScrollArea(self)
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setFrameShape(QScrollArea.Shape.NoFrame)
            area.setWidget(holder)
            self._pages.addWidget(area)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 8, 0)
        name_list(self.merge, self.tr("Merge into another"))
        self.merge.setPlaceholderText(self.tr("Merge into…"))
        self.merge.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.merge.setMinimumContentsLength(14)
        row.addWidget(self.retire)
        row.addWidget(self.merge)
        row.addStretch(1)
        row.addWidget(self.revert)
        row.addWidget(self.apply)
        return row

    def _connect(self) -> None:
        for form in dict.fromkeys(self.forms.values()):
            form.edited.connect(self._on_edited)
            form.finished.connect(self.apply_wanted)
        self.retire.clicked.connect(self.retire_wanted)
        self.merge.activated.connect(self._on_merge_chosen)
        self.apply.clicked.connect(self.apply_wanted)
        self.revert.clicked.connect(self.revert_wanted)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.revert.click)

    @property
    def form(self) -> Form | None:
        """Return the form that is shown."""
        return self.forms[self._item.section] if self._item.key else None

    @property
    def draft(self) -> Any | None:
        """Return what is typed and not stored, or None."""
        typed = self.form.typed() if self.form else None
        return None if typed == self._stored else typed

    def show_item(self, book: Codebook, item: Item, draft: Any | None, *, writable: bool) -> None:
        """Show an item, and over it what was typed before."""
        self._book, self._item = book, item
        self.message.say("")
        self.merge.setCurrentIndex(-1)
        self._say_what(book, item, writable=writable)
        form = self.form
        if form is None:
            self._pages.setCurrentIndex(0)
            return
        self._fill(form, book, draft)
        form.setEnabled(writable and not self._merged())
        pages = list(dict.fromkeys(self.forms.values()))
        self._pages.setCurrentIndex(1 + pages.index(form))
        if draft is not None:
            self._on_edited()

    def _fill(self, form: Form, book: Codebook, draft: Any | None) -> None:
        """Show what is stored of an item, and over it what was typed before."""
        self._filling = True
        form.fill(book, self._item)
        self._stored = form.typed()
        if draft is not None:
            form.refill(draft)
        self._filling = False

    def show_uses(self, words: str) -> None:
        """Say how much the item is used."""
        found = entry(self._book, self._item) if self._book else None
        key = self.tr("stored as {0}").format(found.key) if found else ""
        self.facts.say(" · ".join(filter(None, (key, words))))

    def allow(self, *, apply: bool, revert: bool) -> None:
        """Say what can be done with the change that is thought about."""
        self.apply.setEnabled(apply)
        self.apply.setDefault(apply)
        self.revert.setEnabled(revert)

    def go_to_name(self) -> None:
        """Put the focus where the name is typed."""
        form = self.form
        if form is not None and form.isEnabled():
            form.name.setFocus(Qt.FocusReason.OtherFocusReason)
            form.name.selectAll()

    def _say_what(self, book: Codebook, item: Item, *, writable: bool) -> None:
        translate = QCoreApplication.translate
        found = entry(book, item)
        retired = found is not None and found.retired
        self.noun.say(translate("Codebook", _NOUNS[item.section]) if item.key else "")
        self.title.setText(label_of(book, item) or translate("Codebook", item.section.value))
        about = f"{translate('Codebook', _ABOUT[item.section])} {translate('Codebook', _CHOOSE)}"
        self.facts.say("" if item.key else about)
        self.hint.say(self._standing(found, writable=writable))
        words = self.tr("&Retire")
        if item.section is Section.REASONS:
            words = self.tr("&Remove")
        elif retired:
            words = self.tr("&Revive")
        self.retire.setText(words)
        self.retire.setEnabled(writable)
        self._offer_to_merge(book, item, allowed=writable and not retired)
        for widget in (self.retire, self.merge, self.revert, self.apply):
            widget.setVisible(bool(item.key))
        if item.section is Section.REASONS:
            self.merge.hide()

    def _standing(self, found: Any, *, writable: bool) -> str:
        if not writable:
            return self.tr("This project was opened for reading; the codebook cannot be changed.")
        if found is not None and found.merged_into and self._book is not None:
            into = entry(self._book, Item(self._item.section, found.merged_into))
            words = self.tr("Merged into “{0}”: what it stood on shows that one.")
            return words.format(into.label if into else found.merged_into)
        if found is not None and found.retired:
            return self.tr("Retired: it stays where it is, and is offered no more.")
        return ""

    def _offer_to_merge(self, book: Codebook, item: Item, *, allowed: bool) -> None:
        self.merge.clear()
        self.merge.setEnabled(allowed)
        others: list[FieldDefinition | Tag] = []
        if item.section is Section.TAGS:
            others = [tag for tag in book.all_tags() if not tag.retired]
        elif item.section in SCOPES:
            others = [*book.of(SCOPES[item.section])]
        for other in others:
            if other.key != item.key:
                self.merge.addItem(other.label, other.key)
        self.merge.setCurrentIndex(-1)

    def _merged(self) -> bool:
        found = entry(self._book, self._item) if self._book else None
        return found is not None and found.merged_into is not None

    def _on_edited(self) -> None:
        form, book = self.form, self._book
        if form is None or book is None or self._filling:
            return
        self.merge.setCurrentIndex(-1)
        try:
            after = form.applied(book)
        except ValidationError as error:
            message = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
            self._refuse(f"{message.rstrip('.')}.")
        except (AnnotatorError, ValueError) as error:
            self._refuse(str(error))
        else:
            self.message.say("")
            self.edited.emit(after)

    def _refuse(self, sentence: str) -> None:
        self.message.say(sentence)
        self.edited.emit(None)

    def _on_merge_chosen(self) -> None:
        self.merge_wanted.emit(self.merge.currentData())
