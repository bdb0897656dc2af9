"""What comes next once nothing of a document is left to decide."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from annotator.domain.claim import Claim
from annotator.domain.review import ReviewStatus
from annotator.ui.desk import Desk
from annotator.ui.desk_place import is_open
from annotator.ui.failures import Banner, Offer, Tone

_UNSUBMITTED: Final = frozenset({ReviewStatus.DRAFT, ReviewStatus.RETURNED})


class Deciding(QObject):
    """Offers to submit when the last open item was decided, and no longer once that is past."""

    def __init__(self, desk: Desk, banner: Banner, submit: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._banner = banner
        self._submit = submit
        self._seen: tuple[int | None, int] = (None, 0)
        key = submit.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.sentence = self.tr("All decided in this document: submit it with {0}.").format(key)
        desk.sheet_changed.connect(self._on_sheet_changed)

    def _on_sheet_changed(self) -> None:
        before, now = self._seen, (self._desk.document_id, sum(map(is_open, self._desk.items)))
        self._seen = now
        if now == before and self._ready():
            return
        if now[0] == before[0] and before[1] and not now[1] and self._ready():
            offer = Offer(self._submit.text().replace("&", ""), self._submit.trigger)
            self._banner.say(self.sentence, Tone.GOOD, offer)
        elif self._banner.words == self.sentence:
            self._banner.hide()

    def _ready(self) -> bool:
        """Tell whether there is something that is not submitted yet."""
        claims = (item for item in self._desk.items if isinstance(item, Claim))
        return any(claim.status in _UNSUBMITTED for claim in claims)
