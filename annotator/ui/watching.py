"""Notice that somebody else wrote to the project's file, or took it away."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.errors import AnnotatorError
from annotator.domain.events import (
    CodebookChanged,
    DocumentsChanged,
    Event,
    FiltersChanged,
    SpeakersChanged,
    UsersChanged,
)
from annotator.services.bootstrap import Services
from annotator.ui.event_bridge import EventBridge

LOOK_EVERY_MS: Final = 2_000
_ANYTHING: Final[tuple[Event, ...]] = (
    *(CodebookChanged(), FiltersChanged(), UsersChanged()),
    *(SpeakersChanged(), DocumentsChanged()),
)


class Watching(QObject):
    """Tells the bridge that much changed when the file did, and not through this window.

    Signals:
        lost: why nothing can be stored any more, once, when the file is gone or another one.
        found: the file is back.
    """

    lost = Signal(str)
    found = Signal()

    def __init__(self, services: Services, bridge: EventBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._store = services.context.store
        self._bridge = bridge
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        for signal in (
            *(bridge.document_changed, bridge.documents_changed),
            *(bridge.speakers_changed, bridge.codebook_changed),
        ):
            signal.connect(self._on_own_change)
        self._seen = self._store.version()
        self._missed = False
        self._timer.start()

    def look(self) -> None:
        """Look once."""
        trouble, missed = self._store.trouble(), self._missed
        self._missed = trouble is not None
        if trouble is not None:
            if not missed:
                self.lost.emit(trouble)
            return
        if missed:
            self.found.emit()
        try:
            version = self._store.version()
        except AnnotatorError:
            return
        if version != self._seen:
            self._seen = version
            for event in _ANYTHING:
                self._bridge.publish(event)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _on_own_change(self) -> None:
        self._seen = self._store.version()
