"""The editor of a field that names a speaker: the same list as for who speaks."""

from contextlib import suppress
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.domain.sheet import Sheet
from annotator.ui.record.speaker_choices import Candidates, Choice, Sort
from annotator.ui.record.speaker_picker import SpeakerPicker

_SHOWN_OF_ID: Final = 8


class SpeakerEditor(SpeakerPicker):
    """Shows the name of a speaker; its value is the speaker's lasting id, or what is half typed.

    Signals:
        picked: the person has chosen a registered speaker, or nobody.
        named: a name that is to be registered.
    """

    picked = Signal()
    named = Signal(str)

    def __init__(self, over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(over, parent)
        self._sheet: Sheet | None = None
        self._stored = ""
        self._chosen: str | None = None
        self._reason = ""
        self.chosen.connect(self._on_chosen)
        self.textEdited.connect(self._on_edited)

    def offer(self, sheet: Sheet, candidates: Candidates) -> None:
        """Offer the document's speakers, then the rest of the registry."""
        self._sheet = sheet
        self.offer_speakers(lambda: (candidates(), sheet.registry))

    def value(self) -> str:
        """Return the lasting id of who is shown, else what is typed."""
        if self._chosen is not None:
            return self._chosen
        return self._stored if self.half_typed is None else self.text().strip()

    def wrong(self) -> str:
        """Return a sentence where what is shown is no speaker of the project."""
        value = self.value()
        if not value or self._sheet is None or self._sheet.speaker_of(value) is not None:
            return ""
        if value == self._stored:
            return self.tr("No speaker of this project has the id {0}…").format(
                value[:_SHOWN_OF_ID]
            )
        return self.tr("“{0}” is not registered: press Enter here to create it.").format(value)

    def readings(self) -> tuple[str, ...]:
        """Return nothing: a name is looked for while it is typed."""
        return ()

    def show_value(self, value: str) -> None:
        """Show whom a lasting id means; what is no id of anybody is shown as it is typed."""
        speaker = self._sheet.speaker_of(value) if self._sheet and value else None
        self._chosen = None
        if speaker is not None or not value:
            self._stored = value
            self.show_speaker(speaker.name if speaker else None, None)
        elif _is_id(value):
            self._stored = value
            self.show_speaker(self.tr("unknown speaker"), None)
        else:
            self.show_speaker(self._shown, value)
        self.setPlaceholderText(self._reason)

    def show_reason(self, reason: str) -> None:
        """Show why there is no value."""
        self._reason = reason
        self.setPlaceholderText(reason)

    def _on_edited(self) -> None:
        self._chosen = None

    def _on_chosen(self, choice: Choice) -> None:
        if choice.sort is Sort.NEW:
            self.named.emit(choice.name)
            return
        if choice.speaker is None and choice.name:
            self.named.emit(choice.name)
            return
        self._chosen = self._uid(choice.speaker)
        self.picked.emit()

    def _uid(self, speaker: int | None) -> str:
        if speaker is None or self._sheet is None:
            return ""
        return str(self._sheet.speakers[speaker].uid)


def _is_id(value: str) -> bool:
    with suppress(ValueError):
        return str(UUID(value)) == value
    return False
