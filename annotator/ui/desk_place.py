"""Where a person is: the open document, the current item, and the way to the next."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from pydantic import ValidationError
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook, FieldScope
from annotator.domain.errors import AnnotatorError, StaleError, UsageError
from annotator.domain.history import RecordKind
from annotator.domain.proposal import Proposal, ProposalState
from annotator.domain.review import ReviewStatus
from annotator.domain.sheet import Sheet
from annotator.services.bootstrap import Services
from annotator.services.drafting import Candidate, Item, candidates, items
from annotator.ui.event_bridge import EventBridge

Report = Callable[[AnnotatorError], None]
Result = TypeVar("Result")
_SOON_MS: Final = 20  # what else is told within it is read at the same time
_SURE: Final = 0.85  # from this score on proposals are accepted together unless asked otherwise


def key_of(item: Item) -> str:
    """Return the name of a claim or a proposal within its document."""
    return f"{'claim' if isinstance(item, Claim) else 'proposal'}:{item.id}"


class DeskPlace(QObject):
    """One user's place in one project; re-reads the open document after every event.

    After an event that tells of much it does so as soon as the window has a moment, once.

    Signals:
        leaving: another document is about to be opened.
        document_opened: the id of the document now open, or 0 for none.
        sheet_changed: the open document reads otherwise now.
        codebook_changed: another version of the codebook is in force.
        current_changed: another item is current, or none.
        field_focused: the scope and key of the field in focus, or None.
        history_changed: undo and redo may have other labels.
    """

    leaving = Signal()
    document_opened = Signal(int)
    sheet_changed = Signal()
    codebook_changed = Signal()
    current_changed = Signal()
    field_focused = Signal(object)
    history_changed = Signal()

    def __init__(
        self,
        services: Services,
        bridge: EventBridge,
        report: Report,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.bridge = bridge
        self.codebook: Codebook = services.querying.codebook()
        self.policy = services.querying.project().policy
        self.me = services.members.me()
        self.sheet: Sheet | None = None
        self.items: tuple[Item, ...] = ()
        self.current: Item | None = None
        self.record_selected = False
        self.focused_field: tuple[FieldScope, str] | None = None
        self._link: int | None = None
        self._show_refused = False
        self._hide_below = 0.0
        self._awaited: object | None = None
        self.accept_from = _SURE
        self.report = report
        bridge.document_changed.connect(self._on_document_changed)
        self._stale = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._stale.timeout.connect(self.refresh)
        bridge.documents_changed.connect(self._stale.start)
        bridge.speakers_changed.connect(self._stale.start)
        bridge.codebook_changed.connect(self._on_codebook_changed)
        bridge.users_changed.connect(self._on_users_changed)

    @property
    def document_id(self) -> int | None:
        """Return the id of the open document."""
        return None if self.sheet is None else self.sheet.document.id

    def opened(self) -> Sheet:
        """Return the sheet of the open document.

        Raises:
            UsageError: no document is open.
        """
        if self.sheet is None:
            raise UsageError("Open a document first.")
        return self.sheet

    @property
    def subject(self) -> tuple[RecordKind, int] | None:
        """Return what a verdict would be on: the document's record, or the current claim."""
        if self.sheet is not None and self.record_selected:
            return RecordKind.RECORD, self.sheet.record.id
        if isinstance(self.current, Claim):
            return RecordKind.CLAIM, self.current.id
        return None

    @property
    def link(self) -> int:
        """Return the position of the chain's link that is being worked on; -1 in no chain."""
        last = len(self.current.body.chain) - 1 if self.current else -1
        return last if self._link is None or self._link > last else self._link

    @link.setter
    def link(self, position: int) -> None:
        self._link = position
        self.current_changed.emit()

    @property
    def show_refused(self) -> bool:
        """Return whether refused proposals are among the items."""
        return self._show_refused

    @show_refused.setter
    def show_refused(self, wanted: bool) -> None:
        self._show_refused = wanted
        self.refresh()

    @property
    def hide_below(self) -> float:
        """Return the score below which open proposals are not among the items."""
        return self._hide_below

    @hide_below.setter
    def hide_below(self, score: float) -> None:
        if score != self._hide_below:
            self._hide_below = score
            self._show_again(self.sheet)

    @property
    def hidden(self) -> tuple[Proposal, ...]:
        """Return the open proposals of the document that are hidden for their score."""
        proposals = self.sheet.proposals if self.sheet else ()
        return tuple(item for item in proposals if item.body.score < self._hide_below)

    def guard(self, act: Callable[[], Result]) -> Result | None:
        """Return what `act` returns; an expected failure is reported, and None returned."""
        try:
            return act()
        except AnnotatorError as error:
            self.report(error)
            if isinstance(error, StaleError):
                self.refresh()
        except ValidationError as error:
            self.report(UsageError(_first_sentence(error)))
        return None

    def open(self, document_id: int | None) -> None:
        """Open a document at its first open item, or close the one that is open."""
        self.stay()
        self._leave(document_id)
        if document_id is None:
            self._enter(None)
        else:
            self._enter(self.guard(lambda: self.services.querying.sheet(document_id)))

    def stay(self) -> None:
        """Open nothing that is being read still."""
        self._awaited = None

    def catch_up(self) -> None:
        """Read the open document again if much was told to have changed since."""
        if self._stale.isActive():
            self.refresh()

    def refresh(self) -> None:
        """Read the open document again, the current item kept if it is still there."""
        self._stale.stop()
        if self.document_id is None:
            self.history_changed.emit()
            return
        wanted = self.document_id
        self._show_again(self.guard(lambda: self.services.querying.sheet(wanted)))

    def _show_again(self, sheet: Sheet | None) -> None:
        was = self.current
        place = self.items.index(was) if was in self.items else 0
        self._show(sheet)
        self.current = self._found(key_of(was)) if was else None
        if was is not None and self.current is None:
            self.current = self._replacement(was, place)
        self.sheet_changed.emit()
        self.current_changed.emit()
        self.history_changed.emit()

    def select(self, key: str | None) -> None:
        """Make a claim or proposal of the open document the current one."""
        item = self._found(key)
        if item is self.current and not self.record_selected:
            return
        self.current = item
        self.record_selected = False
        self._link = None
        self.current_changed.emit()

    def select_record(self) -> None:
        """Make the document's record what a verdict would be on."""
        self.record_selected = True
        self.current_changed.emit()

    def focus_field(self, scope: FieldScope | None, key: str = "") -> None:
        """Say which field evidence would belong to."""
        self.focused_field = None if scope is None else (scope, key)
        self.field_focused.emit(self.focused_field)

    def in_order(self) -> Sequence[Item]:
        """Return the items in the order in which one goes from each to the next."""
        return self.items

    def candidates(self) -> tuple[Candidate, ...]:
        """Return the likeliest speakers for the current item; the first nine take digits."""
        if self.sheet is None or self.current is None:
            return ()
        return candidates(self.sheet, self.current.body.content[0].start)

    def speaker_name(self, item: Item, position: int = -1) -> str | None:
        """Return the name of the speaker of one link of an item's chain."""
        if not item.body.chain or self.sheet is None:
            return None
        speaker = item.body.chain[position].speaker
        return self.sheet.speaker_name(speaker) if isinstance(speaker, int) else speaker

    def _enter(self, sheet: Sheet | None) -> None:
        self.focused_field = None
        self._show(sheet)
        order = self.in_order()
        first = next((item for item in order if is_open(item)), None)
        self.record_selected = False
        self.current = first or (order[0] if order else None)
        self._link = None
        self.document_opened.emit(self.document_id or 0)
        self.sheet_changed.emit()
        self.current_changed.emit()
        self.history_changed.emit()

    def _leave(self, for_another: int | None) -> None:
        if self.sheet is not None and for_another != self.document_id:
            self.leaving.emit()

    def _show(self, sheet: Sheet | None) -> None:
        self._stale.stop()
        self.sheet = sheet
        everything = items(sheet, refused=self._show_refused) if sheet else ()
        hidden = {item.id for item in self.hidden}
        self.items = tuple(
            item for item in everything if isinstance(item, Claim) or item.id not in hidden
        )

    def _found(self, key: str | None) -> Item | None:
        return next((item for item in self.items if key_of(item) == key), None)

    def _replacement(self, was: Item, place: int) -> Item | None:
        if isinstance(was, Proposal):
            for item in self.items:
                if isinstance(item, Claim) and item.proposal_id == was.id:
                    return item
        return self.items[min(place, len(self.items) - 1)] if self.items else None

    def _on_users_changed(self) -> None:
        self.me = self.services.members.me()
        self.current_changed.emit()

    def _on_codebook_changed(self) -> None:
        codebook = self.services.querying.codebook()
        if codebook != self.codebook:
            self.codebook = codebook
            self.codebook_changed.emit()
            self.refresh()

    def _on_document_changed(self, document_id: int) -> None:
        if document_id == self.document_id:
            self.refresh()
        else:
            self.history_changed.emit()


def is_open(item: Item) -> bool:
    """Tell whether an item wants a decision: an open proposal, or a claim that was returned."""
    if isinstance(item, Proposal):
        return item.state is ProposalState.OPEN
    return item.status is ReviewStatus.RETURNED


def _first_sentence(error: ValidationError) -> str:
    message = error.errors(include_url=False)[0]["msg"]
    return message.removeprefix("Value error, ").rstrip(".") + "."
