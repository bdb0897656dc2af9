"""What changed since the last review, or since it was proposed: before struck out, after below."""

from itertools import takewhile
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.differences import Difference
from annotator.services.reviewed_since import Reference, Since
from annotator.ui.record.moments import moment
from annotator.ui.record.notes import Note

_LONG: Final = 8  # words; of longer ones only what differs is shown, with some words around
_AROUND: Final = 3


class ChangesView(QWidget):
    """Shows the differences in words, so that they can be told without their looks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = Note("text", self, bold=True)
        self._rows = QWidget(self)
        self._column = _column(self._rows)
        column = _column(self)
        column.addWidget(self.head)
        column.addWidget(self._rows)
        self.setAccessibleName(self.tr("What changed"))

    def words(self) -> str:
        """Return all that is shown, a line each."""
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        notes = (item.widget() for item in items if item is not None)
        told = [note.text() for note in notes if isinstance(note, Note)]
        return "\n".join([self.head.text(), *told])

    def show_since(self, since: Since | None) -> None:
        """Show what differs from a reference; nothing where there is none."""
        while item := self._column.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self.head.say(self._headline(since) if since else "")
        for difference in since.differences if since else ():
            self._add(difference)
        self._rows.setVisible(self._column.count() > 0)
        self.setVisible(bool(self.head.text()))

    def _headline(self, since: Since) -> str:
        editors = ", ".join(since.editors)
        if since.reference is Reference.NOTHING:
            return self.tr("Added by hand, by {0}: nothing was proposed.").format(editors)
        if since.reference is Reference.VERDICT:
            place = self.tr("since {0} judged it, {1}").format(since.user, moment(since.at))
        elif since.reference is Reference.PROPOSAL:
            place = self.tr("since it was proposed")
        else:
            place = self.tr("since it was imported")
        if not since.differences:
            return self.tr("Nothing changed {0}.").format(place)
        by = self.tr(" by {0}").format(editors) if editors else ""
        return self.tr("Changed {0}{1}:").format(place, by)

    def _add(self, difference: Difference) -> None:
        part = Note("muted", self._rows)
        part.say(difference.part)
        self._column.addWidget(part)
        before, after = trimmed(difference.before or "", difference.after or "")
        if before:
            self._column.addWidget(_struck(self.tr("was: {0}").format(before), self._rows))
        now = Note("text", self._rows)
        now.say(self.tr("now: {0}").format(after or self.tr("nothing")))
        self._column.addWidget(now)


def trimmed(before: str, after: str) -> tuple[str, str]:
    """Return two texts without the long runs of words that both begin and end with."""
    one, other = before.split(), after.split()
    if min(len(one), len(other)) < _LONG:
        return before, after
    head = _common(one, other)
    tail = min(_common(one[::-1], other[::-1]), len(one) - head, len(other) - head)
    start, end = max(0, head - _AROUND), max(0, tail - _AROUND)
    return _cut(one, start, end), _cut(other, start, end)


def _common(one: list[str], other: list[str]) -> int:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _pair in same)


def _cut(words: list[str], start: int, end: int) -> str:
    kept = words[start : len(words) - end]
    return " ".join(["…"] * (start > 0) + kept + ["…"] * (end > 0))


def _struck(words: str, parent: QWidget) -> Note:
    note = Note("muted", parent)
    font = note.font()
    font.setStrikeOut(True)
    note.setFont(font)
    note.say(words)
    return note


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    return column
