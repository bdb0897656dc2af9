"""The documents that several people have read on their own, and how far each has come."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.adjudication import TWO, Awaiting
from annotator.ui.adjudication.case import Case
from annotator.ui.adjudication.lines import Line, LinesView
from annotator.ui.record.notes import Note


class DocumentsList(QWidget):
    """Shows those with something left first, then those that wait for a reader, then the rest."""

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case = case
        self._folded: set[str] = set()
        self.list = LinesView(self.tr("Documents that several people have read"), self)
        self.note = Note("muted", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        self.note.setContentsMargins(8, 4, 8, 6)
        case.listed.connect(self._show)
        case.opened.connect(self._show)
        self.list.chosen.connect(self._on_chosen)
        self.list.folded.connect(self._on_folded)

    def _show(self) -> None:
        self.list.show_lines([*self._lines()], self._current())
        waits = not any(one.is_ready for one in self._case.awaiting)
        words = self.tr("Each waits until two people have submitted what they read.")
        self.note.say(words if waits else "")

    def _lines(self) -> Iterator[Line]:
        every = self._case.awaiting
        for key, heading, among in (
            ("open", self.tr("To settle"), [one for one in every if one.is_ready and one.left]),
            ("waits", self.tr("Still being read"), [one for one in every if not one.is_ready]),
            ("done", self.tr("Settled"), [one for one in every if one.is_ready and not one.left]),
        ):
            if among:
                folded = key in self._folded
                yield Line(key, f"{heading} {len(among):n}", folded=folded)
                for one in () if folded else among:
                    yield Line(one, one.title, self._remark(one), muted=not one.is_ready)

    def _remark(self, one: Awaiting) -> str:
        if not one.is_ready:
            wanted = max(TWO, one.readers + one.reading)
            return self.tr("{0} of {1} done").format(one.readers, wanted)
        if one.left:
            one_left, more = self.tr("1 claim left"), self.tr("{0} claims left")
            return one_left if one.left == 1 else more.format(one.left)
        return "✓"

    def _current(self) -> Awaiting | None:
        here = self._case.document_id
        return next((one for one in self._case.awaiting if one.document_id == here), None)

    def _on_folded(self, key: object) -> None:
        self._folded ^= {str(key)}
        self._show()

    def _on_chosen(self, one: Awaiting) -> None:
        if one.is_ready:
            self.note.say("")
            self._case.open(one.document_id)
        else:
            words = self.tr("“{0}” waits until two people have submitted what they read.")
            self.note.say(words.format(one.title))
