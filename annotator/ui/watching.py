"""Notice that somebody else wrote to the project, or that it cannot be reached any more."""

from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from annotator.domain.errors import AnnotatorError
from annotator.domain.events import (
    CodebookChanged,
    DocumentChanged,
    DocumentsChanged,
    Event,
    FiltersChanged,
    SpeakersChanged,
    UsersChanged,
)
from annotator.services.bootstrap import Services
from annotator.services.watching import Changes
from annotator.ui.event_bridge import EventBridge

SOON_MS: Final = 50
LATE_MS: Final = 2_400
_ANYTHING: Final[tuple[Event, ...]] = (
    *(CodebookChanged(), FiltersChanged(), UsersChanged()),
    *(SpeakersChanged(), DocumentsChanged()),
)


class Watching(QObject):
    """Tells the bridge what changed in the project, and not through this window.

    A file is looked at often, and less so while somebody writes to it all the time; a server says
    so itself, and is looked at in case it is lost.

    Signals:
        lost: why nothing can be stored any more, once, when the project cannot be reached.
        found: it can be reached again.
    """

    lost = Signal(str)
    found = Signal()

    def __init__(self, services: Services, bridge: EventBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._store = services.context.store
        self._changes = Changes(services.context)
        self._bridge = bridge
        self._notifier: QSocketNotifier | None = None
        self._timer = QTimer(self, interval=SOON_MS)
        self._timer.timeout.connect(self.look)
        self._missed = False
        self._wait()
        self._timer.start()

    def look(self) -> None:
        """Look once."""
        documents, missed = self._told(), self._missed
        trouble = self._store.trouble()
        self._missed = trouble is not None
        self._wait()
        if trouble is not None:
            if not missed:
                self.lost.emit(trouble)
            return
        if missed:
            self.found.emit()
        anything = missed or documents is None
        self._pace(changed=anything or bool(documents))
        for event in _ANYTHING if anything else map(DocumentChanged, documents or ()):
            self._bridge.publish(event)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._forget()

    def _pace(self, *, changed: bool) -> None:
        """Look half as often after each change, and often again once there is none."""
        tells = self._notifier is not None
        wanted = LATE_MS if tells else min(LATE_MS, 2 * self._timer.interval())
        self._timer.setInterval(wanted if tells or changed else SOON_MS)

    def _told(self) -> tuple[int, ...] | None:
        try:
            return self._changes.told()
        except AnnotatorError:
            return ()

    def _wait(self) -> None:
        """Be woken by what the project is heard through, if it is not a file."""
        heard = None if self._store.trouble() else self._changes.socket()
        if self._notifier is not None and self._notifier.socket() == heard:
            return
        self._forget()
        if heard is not None:
            self._notifier = QSocketNotifier(heard, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self.look)

    def _forget(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
