"""The link that is worked on: who speaks, what sort of source that is, and in which words."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from annotator.domain.attribution import Attribution
from annotator.domain.proposal import ProposedAttribution
from annotator.domain.sheet import Sheet
from annotator.domain.span import Span
from annotator.domain.speaker import Speaker, SpeakerKind
from annotator.services.speakers import Candidate, candidates_among
from annotator.ui.desk import Desk
from annotator.ui.record.chain_editor import words_of
from annotator.ui.record.notes import Note
from annotator.ui.record.span_chip import SpanChip
from annotator.ui.record.speaker_choices import Choice, Sort
from annotator.ui.record.speaker_hint import SpeakerHint
from annotator.ui.record.speaker_kinds import SpeakerKindButton
from annotator.ui.record.speaker_picker import SpeakerPicker


class SpeakerBlock(QWidget):
    """Shows the speaker and hands a change to the desk; its list is laid `over` the form.

    What is half typed is kept for each link and comes back with it.

    Signals:
        settled: a speaker was chosen, or the person thought better of it.
        words_requested: the `Span` of the words that are to be pointed out in the text.
    """

    settled = Signal()
    words_requested = Signal(object)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._subject = ""
        self._speaker: Speaker | None = None
        self._drafts: dict[str, str] = {}
        self.label = QLabel(self.tr("&Speaker"), self)
        self.picker = SpeakerPicker(over, self)
        self.kind = SpeakerKindButton(self)
        self.message = Note("warning", self)
        self.hint = SpeakerHint(self)
        self.source = SpanChip(self.tr("Source"), self.tr("select, then W"), self)
        self.cue = SpanChip(self.tr("Cue"), self.tr("select, then Q"), self)
        self.source_label = QLabel(self.tr("Source"), self)
        self._name = ""
        self.label.setBuddy(self.picker)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(2)
        for column, widget in enumerate((self.label, self.picker, self.kind)):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self.message, 1, 1, 1, 2)
        grid.addWidget(self.hint, 2, 1, 1, 2)
        grid.addWidget(self.source_label, 3, 0)
        grid.addLayout(self._words(), 3, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def _words(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.source, 1)
        row.addWidget(QLabel(self.tr("Cue"), self))
        row.addWidget(self.cue, 1)
        return row

    def _connect(self) -> None:
        self.picker.chosen.connect(self._on_chosen)
        self.picker.left_unknown.connect(self._on_left_unknown)
        self.picker.escaped.connect(self.settled)
        self.picker.textEdited.connect(self._on_edited)
        self.kind.chosen.connect(self._on_kind_chosen)
        self.hint.meant.connect(self._on_meant)
        self.source.removed.connect(partial(self._desk.set_source, None))
        self.cue.removed.connect(partial(self._desk.set_cue, None))
        self.source.wanted.connect(partial(self._on_words_wanted, "source"))
        self.cue.wanted.connect(partial(self._on_words_wanted, "cue"))

    def show_link(self, subject: str) -> None:
        """Show the speaker of the link that is worked on; `subject` names item and link."""
        item, sheet = self._desk.current, self._desk.opened()
        at = self._desk.link
        name = self._desk.speaker_name(item, at) if item and at >= 0 else None
        self._show_name(subject, name)
        self.picker.offer_speakers(lambda: (self._desk.candidates(), sheet.registry))
        self._speaker = self._registered(sheet, name)
        self.kind.show_kind(self._speaker.body.kind if self._speaker else None)
        self._name = "" if self._speaker else name or ""
        self.hint.show_candidate(self._name, self._meant(sheet))
        link = self._link
        self.source.show_words(words_of(link.source, sheet.document.text))
        self.cue.show_words(words_of(link.cue, sheet.document.text))

    @property
    def _link(self) -> Attribution | ProposedAttribution:
        item, at = self._desk.current, self._desk.link
        return item.body.chain[at] if item is not None and at >= 0 else Attribution()

    def _on_words_wanted(self, part: str) -> None:
        span: Span | None = getattr(self._link, part)
        if span is not None:
            self.words_requested.emit(span)

    def _registered(self, sheet: Sheet, name: str | None) -> Speaker | None:
        speaker = self._link.speaker
        if speaker is None or isinstance(speaker, int):
            return None if speaker is None else sheet.speakers[speaker]
        return next((item for item in sheet.speakers.values() if item.name == name), None)

    def _meant(self, sheet: Sheet) -> Candidate | None:
        found = candidates_among(self._name, sheet.registry) if self._name else ()
        return next(iter(found), None)

    def _show_name(self, subject: str, name: str | None) -> None:
        draft = self.picker.half_typed
        if subject != self._subject:
            self.picker.close_list()
            if draft is not None:
                self._drafts[self._subject] = draft
            draft = self._drafts.pop(subject, None)
            self._subject = subject
        self.picker.show_speaker(name, draft)
        if self.picker.half_typed is None:
            self.message.say("")

    def _on_chosen(self, choice: Choice) -> None:
        self.message.say("")
        if choice.sort is Sort.NOBODY:
            self._desk.set_speaker_id(None)
        elif choice.speaker is not None:
            self._desk.set_speaker_id(choice.speaker)
        else:
            self._desk.set_speaker(choice.name)
        self.settled.emit()

    def _on_meant(self, speaker: int) -> None:
        remember, name = self._desk.services.speakers.remember, self._name
        self._desk.guard(lambda: remember(speaker, name))
        self._desk.catch_up()

    def _on_left_unknown(self, name: str) -> None:
        sentence = self.tr("“{0}” is not registered: press Enter here to create it.")
        self.message.say(sentence.format(name))

    def _on_edited(self) -> None:
        self.message.say("")

    def _on_kind_chosen(self, kind: SpeakerKind) -> None:
        speaker = self._speaker
        if speaker is None or kind is speaker.body.kind:
            return
        change, after = self._desk.services.speakers.change, speaker.body.amended(kind=kind)
        self._desk.guard(lambda: change(speaker.id, speaker.body, after))
        self._desk.catch_up()
