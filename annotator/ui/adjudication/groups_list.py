"""The claims of a document, those that differ first; what agrees and what is settled is folded."""

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.domain.adjudication import Group, Standing
from annotator.services.adjudicating import Adjudication
from annotator.ui.adjudication.case import Case
from annotator.ui.adjudication.keyed_button import KeyedButton
from annotator.ui.adjudication.lines import Line, LinesView
from annotator.ui.adjudication.place import letter_of, readers_of
from annotator.ui.adjudication.words import headline, remark
from annotator.ui.icons import dress
from annotator.ui.menus import Actions
from annotator.ui.record.notes import Note


class GroupsList(QWidget):
    """Shows the groups of the open document, and takes all that agree at once."""

    def __init__(self, case: Case, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case = case
        self._folded = {Standing.AGREED, Standing.SETTLED}
        self.list = LinesView(self.tr("Claims to settle"), self)
        self.told = Note("muted", self)
        self.agreed = KeyedButton(actions["settle_agreed"], self)
        dress(self.agreed, "check")
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 4, 4)
        head.addWidget(self.told, 1)
        head.addWidget(self.agreed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        case.opened.connect(self._show)
        case.current_changed.connect(self._on_current_changed)
        self.list.chosen.connect(case.select)
        self.list.folded.connect(self._on_folded)
        self.list.shifted.connect(case.shift)

    def step(self, by: int) -> None:
        """Go to the group in sight that comes next, or to the one before."""
        group = self.list.step(by)
        if isinstance(group, Group):
            self._case.select(group)

    def _show(self) -> None:
        now = self._case.now
        lines = [*self._lines(now)] if now else []
        self.list.show_lines(lines, self._in_sight(self._case.current))
        agreed = len(now.of(Standing.AGREED)) if now else 0
        self.agreed.setVisible(agreed > 0)
        self.agreed.say(self.tr("Take the {0} that agree").format(agreed))
        self.told.say(self._told(now) if now else "")

    def _lines(self, now: Adjudication) -> Iterator[Line]:
        for standing, heading in (
            (Standing.OPEN, self.tr("{0} to settle")),
            (Standing.AGREED, self.tr("{0} agreed")),
            (Standing.SETTLED, self.tr("{0} settled")),
        ):
            among = now.of(standing)
            if among:
                folded = standing in self._folded
                yield Line(standing, heading.format(len(among)), folded=folded)
                yield from () if folded else (self._line(now, group) for group in among)

    def _line(self, now: Adjudication, group: Group) -> Line:
        letters = tuple((at, letter_of(at)) for at in readers_of(group))
        words = remark(now, group)
        if group.earlier:
            words = self.tr("changed since · {0}").format(words)
        muted = group.standing is not Standing.OPEN
        return Line(group, headline(now, group), words, letters, muted)

    def _told(self, now: Adjudication) -> str:
        if now.unfinished:
            names = ", ".join(now.unfinished) if not self._case.blind else str(len(now.unfinished))
            return self.tr("Not submitted yet: {0}.").format(names)
        left = len(self._case.left())
        done = len(now.groups) - left
        return self.tr("{0} of {1} settled").format(done, len(now.groups))

    def _on_current_changed(self) -> None:
        self.list.mark(self._in_sight(self._case.current))

    def _in_sight(self, group: Group | None) -> object:
        """Return what stands for a group in the list: itself, or the heading it is folded under."""
        folded = group is not None and group.standing in self._folded
        return group.standing if group is not None and folded else group

    def _on_folded(self, standing: object) -> None:
        if isinstance(standing, Standing):
            self._folded ^= {standing}
            self._show()
