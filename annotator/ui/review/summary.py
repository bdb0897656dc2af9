"""What is under review, in words: content, chain, kind, tags and fields with their states."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook, FieldDefinition, FieldScope, FieldType
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.sheet import Sheet
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.claims.columns import Page, chain, content, tags
from annotator.ui.claims.standing import STATUSES
from annotator.ui.record.heading import VerdictNote
from annotator.ui.record.notes import Note
from annotator.ui.record.pill import Pill
from annotator.ui.record.states import LOOKS, state_icon
from annotator.ui.review.subject import Subject

_ICON = QSize(14, 14)


class SubjectSummary(QScrollArea):
    """Shows one subject, or a sentence where there is none."""

    def __init__(self, codebook: Codebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codebook = codebook
        self.pill = Pill()
        self.editor = Note("muted")
        self.words = Note("text")
        self.about = Note("muted")
        self.verdict = VerdictNote()
        self._fields = QWidget()
        self._grid = QGridLayout(self._fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(2, 1)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Under review"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 8, 8, 8)
        for widget in (self.pill, self.editor, self.verdict, self.words, self.about, self._fields):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(page)

    def set_codebook(self, codebook: Codebook) -> None:
        """Name tags and fields as this codebook does."""
        self._codebook = codebook

    def show_nothing(self, sentence: str) -> None:
        """Say why nothing is shown."""
        self.pill.hide()
        self.editor.say(sentence)
        for note in (self.words, self.about):
            note.say("")
        self.verdict.hide()
        self._fields.hide()

    def show_subject(self, sheet: Sheet, subject: Subject) -> None:
        """Show a subject of a document."""
        page = Page(sheet, self._codebook)
        self.pill.show()
        self.pill.show_standing(STATUSES[subject.status])
        self.editor.say(self.tr("Last edited by {0}").format(subject.editor))
        self.verdict.show_review(subject.review, subject.status)
        body = subject.body
        if isinstance(body, Claim):
            self.words.say(content(body, page))
            nobody = self.tr("Nobody named")
            named = chain(body, page) if body.body.speaker is not None else nobody
            facts = (named, str(body.body.kind), tags(body, page))
            self.about.say("\n".join(fact for fact in facts if fact))
            self._fill(FieldScope.CLAIM, body.body.fields, sheet)
        else:
            self.words.say(self.tr("Fields of the document"))
            self.about.say("")
            self._fill(FieldScope.DOCUMENT, body.fields, sheet)

    def _fill(self, scope: FieldScope, fields: Mapping[str, FieldValue], sheet: Sheet) -> None:
        while item := self._grid.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for row, (label, field) in enumerate(self._known(scope, fields, sheet)):
            for column, widget in enumerate(self._cells(label, field)):
                self._grid.addWidget(widget, row, column)
        self._fields.setVisible(self._grid.count() > 0)

    def _known(
        self, scope: FieldScope, fields: Mapping[str, FieldValue], sheet: Sheet
    ) -> Iterator[tuple[str, FieldValue]]:
        for definition in self._codebook.of(scope):
            field = fields.get(definition.key)
            if field is not None and field.state is not FieldState.EMPTY:
                speaker = sheet.speaker_of(field.value or "") if _names(definition) else None
                yield definition.label, field.amended(value=speaker.name) if speaker else field

    def _cells(self, label: str, field: FieldValue) -> tuple[QWidget, ...]:
        look = LOOKS[field.state]
        state = QLabel(self._fields)
        state.setPixmap(state_icon(field.state, theme_keeper().current).pixmap(_ICON))
        state.setToolTip(look.tip)
        state.setAccessibleName(look.text)
        name, value = Note("muted", self._fields), Note("text", self._fields)
        name.setWordWrap(False)
        name.say(label)
        value.say(field.value or look.text, "muted" if field.value is None else "text")
        return state, name, value


def _names(definition: FieldDefinition) -> bool:
    return definition.type is FieldType.SPEAKER
