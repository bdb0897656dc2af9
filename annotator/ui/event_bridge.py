"""Carry domain events into Qt's main thread."""

from typing import assert_never

from PySide6.QtCore import QObject, Signal

from annotator.domain.events import (
    CodebookChanged,
    DocumentChanged,
    DocumentsChanged,
    Event,
    FiltersChanged,
    SpeakersChanged,
    UsersChanged,
)


class EventBridge(QObject):
    """Listens to the services; views connect to its signals.

    Signals:
        document_changed: the id of a document that reads otherwise now.
        documents_changed: many documents came or changed at once.
        speakers_changed: the registry reads otherwise now.
        codebook_changed: another version of the codebook is in force.
        filters_changed: a filter was saved, renamed, changed or forgotten.
        users_changed: somebody joined the project.
    """

    document_changed = Signal(int)
    documents_changed = Signal()
    speakers_changed = Signal()
    codebook_changed = Signal()
    filters_changed = Signal()
    users_changed = Signal()

    def publish(self, event: Event) -> None:
        """Emit the signal for `event`; safe from any thread."""
        match event:
            case DocumentChanged(document_id):
                self.document_changed.emit(document_id)
            case DocumentsChanged():
                self.documents_changed.emit()
            case SpeakersChanged():
                self.speakers_changed.emit()
            case CodebookChanged():
                self.codebook_changed.emit()
            case FiltersChanged():
                self.filters_changed.emit()
            case UsersChanged():
                self.users_changed.emit()
            case _:
                assert_never(event)
