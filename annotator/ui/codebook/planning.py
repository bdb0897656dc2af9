"""A change of the codebook before it is made: what it would do is looked up behind the window."""

from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.codebook import Codebook
from annotator.domain.codebook_differences import differences, label_of
from annotator.domain.errors import AnnotatorError
from annotator.services.codebooks import Effects
from annotator.ui.desk import Desk
from annotator.ui.jobs import JobRunner

_SOON_MS: Final = 150  # while somebody types, only the last of it is looked up


class Plan(NamedTuple):
    """One codebook in place of another, and what the act will be called."""

    before: Codebook
    after: Codebook
    label: str


class Planner(QObject):
    """Holds the change that is thought about, and makes it when told to.

    Signals:
        changed: another change is thought about, or what it would do is known now.
        made: the change was made.
    """

    changed = Signal()
    made = Signal()

    def __init__(self, desk: Desk, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._service = desk.services.codebooks
        self.plan: Plan | None = None
        self.effects: Effects | None = None
        self.applying = False
        self._making: Plan | None = None
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._look)

    @property
    def may_apply(self) -> bool:
        """Tell whether the change can be made, as far as is known."""
        hindered = self.effects is not None and bool(self.effects.problems)
        return self.plan is not None and not hindered and not self.applying

    def consider(self, before: Codebook, after: Codebook, label: str = "") -> None:
        """Think about a change; none is dropped."""
        if before == after:
            self.drop()
            return
        self.plan = Plan(before, after, label or label_of(differences(before, after)))
        self.effects = None
        self._soon.start()
        self.changed.emit()

    def drop(self) -> None:
        """Think about no change any more."""
        self._soon.stop()
        self.plan, self.effects = None, None
        self.changed.emit()

    def apply(self) -> None:
        """Make the change; if it cannot be made, the window says why."""
        plan = self.plan
        if plan is None or not self.may_apply:
            return
        self.applying = True
        self._making = plan
        change = partial(self._service.change, *plan)
        self._jobs.quick(change, self._on_made, self._on_refused)
        self.changed.emit()

    def _look(self) -> None:
        plan = self.plan
        if plan is not None:
            look = self._service.effects
            found = self._on_found
            self._jobs.quick(lambda: (plan, look(plan.before, plan.after)), found, self._on_failed)

    def _on_failed(self, error: AnnotatorError) -> None:
        self._desk.report(error)

    def _on_found(self, found: tuple[Plan, Effects]) -> None:
        plan, effects = found
        if plan is self.plan:
            self.effects = effects
            self.changed.emit()

    def _on_made(self, _version: int) -> None:
        self.applying = False
        if self.plan is self._making:
            self.drop()
        self.changed.emit()
        self.made.emit()

    def _on_refused(self, error: AnnotatorError) -> None:
        self.applying = False
        self._desk.report(error)
        self.changed.emit()
