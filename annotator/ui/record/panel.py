"""The right pane: the record of the document, and the current claim."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QWidget,
)
from shiboken6 import isValid

from annotator.domain.asked import OPEN_STATES, is_asked
from annotator.domain.codebook import FieldScope
from annotator.domain.field import EMPTY_FIELD
from annotator.ui.actions import Need
from annotator.ui.desk import Desk
from annotator.ui.empty_state import EmptyState
from annotator.ui.reasons import why_not
from annotator.ui.record.claim_form import ClaimForm, identity
from annotator.ui.told_keys import key_told

if TYPE_CHECKING:
    from annotator.ui.record.document_form import DocumentForm

CLAIM: Final = 0
DOCUMENT: Final = 1
_COMMENT: Final = ":comment"  # no key of a field
_LEAST: Final = 274  # pixels that a form needs beside its scroll bar: nothing in it is cut off


class RecordPanel(QTabWidget):
    """Two tabs over one desk: the current claim, and the document, made when it is asked for.

    Signals:
        evidence_requested: the `Span` of the words that are to be pointed out in the text.
    """

    evidence_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._subject = ""
        self._instead: tuple[str, tuple[str, ...]] = ("", ())
        self._lender: QWidget | None = None
        self._codebook = desk.codebook
        self.claim = ClaimForm(desk, self)
        self._document: DocumentForm | None = None
        self._claim_pages = _Pages(self)
        self._claim_pages.hold(self.claim)
        self._document_pages = _Pages(self)
        self.setAccessibleName(self.tr("Record"))
        self.addTab(self._claim_pages, self.tr("&Claim"))
        self.addTab(self._document_pages, self.tr("Doc&ument"))
        self.setDocumentMode(True)
        if desk.services.context.store.read_only:
            self.setToolTip(why_not({Need.WRITABLE}, {Need.PROJECT}))
        self._connect()
        self._on_sheet_changed()
        self._on_current_changed()

    def _connect(self) -> None:
        self._desk.sheet_changed.connect(self._on_sheet_changed)
        self._desk.current_changed.connect(self._on_current_changed)
        self.currentChanged.connect(self._on_tab_changed)
        self._connect_claim()

    def _connect_claim(self) -> None:
        self.claim.evidence_requested.connect(self.evidence_requested)
        self.claim.speaker.settled.connect(self._give_back)
        self.claim.comments.settled.connect(self._give_back)
        self.claim.tags.picker.escaped.connect(self._give_back)

    @property
    def document(self) -> "DocumentForm":
        """Return the record of the document."""
        return self._document or self._make_document()

    def _make_document(self) -> "DocumentForm":
        from annotator.ui.record.document_form import DocumentForm  # noqa: PLC0415 - when asked for

        form = self._document = DocumentForm(self._desk, self)
        form.evidence_requested.connect(self.evidence_requested)
        self._document_pages.hold(form)
        if self._desk.sheet is not None:
            form.show_sheet(self._desk.sheet)
        return form

    def open_speaker(self) -> None:
        """Show whom the speaker may be; the keyboard goes back when one is chosen."""
        if self._desk.current is not None:
            self._lend()
            self.setCurrentIndex(CLAIM)
            self.claim.speaker.picker.open_list()

    def open_field(self, scope: FieldScope, key: str) -> None:
        """Go to a field; an unknown one is no error."""
        form = self.claim if scope is FieldScope.CLAIM else self.document
        row = form.fields.rows.get(key)
        if row is not None:
            self.setCurrentIndex(CLAIM if scope is FieldScope.CLAIM else DOCUMENT)
            row.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_fields(self) -> None:
        """Go to the first field of the claim that wants somebody."""
        if self._desk.current is not None:
            self.setCurrentIndex(CLAIM)
            self.claim.fields.go_to_open()

    def open_tags(self) -> None:
        """Show the tree of tags; the keyboard goes back when nothing more is wanted."""
        if self._desk.current is not None:
            self._lend()
            self.setCurrentIndex(CLAIM)
            self.claim.tags.picker.open_list()

    def open_chain(self) -> None:
        """Go to the source chain."""
        if self._desk.current is not None:
            self.setCurrentIndex(CLAIM)
            self.claim.chain.links.go()

    def open_comment(self) -> None:
        """Go to the line for a new remark; the keyboard goes back when it is sent."""
        self._lend()
        self.setCurrentIndex(CLAIM)
        self.claim.comments.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def settle(self) -> bool:
        """Store what is half typed, before the window closes; return whether nothing is left."""
        for form in (self.claim, self._document):
            for row in form.fields.rows.values() if form else ():
                row.settle()
        return not self.half_typed()

    def half_typed(self) -> Mapping[tuple[str, str], str]:
        """Return what is typed and not stored, by subject and field, to be kept over a crash."""
        remarks = self.claim.comments.half_typed().items()
        return {
            **{(subject, _COMMENT): text for subject, text in remarks},
            **self.claim.fields.half_typed(),
            **(self._document.fields.half_typed() if self._document else {}),
        }

    def resume(self, drafts: Mapping[tuple[str, str], str]) -> None:
        """Take up again what was half typed in an earlier session."""
        records = {item: text for item, text in drafts.items() if item[0].startswith("record:")}
        remarks = {item: text for item, text in drafts.items() if item[1] == _COMMENT}
        rest = drafts.keys() - records.keys() - remarks.keys()
        if records:
            self.document.fields.resume(records)
        self.claim.fields.resume({key: drafts[key] for key in rest})
        self.claim.comments.resume({subject: text for (subject, _), text in remarks.items()})

    def _lend(self) -> None:
        before = QApplication.focusWidget()
        if before is not None and not self.isAncestorOf(before):
            self._lender = before

    def _give_back(self) -> None:
        lender, self._lender = self._lender, None
        if lender is not None and isValid(lender) and lender.isVisible():
            lender.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_codebook(self) -> None:
        """Ask for what the codebook in force asks for; what is half typed is taken over."""
        if self._desk.codebook is self._codebook:
            return
        self._codebook = self._desk.codebook
        drafts = self.half_typed()
        self.claim = ClaimForm(self._desk, self)
        self._claim_pages.hold(self.claim)
        self._connect_claim()
        if self._document is not None:
            self._make_document()
        self._on_current_changed()
        self.resume(drafts)

    def _on_sheet_changed(self) -> None:
        self._follow_codebook()
        sheet = self._desk.sheet
        if sheet is None:
            self._instead = self._no_document()
            self._document_pages.say(*self._instead)
            self.setTabText(DOCUMENT, self.tr("Doc&ument"))
            return
        if self._document is not None:
            self._document.show_sheet(sheet)
        self._document_pages.show_form()
        fields = self._codebook.of(FieldScope.DOCUMENT)
        keys = [item.key for item in fields if is_asked(item, sheet.record.fields)]
        waiting = sum(
            sheet.record.fields.get(key, EMPTY_FIELD).state in OPEN_STATES for key in keys
        )
        done = self.tr("Doc&ument {0}/{1}").format(len(keys) - waiting, len(keys))
        self.setTabText(DOCUMENT, done)
        tip = self.tr("{0} of the {1} fields of the document are confirmed, corrected or marked")
        self.setTabToolTip(DOCUMENT, tip.format(len(keys) - waiting, len(keys)))

    def _on_tab_changed(self, index: int) -> None:
        if index == DOCUMENT and self._document is None:
            self._make_document()

    def _on_current_changed(self) -> None:
        sheet, item = self._desk.sheet, self._desk.current
        if self._desk.record_selected:
            self.setCurrentIndex(DOCUMENT)
        if sheet is None or item is None:
            self._subject = ""
            self._claim_pages.say(*self._next_step())
            return
        self.claim.show_item(sheet, item)
        self._claim_pages.show_form()
        subject = f"{sheet.document.id}/{identity(item)}"
        if subject != self._subject:
            self._subject = subject
            self._claim_pages.scroll_to_top()
            if not self._desk.record_selected:
                self.setCurrentIndex(CLAIM)

    def _no_document(self) -> tuple[str, tuple[str, ...]]:
        if self._desk.services.querying.first_document() is None:
            return self.tr("No documents yet."), ("import",)
        return self.tr("Open a document in the list on the left."), ("next_open",)

    def _next_step(self) -> tuple[str, tuple[str, ...]]:
        if self._desk.sheet is None:
            return self._instead
        if self._desk.items:
            words = self.tr(
                "No claim is chosen.\nPress {0} for the next one, or {1} for the next open."
            )
            keys = key_told(self, "next"), key_told(self, "next_open")
            return words.format(*keys), ("next", "next_open")
        words = self.tr(
            "No claims here yet.\nPress {0} to select the quotation or sentence under the caret, "
            "then {1} to make a claim of it."
        )
        keys = key_told(self, "select"), key_told(self, "claim")
        return words.format(*keys), ("select", "propose_here")


class _Pages(QStackedWidget):
    """A form that scrolls, or a sentence where there is nothing to fill in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setMinimumWidth(_LEAST)
        self._words = EmptyState(self)
        self.addWidget(self._area)
        self.addWidget(self._words)

    def hold(self, form: QWidget) -> None:
        """Hold a form, in place of the one before."""
        self._area.setWidget(form)

    def show_form(self) -> None:
        """Show the form."""
        self.setCurrentWidget(self._area)

    def say(self, words: str, acts: Sequence[str] = ()) -> None:
        """Show a sentence instead of the form, and the acts that go on from there."""
        self._words.say(words, acts)
        self.setCurrentWidget(self._words)

    def scroll_to_top(self) -> None:
        """Show the beginning of the form."""
        self._area.verticalScrollBar().setValue(0)
