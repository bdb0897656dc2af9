"""What is under review, in words: content, chain, kind, tags and fields with their states."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook, FieldDefinition, FieldScope, FieldType
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.sheet import Sheet
from annotator.services.reviewed_since import Since
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.claims.columns import Page, chain, content, tags
from annotator.ui.claims.flow_layout import FlowLayout
from annotator.ui.claims.standing import STATUSES
from annotator.ui.record.heading import VerdictNote
from annotator.ui.record.notes import Note
from annotator.ui.record.pill import Pill
from annotator.ui.record.states import LOOKS, state_icon
from annotator.ui.review.changes import ChangesView
from annotator.ui.review.evidence import Shown, evidence_of
from annotator.ui.review.evidence_button import EvidenceButton
from annotator.ui.review.subject import Subject
from annotator.ui.scrolled import Scrolled

_ICON = QSize(14, 14)


class SubjectSummary(QScrollArea):
    """Shows one subject, or a sentence where there is none.

    Signals:
        evidence_wanted: the `Span` to be shown in the text.
    """

    evidence_wanted = Signal(object)

    def __init__(self, codebook: Codebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codebook = codebook
        self.pill = Pill()
        self.editor = Note("muted")
        self.words = Note("text")
        self.about = Note("muted")
        self.verdict = VerdictNote()
        self.changes = ChangesView()
        self.shown: tuple[Shown, ...] = ()
        self._last = -1
        self._places = QWidget()
        self._flow = FlowLayout(self._places)
        self._fields = QWidget()
        self._grid = QGridLayout(self._fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(3, 1)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Under review"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        page = Scrolled()
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 8, 8, 8)
        head = QHBoxLayout()
        head.addWidget(self.pill)
        head.addWidget(self.editor, 1)
        column.addLayout(head)
        above = (self.verdict, self.words, self._places, self.about)
        for widget in (*above, self.changes, self._fields):
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
        self.shown = ()
        for widget in (self.verdict, self.changes, self._places, self._fields):
            widget.hide()

    def show_evidence(self, number: int) -> bool:
        """Show the place with this number, from 1; return False if there is none."""
        if not 1 <= number <= len(self.shown):
            return False
        self._last = number - 1
        self.evidence_wanted.emit(self.shown[self._last].span)
        return True

    def show_next_evidence(self) -> bool:
        """Show the place after the one that was shown last; return False if there is none."""
        count = len(self.shown)
        return count > 0 and self.show_evidence((self._last + 1) % count + 1)

    def show_subject(self, sheet: Sheet, subject: Subject, since: Since | None = None) -> None:
        """Show a subject of a document, and what changed in it."""
        page = Page(sheet, self._codebook)
        self.shown, self._last = evidence_of(subject, self._codebook), -1
        self.changes.show_since(since)
        self._show_places()
        self.pill.show()
        self.pill.show_standing(STATUSES[subject.status])
        self.editor.say(self.tr("edited by {0}").format(subject.editor))
        self.verdict.show_review(subject.review, subject.status)
        body = subject.body
        if isinstance(body, Claim):
            self.words.say(content(body, page))
            nobody = self.tr("Nobody named")
            named = chain(body, page) if body.body.speaker is not None else nobody
            facts = (named, str(body.body.kind), tags(body, page))
            self.about.say(" · ".join(fact for fact in facts if fact))
            self._fill(FieldScope.CLAIM, body.body.fields, sheet)
        else:
            self.words.say(self.tr("Fields of the document"))
            self.about.say("")
            self._fill(FieldScope.DOCUMENT, body.fields, sheet)

    def _show_places(self) -> None:
        _empty(self._flow)
        for number, shown in enumerate(self.shown, 1):
            if not shown.field:
                self._flow.addWidget(self._button(number, self._places, named=True))
        self._places.setVisible(self._flow.count() > 0)

    def _button(self, number: int, parent: QWidget, *, named: bool) -> EvidenceButton:
        button = EvidenceButton(number, self.shown[number - 1], parent, named=named)
        button.clicked.connect(lambda: self.show_evidence(number))
        return button

    def _fill(self, scope: FieldScope, fields: Mapping[str, FieldValue], sheet: Sheet) -> None:
        _empty(self._grid)
        numbers = {shown.field: number for number, shown in enumerate(self.shown, 1)}
        for row, (key, label, field) in enumerate(self._known(scope, fields, sheet)):
            for column, widget in enumerate(self._cells(label, field), 1):
                self._grid.addWidget(widget, row, column)
            if key in numbers:
                button = self._button(numbers[key], self._fields, named=False)
                self._grid.addWidget(button, row, 0)
        self._fields.setVisible(self._grid.count() > 0)

    def _known(
        self, scope: FieldScope, fields: Mapping[str, FieldValue], sheet: Sheet
    ) -> Iterator[tuple[str, str, FieldValue]]:
        for definition in self._codebook.of(scope):
            field = fields.get(definition.key)
            if field is not None and field.state is not FieldState.EMPTY:
                speaker = sheet.speaker_of(field.value or "") if _names(definition) else None
                told = field.amended(value=speaker.name) if speaker else field
                yield definition.key, definition.label, told

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


def _empty(layout: QLayout) -> None:
    while item := layout.takeAt(0):
        if old := item.widget():
            old.hide()
            old.deleteLater()
