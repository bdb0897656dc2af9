"""Take back one's own acts and do them again, from the history: it survives a restart."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from annotator.domain.errors import NothingToUndoError, RightError, StaleError
from annotator.domain.events import (
    CodebookChanged,
    DocumentChanged,
    DocumentsChanged,
    FiltersChanged,
    SpeakersChanged,
)
from annotator.domain.history import Act, RecordKind
from annotator.services.context import Context
from annotator.services.inverting import invert
from annotator.store.unit_of_work import UnitOfWork

_OF_SPEAKERS: Final = frozenset({RecordKind.SPEAKER, RecordKind.DECISION})


class Step(NamedTuple):
    """One act in a user's list: what it takes back or repeats, and whether it did anything."""

    number: int
    undoable: bool
    undoes: int | None
    redoes: int | None
    changed: bool


class Ladder(NamedTuple):
    """The acts that can be taken back, and those that can be done again; the last is next."""

    undo: tuple[int, ...]
    redo: tuple[int, ...]


def ladder(steps: Iterable[Step]) -> Ladder:
    """Return what a user may undo and redo after these acts.

    An act that undoes another and changed nothing dropped it: it had gone stale.
    """
    undo: list[int] = []
    redo: list[int] = []
    for step in steps:
        if step.undoes is not None:
            undo.remove(step.undoes)
            redo += [step.number] if step.changed else []
        elif step.redoes is not None:
            redo.remove(step.redoes)
            undo += [step.number] if step.changed else []
        elif step.undoable:
            undo.append(step.number)
            redo.clear()
    return Ladder(tuple(undo), tuple(redo))


class UndoingService:
    """One list of acts a user and project."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def next_undo(self) -> Act | None:
        """Return the act that undo would take back."""
        return self._act(self._ladder().undo)

    def next_redo(self) -> Act | None:
        """Return the act that redo would do again; its label is that of the act undone."""
        return self._act(self._ladder().redo)

    def labels(self) -> tuple[str | None, str | None]:
        """Return what the acts are called that undo and redo would go to, None for none."""
        with self._context.reading() as unit:
            undo, redo = self._ladder_in(unit)
            label = unit.history.label
            return label(undo[-1]) if undo else None, label(redo[-1]) if redo else None

    def next_sizes(self) -> tuple[int, int]:
        """Return how many changes undo and redo would take back and repeat."""
        with self._context.reading() as unit:
            undo, redo = self._ladder_in(unit)
            size = unit.history.size
            return size(undo[-1]) if undo else 0, size(redo[-1]) if redo else 0

    def undo(self) -> Act:
        """Take back one's last act and return it.

        Raises:
            NothingToUndoError: there is none.
            StaleError: somebody changed the same in the meantime; the act is dropped.
        """
        return self._invert(self.next_undo(), "undo", "undoes")

    def redo(self) -> Act:
        """Do again the act that was taken back last and return it.

        Raises:
            NothingToUndoError: there is none.
            StaleError: somebody changed the same in the meantime; the act is dropped.
        """
        return self._invert(self.next_redo(), "redo", "redoes")

    def _invert(self, act: Act | None, verb: str, column: str) -> Act:
        if act is None:
            raise NothingToUndoError(f"There is nothing to {verb}.")
        direction: dict[str, Any] = {column: act.number, "undoable": False}
        try:
            with self._context.writing(act.label, act.document_id, **direction) as unit:
                unit.journal.open_act()
                invert(unit, act)
                unit.commit()
        except (StaleError, RightError) as error:
            with self._context.writing(act.label, act.document_id, **direction) as unit:
                unit.journal.open_act()
                unit.commit()
            if isinstance(error, RightError):
                raise
            raise StaleError(
                f"“{act.label}” cannot be taken back: it was changed again in the meantime."
            ) from None
        self._tell(act)
        return act

    def _tell(self, act: Act) -> None:
        kinds = {change.record_kind for change in act.changes}
        if kinds & _OF_SPEAKERS:
            self._context.publish(SpeakersChanged())
        if RecordKind.CODEBOOK in kinds:
            self._context.publish(CodebookChanged())
        if RecordKind.FILTER in kinds:
            self._context.publish(FiltersChanged())
        for document_id in _documents(act):
            self._context.publish(DocumentChanged(document_id))
        if act.document_id is None and not kinds <= _OF_SPEAKERS | {
            RecordKind.CODEBOOK,
            RecordKind.FILTER,
        }:
            self._context.publish(DocumentsChanged())

    def _ladder(self) -> Ladder:
        with self._context.reading() as unit:
            return self._ladder_in(unit)

    def _ladder_in(self, unit: UnitOfWork) -> Ladder:
        return ladder(Step(*step) for step in unit.history.steps(self._context.user.id))

    def _act(self, numbers: tuple[int, ...]) -> Act | None:
        if not numbers:
            return None
        with self._context.reading() as unit:
            return unit.history.act(numbers[-1])


def _documents(act: Act) -> Iterable[int]:
    """Return the document of an act, and those of claims that it links."""
    linked = (change for change in act.changes if change.record_kind is RecordKind.LINK)
    both = (document_id for change in linked for document_id in change.after["documents"])
    own = () if act.document_id is None else (act.document_id,)
    return dict.fromkeys((*own, *both))
