"""What comes next once nothing of a document is left to decide."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from annotator.domain.claim import Claim
from annotator.domain.review import ReviewStatus
from annotator.ui.desk import Desk
from annotator.ui.desk_place import is_open
from annotator.ui.failures import Banner, Offer, Tone
from annotator.ui.keys import shown
from annotator.ui.scores import in_per_cent

_UNSUBMITTED: Final = frozenset({ReviewStatus.DRAFT, ReviewStatus.RETURNED})


class _Seen(NamedTuple):
    """A document, how many items wait in sight, and how many are hidden."""

    document: int | None = None
    waiting: int = 0
    hidden: int = 0


class Deciding(QObject):
    """Offers to submit when the last open item was decided, and no longer once that is past.

    While open proposals are hidden for their score it offers to refuse those first.
    """

    def __init__(
        self,
        desk: Desk,
        banner: Banner,
        submit: QAction,
        refuse: Callable[[float, bool], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._banner = banner
        self._submit = submit
        self._refuse = refuse
        self._seen = _Seen()
        self._said = ""
        desk.sheet_changed.connect(self._on_sheet_changed)

    @property
    def sentence(self) -> str:
        """Return what is said once all is decided, with the key as it stands."""
        key = shown(self._submit.shortcut().toString())
        if not key:
            return self.tr("All decided in this document: submit it.")
        return self.tr("All decided in this document: submit it with {0}.").format(key)

    def after(self, words: str) -> None:
        """Say what comes next after words that stand in the banner now."""
        if not self._seen.waiting and self._ready():
            self._offer(words)

    def _on_sheet_changed(self) -> None:
        desk = self._desk
        before = self._seen
        now = self._seen = _Seen(desk.document_id, sum(map(is_open, desk.items)), len(desk.hidden))
        if now == before and self._ready():
            return
        fell = before.waiting > 0 or before.hidden > now.hidden
        if now.document == before.document and fell and not now.waiting and self._ready():
            self._offer()
        elif self._said and self._banner.words == self._said:
            self._banner.hide()

    def _offer(self, before: str = "") -> None:
        sentence, offer = self.sentence, Offer(_plain(self._submit), self._submit.trigger)
        if self._seen.hidden:
            limit = self._desk.hide_below
            words = self.tr("All shown are decided; {0} below {1} are hidden and open still.")
            sentence = words.format(self._seen.hidden, in_per_cent(limit))
            refuse = self.tr("Refuse them")
            offer = Offer(refuse, lambda: self._refuse(limit, False))
        self._said = f"{before} {sentence}".strip()
        self._banner.say(self._said, Tone.GOOD, offer)

    def _ready(self) -> bool:
        """Tell whether there is something that is not submitted yet."""
        claims = (item for item in self._desk.items if isinstance(item, Claim))
        return any(claim.status in _UNSUBMITTED for claim in claims)


def _plain(action: QAction) -> str:
    return action.text().replace("&", "")
