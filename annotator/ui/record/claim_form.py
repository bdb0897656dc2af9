"""The current item, whole: head, speaker, chain, kind, tags, fields and remarks."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.domain.claim import Claim
from annotator.domain.codebook import FieldScope
from annotator.domain.history import RecordKind
from annotator.domain.proposal import ProposalState
from annotator.domain.sheet import Sheet
from annotator.services.drafting import Item
from annotator.ui.desk import Desk
from annotator.ui.desk_place import key_of
from annotator.ui.record.above_button import AboveButton
from annotator.ui.record.chain_editor import ChainEditor
from annotator.ui.record.chips import KindChips
from annotator.ui.record.comments import CommentThread
from annotator.ui.record.field_form import FieldForm
from annotator.ui.record.heading import ItemHeading
from annotator.ui.record.notes import Note
from annotator.ui.record.speaker_block import SpeakerBlock
from annotator.ui.record.tag_block import TagBlock
from annotator.ui.record.wanting_button import WantingButton
from annotator.ui.scrolled import Scrolled

_EXCERPT: Final = 108


class ClaimForm(Scrolled):
    """Shows the desk's current item and hands each change to the desk.

    Signals:
        evidence_requested: the `Span` of the words that justify a field.
    """

    evidence_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.heading = ItemHeading(self)
        self.content = Note("text", self)
        self.speaker = SpeakerBlock(desk, self)
        self.chain = ChainEditor(desk, self)
        self.kind = KindChips(self)
        self.tags = TagBlock(desk.codebook.tags, self)
        self.fields = FieldForm(desk, FieldScope.CLAIM, self, reserved="s")
        self.comments = CommentThread(desk.services.context.user.name, self)
        self.above = AboveButton(desk, self)
        self.heading.add(self.above)
        self.wanting = WantingButton(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.content)
        column.addWidget(self.chain)
        column.addWidget(self.speaker)
        column.addLayout(self._kind_row())
        column.addWidget(self.tags)
        column.addWidget(self.wanting)
        column.addWidget(self.fields)
        self._remarks = _titled(self.tr("Comments"), self.comments, self)
        column.addWidget(self._remarks)
        column.addStretch(1)
        width = max(self.fields.label_width, self.speaker.label.sizeHint().width())
        self.fields.align(width)
        labels = (
            self.speaker.label,
            self.speaker.source_label,
            self.tags.label,
            self._kind_label,
        )
        for label in labels:
            label.setMinimumWidth(width)

    def _kind_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._kind_label = QLabel(self.tr("Kind"), self)
        row.addWidget(self._kind_label)
        row.addWidget(self.kind, 1)
        return row

    def _connect(self) -> None:
        self.heading.accepted.connect(self._desk.accept)
        self.heading.refused.connect(self._desk.refuse)
        self.kind.chosen.connect(self._desk.set_kind)
        self.tags.toggled.connect(self._desk.toggle_tag)
        self.tags.defaulted.connect(self._desk.set_default_tag)
        self.chain.begun.connect(self.speaker.picker.open_list)
        self.speaker.words_requested.connect(self.evidence_requested)
        self.fields.evidence_requested.connect(self.evidence_requested)
        self.fields.wanting_changed.connect(self.wanting.show_count)
        self.wanting.clicked.connect(self.fields.go_to_open)
        self.above.wanted.connect(self._desk.same_as_above)
        self.comments.remarked.connect(self._desk.comment)
        self.comments.deleted.connect(self._desk.delete_comment)

    def show_item(self, sheet: Sheet, item: Item) -> None:
        """Show an item of a document."""
        subject, text = identity(item), sheet.document.text
        body = item.body
        decidable = isinstance(item, Claim) or item.state is ProposalState.OPEN
        self.setEnabled(decidable and not self._desk.services.context.store.read_only)
        editor = sheet.users.get(item.editor, "") if isinstance(item, Claim) else ""
        review = sheet.reviews.get((RecordKind.CLAIM, item.id))
        self.heading.show_item(item, editor, review if isinstance(item, Claim) else None)
        self.content.say(excerpt(item, text))
        self.speaker.show_link(f"{subject}/{self._desk.link}")
        self.chain.show_item(item)
        self.kind.show_kind(body.kind)
        self.above.setEnabled(self._desk.above(item) is not None)
        tags = item.body.tags if isinstance(item, Claim) else ()
        self.tags.show_tags(tags, sheet.document.marks.defaults.tags)
        self.fields.show_fields(subject, body.fields, sheet, editor)
        self._remarks.setVisible(isinstance(item, Claim))
        remarks = (comment for comment in sheet.comments if comment.claim_id == item.id)
        self.comments.show_comments(subject, tuple(remarks) if isinstance(item, Claim) else ())


def identity(item: Item) -> str:
    """Return a name that stays when a proposal becomes a claim."""
    if isinstance(item, Claim) and item.proposal_id is not None:
        return f"proposal:{item.proposal_id}"
    return key_of(item)


def excerpt(item: Item, text: str) -> str:
    """Return the beginning of an item's content, its fragments joined by an ellipsis."""
    words = " […] ".join(" ".join(span.of(text).split()) for span in item.body.content)
    return words if len(words) <= _EXCERPT else f"{words[: _EXCERPT - 1].rstrip()}…"


def _titled(title: str, widget: QWidget, parent: QWidget) -> QWidget:
    box = QWidget(parent)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(4)
    label = Note("muted", box, bold=True)
    label.say(title)
    column.addWidget(label)
    column.addWidget(widget)
    return box
