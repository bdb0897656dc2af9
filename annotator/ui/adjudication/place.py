"""Where a person is in the document whose readings are settled, and in the list of documents."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from annotator.domain.adjudication import Awaiting, Group, Settlement, Standing
from annotator.domain.claim_parts import Part
from annotator.domain.settlement import Choice
from annotator.services.adjudicating import SETTLE, Adjudication
from annotator.ui.desk import Desk

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class CasePlace(QObject):
    """Holds one adjudication for the views, which refresh from its signals.

    Signals:
        listed: other documents wait, or have come further.
        opened: another document, or the same one as it reads now.
        current_changed: another group is looked at, or none.
        choosing_changed: another reading is highlighted, or another part picked.
        hinted: a sentence on what was done or cannot be, for the status bar.
    """

    listed = Signal()
    opened = Signal()
    current_changed = Signal()
    choosing_changed = Signal()
    hinted = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._service = desk.services.adjudicating
        self.awaiting: tuple[Awaiting, ...] = ()
        self.now: Adjudication | None = None
        self.current: Group | None = None
        self.highlighted = 0
        self.picks: dict[Part, int] | None = None
        self.reason = ""
        self.words = ""
        self.blind = False

    @property
    def document_id(self) -> int | None:
        """Return the document that is open here."""
        return self.now.document.id if self.now else None

    @property
    def is_editing(self) -> bool:
        """Tell whether parts of each reading are being picked."""
        return self.picks is not None

    @property
    def writable(self) -> bool:
        """Tell whether anything can be settled."""
        return not self._desk.services.context.store.read_only

    def why_not(self) -> str:
        """Return in a sentence why the user may not settle anything, empty when they may."""
        return self._desk.guard(self._service.why_not) or ""

    def reader(self, number: int) -> str:
        """Return how a reading is called: by its letter, and by whose it is where that is shown."""
        letter = letter_of(number)
        return letter if self.now is None or self.blind else f"{letter} · {self.name(number)}"

    def name(self, number: int) -> str:
        """Return whose reading it is, by name."""
        return self.now.readings[number].name if self.now else ""

    def set_blind(self, on: bool) -> None:
        """Hide the names of the readers, or show them."""
        self.blind = on
        self.opened.emit()
        self.current_changed.emit()

    def list_again(self) -> None:
        """Read which documents wait."""
        found = self._desk.guard(self._service.awaiting)
        self.awaiting = found or ()
        self.listed.emit()

    def open(self, document_id: int) -> bool:
        """Open a document at the first group that is left; return whether it could be."""
        found = self._desk.guard(lambda: self._service.open(document_id))
        if found is None:
            return False
        self.now = found
        self._go(self._first_left(found.groups))
        self.opened.emit()
        self.current_changed.emit()
        return True

    def read_again(self) -> None:
        """Read the open document as it is now; what one has just taken back is looked at.

        What is being picked stays as long as the group that is looked at reads as it did.
        """
        if self.now is None:
            return
        document_id, before, here = self.now.document.id, self.now.groups, self.current
        ready = any(one.document_id == document_id and one.is_ready for one in self.awaiting)
        self.now = self._desk.guard(lambda: self._service.open(document_id)) if ready else None
        groups = self.now.groups if self.now else ()
        undone = (self._desk.redo_label() or "").startswith(SETTLE)
        found = (_opened_again(before, groups) if undone else None) or same(here, groups)
        if here is not None and found is not None and _reads_alike(here, found):
            self.current = found
            self.opened.emit()
            return
        self._go(found or self._first_left(groups))
        self.opened.emit()
        self.current_changed.emit()

    def close(self) -> None:
        """Show no document."""
        self.now = None
        self._go(None)
        self.opened.emit()
        self.current_changed.emit()

    def select(self, group: Group | None) -> None:
        """Look at another group."""
        if group is not self.current:
            self._go(group)
            self.current_changed.emit()

    def select_among(self, claims: Sequence[int]) -> None:
        """Look at the group of the first of some claims; at the next one if it is looked at."""
        every = {claim.id: group for group in self._groups() for claim in group.there}
        found = list(dict.fromkeys(every[own] for own in claims if own in every))
        if found:
            here = found.index(self.current) + 1 if self.current in found else 0
            self.select(found[here % len(found)])

    def _groups(self) -> tuple[Group, ...]:
        return self.now.groups if self.now else ()

    def left(self) -> tuple[Group, ...]:
        """Return the groups that are not settled, those that differ first."""
        if self.now is None:
            return ()
        return (*self.now.of(Standing.OPEN), *self.now.of(Standing.AGREED))

    def next_open(self) -> bool:
        """Go to the next group that differs, else to the next document; return whether there is."""
        differing = self.now.of(Standing.OPEN) if self.now else ()
        ahead = self.after(differing)
        if ahead is not None and ahead is not self.current:
            self.select(ahead)
            return True
        return self._next_document()

    def after(self, groups: Sequence[Group]) -> Group | None:
        """Return the first of some groups after the current one, and round again."""
        if not groups:
            return None
        here = (self.current.start, self.current.there[0].id) if self.current else (-1, 0)
        later = (one for one in groups if (one.start, one.there[0].id) > here)
        return next(later, groups[0])

    def _next_document(self) -> bool:
        """Open the next document in which anything is left, after this one and round."""
        waiting = [one for one in self.awaiting if one.is_ready and one.left]
        here = self.document_id or 0
        ahead = [one for one in waiting if one.document_id > here]
        behind = [one for one in waiting if one.document_id < here]
        for one in (*ahead, *behind):
            if self.open(one.document_id):
                self.hinted.emit(self.tr("Went on to “{0}”.").format(one.title))
                return True
        agreed = self.now.of(Standing.AGREED) if self.now else ()
        if agreed:
            self.select(agreed[0])
            words = self.tr("Nothing differs any more; {0} that agree wait to be taken.")
            self.hinted.emit(words.format(len(agreed)))
            return False
        self.hinted.emit(self.tr("Nothing is left to settle in any document."))
        return False

    def _first_left(self, groups: Iterable[Group]) -> Group | None:
        every = sorted(groups, key=lambda one: list(_ORDER).index(one.standing))
        return next(iter(every), None)

    def _go(self, group: Group | None) -> None:
        self.current, self.picks = group, None
        self.reason = self.words = ""
        taken = taken_reading(group.settlement, group) if group is not None else None
        likeliest = group.likeliest() if group is not None else 0
        self.highlighted = likeliest if taken is None else taken


_ORDER: Final[Mapping[Standing, None]] = dict.fromkeys(
    (Standing.OPEN, Standing.AGREED, Standing.SETTLED)
)


def letter_of(number: int) -> str:
    """Return the letter of a reading; after Z they repeat with a mark."""
    return LETTERS[number % len(LETTERS)] + "′" * (number // len(LETTERS))


def readers_of(group: Group) -> list[int]:
    """Return the numbers of the readings that have the claim."""
    return [at for at, claim in enumerate(group.claims) if claim is not None]


def taken_reading(found: Settlement | None, group: Group) -> int | None:
    """Return the number of the reading that a settlement of a group took as it is."""
    if found is None or found.choice is not Choice.ONE:
        return None
    taken = next(iter(found.made.values()), None)
    numbers = (
        at
        for at, claim in enumerate(group.claims)
        if claim is not None and found.settled.get(claim.id) == taken
    )
    return next(numbers, None)


def _ids(group: Group) -> frozenset[int]:
    return frozenset(claim.id for claim in group.there)


def same(group: Group | None, groups: Iterable[Group]) -> Group | None:
    """Return the group that has most of another one's claims."""
    if group is None:
        return None
    wanted = _ids(group)
    found = max(groups, key=lambda one: len(wanted & _ids(one)), default=None)
    return found if found is not None and wanted & _ids(found) else None


def _reads_alike(one: Group, other: Group) -> bool:
    alike = one.claims == other.claims and one.standing is other.standing
    return alike and [item.id for item in one.before] == [item.id for item in other.before]


def _opened_again(before: Iterable[Group], groups: Iterable[Group]) -> Group | None:
    """Return the first group that was settled and is so no more."""
    done = {_ids(group) for group in before if group.standing is Standing.SETTLED}
    return next((g for g in groups if _ids(g) in done and g.standing is not Standing.SETTLED), None)
