"""What a person does with the readings of a document; views act through it alone."""

from PySide6.QtCore import QObject

from annotator.domain.adjudication import Decision, Group, Standing
from annotator.domain.claim import ClaimBody
from annotator.domain.claim_parts import Part, PartKind, parts_of, value_of
from annotator.domain.codebook import FieldScope
from annotator.domain.settlement import Choice
from annotator.ui.adjudication.place import CasePlace, letter_of, readers_of, same
from annotator.ui.desk import Desk
from annotator.ui.jobs import JobRunner


class Case(CasePlace):
    """Acts on the group that is looked at, and goes on to the next."""

    def __init__(
        self, desk: Desk, jobs: JobRunner | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._jobs = jobs

    def highlight(self, number: int) -> None:
        """Highlight a reading; where parts are picked nothing else changes."""
        if self.current is not None and self.current.has(number):
            self.highlighted = number
            self.choosing_changed.emit()

    def shift(self, by: int) -> None:
        """Highlight the next reading that has the claim, or the one before."""
        if self.current is not None:
            have = readers_of(self.current)
            at = have.index(self.highlighted) if self.highlighted in have else 0
            self.highlight(have[(at + by) % len(have)])

    def take(self, number: int) -> bool:
        """Take one reading and go on; return whether it could be."""
        if self.current is None:
            return self._nothing()
        if not self.current.has(number):
            words = self.tr("Reading {0} has no such claim: 0 leaves the claim out.")
            self.hinted.emit(words.format(letter_of(number)))
            return False
        return self._settle(Decision(choice=Choice.ONE, reading=number))

    def take_highlighted(self) -> bool:
        """Take what is highlighted or picked, and go on; what is settled already stays."""
        group = self.current
        if group is None:
            return self._nothing()
        if self.picks is not None:
            return self._settle(self._picked())
        if group.standing is Standing.SETTLED:
            self.next_open()
            return True
        if group.standing is Standing.AGREED:
            return self._settle(Decision(choice=Choice.AGREED))
        return self.take(self.highlighted)

    def both(self) -> bool:
        """Take each reading and go on."""
        return self._settle(Decision(choice=Choice.BOTH)) if self.current else self._nothing()

    def neither(self) -> bool:
        """Take no reading and go on."""
        return self._settle(Decision(choice=Choice.NEITHER)) if self.current else self._nothing()

    def edit(self) -> bool:
        """Begin to pick parts of each reading; return whether there are any to pick from."""
        if self.current is None:
            return self._nothing()
        if not self.current.differing:
            self.hinted.emit(self.tr("There is nothing to pick from: no two readings differ."))
            return False
        self.picks = dict.fromkeys(self.current.differing, self.highlighted)
        self.choosing_changed.emit()
        return True

    def stop_editing(self) -> None:
        """Pick no parts after all."""
        self.picks = None
        self.choosing_changed.emit()

    def pick(self, part: Part, number: int) -> None:
        """Take a part from one of the readings."""
        picks, group = self.picks, self.current
        if picks is not None and part in picks and group is not None and group.has(number):
            picks[part] = number
            self.choosing_changed.emit()

    def take_agreed(self) -> None:
        """Settle all that agree, behind the window where there is somebody to do so."""
        if self.now is None:
            self._nothing()
            return
        document_id, take = self.now.document.id, self._service.take_agreed

        def told(count: int) -> None:
            self.hinted.emit(self.tr("{0} settled as all have read them.").format(count))

        if self._jobs is not None:
            self._jobs.quick(lambda: take(document_id), told, self._desk.report)
        elif (count := self._desk.guard(lambda: take(document_id))) is not None:
            told(count)

    def parts(self) -> tuple[Part, ...]:
        """Return the parts of the current group that anybody has anything in."""
        if self.current is None or self.now is None:
            return ()
        bodies = [claim.body for claim in self.current.there]
        keys = (item.key for item in self.now.codebook.of(FieldScope.CLAIM))
        every = parts_of(bodies, keys)
        return tuple(part for part in every if any(_is_there(body, part) for body in bodies))

    def _picked(self) -> Decision:
        """Return the decision that what was picked comes to; one whole reading is that one."""
        picks = self.picks or {}
        only = {*picks.values()}
        if len(only) == 1:
            return Decision(choice=Choice.ONE, reading=only.pop())
        return Decision(choice=Choice.EDITED, reading=self.highlighted, picks=picks)

    def _settle(self, decision: Decision) -> bool:
        now, group = self.now, self.current
        if now is None or group is None:
            return False
        decision = decision.amended(reason=self.reason or None, words=self.words.strip() or None)
        ahead = self.after(now.of(Standing.OPEN))
        settle = self._service.settle
        done = self._desk.guard(lambda: settle(now.document.id, group, decision))
        if done is None:
            self.list_again()
            self.read_again()
            return False
        self._go_on(ahead)
        return True

    def _go_on(self, ahead: Group | None) -> None:
        """Look at what comes after the group that was settled."""
        groups = self.now.groups if self.now else ()
        found = same(ahead, groups)
        if found is not None and found.standing is Standing.OPEN:
            self.select(found)
        elif not self.next_open():
            self.select(next(iter(self.left()), self.current))

    def _nothing(self) -> bool:
        self.hinted.emit(self.tr("Open a document that two people have read."))
        return False


def _is_there(body: ClaimBody, part: Part) -> bool:
    if part.kind is PartKind.FIELD:
        return part.key in body.fields
    return value_of(body, part) not in {None, ()}
