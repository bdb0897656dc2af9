"""What is noted about the open document, a line each, above its text."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.domain.assigning import alone_in
from annotator.domain.document import DocumentMarks
from annotator.domain.errors import AnnotatorError
from annotator.domain.sheet import Sheet
from annotator.services.correcting import Corrections, corrections
from annotator.ui.asking import Asking
from annotator.ui.assigning.words import standing
from annotator.ui.desk import Desk
from annotator.ui.shell import Shell


class Line(NamedTuple):
    """What is said, what the button beside it says, and what it does."""

    words: str
    label: str
    act: Callable[[], object]
    strong: bool = False


class DocumentStrip(QFrame):
    """Shows the note, the reason for which a document is left out, and its other versions."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking = Asking(shell.jobs, _nothing, self)
        self._actions = shell.actions.actions
        self._linked: tuple[Line, ...] = ()
        self._shown: tuple[tuple[str, str], ...] | None = None
        self._rows = QWidget(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 0, 10, 4)
        self._column.setSpacing(0)
        self.setAccessibleName(self.tr("Noted about this document"))
        desk.document_opened.connect(self._on_document_opened)
        desk.sheet_changed.connect(self._show)
        desk.bridge.document_changed.connect(self._look)
        desk.bridge.documents_changed.connect(self._look)
        self._look()
        self._show()

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what is said now."""
        return tuple(words for words, _label in self._shown or ())

    def _on_document_opened(self, _document_id: int) -> None:
        self._linked = ()
        self._look()

    def _look(self) -> None:
        """Find the other versions, behind the window."""
        sheet, services = self._desk.sheet, self._desk.services
        if sheet is None:
            return
        here = sheet.document.id

        def work() -> tuple[int, Corrections, dict[int, str]]:
            found = corrections(services.context, here)
            wanted = [number for number in (found.corrected_by, *found.corrects) if number]
            lines = services.searching.document_lines(wanted)
            return here, found, {line.id: line.title for line in lines}

        self._asking.ask(work, self._on_found)

    def _on_found(self, told: tuple[int, Corrections, dict[int, str]]) -> None:
        here, found, titles = told
        if here != self._desk.document_id:
            return
        later = self.tr("There is a corrected version: “{0}”")
        earlier = self.tr("Corrected version of “{0}”")
        pairs = [(later, found.corrected_by), *((earlier, number) for number in found.corrects)]
        self._linked = tuple(
            Line(words.format(titles[number]), self.tr("Open"), partial(self._desk.open, number))
            for words, number in pairs
            if number in titles
        )
        self._show()

    def _show(self) -> None:
        sheet = self._desk.sheet
        marked = (*self._read(sheet), *self._marked(sheet.document.marks)) if sheet else ()
        lines = (*marked, *self._linked) if sheet else ()
        said = tuple((line.words, line.label) for line in lines)
        self.setVisible(bool(lines))
        if said != self._shown:
            self._shown = said
            self._fill(lines)

    def _read(self, sheet: Sheet) -> Sequence[Line]:
        """Return who reads the document on their own, and what that means here."""
        user = self._desk.services.context.user.id
        said, mine = standing(sheet, user), alone_in(sheet.assignments, user)
        if not said:
            return ()
        if not sheet.alone or mine is None:
            return (Line(said, self.tr("Assign…"), self._actions["assign"].trigger, strong=True),)
        if mine.submitted:
            back = self._actions["take_back"].trigger
            return (Line(said, self.tr("Take back"), back, strong=True),)
        return (Line(said, self.tr("Submit"), self._actions["submit"].trigger, strong=True),)

    def _marked(self, marks: DocumentMarks) -> Sequence[Line]:
        lines = []
        if marks.excluded is not None:
            words = self.tr("Left out: {0}").format(marks.excluded)
            lines.append(Line(words, self.tr("Take in again"), self._actions["exclude"].trigger))
        if marks.flagged:
            words = self.tr("Flagged, to come back to")
            lines.append(Line(words, self.tr("Take the flag off"), self._actions["flag"].trigger))
        if marks.note:
            words = self.tr("Note: {0}").format(marks.note)
            lines.append(Line(words, self.tr("Change…"), self._actions["note"].trigger))
        return lines

    def _fill(self, lines: Sequence[Line]) -> None:
        self._column.removeWidget(self._rows)
        self._rows.deleteLater()
        self._rows = QWidget(self)
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for line in lines:
            column.addLayout(self._row(line))
        self._column.addWidget(self._rows)

    def _row(self, line: Line) -> QHBoxLayout:
        label = QLabel(line.words, self._rows)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setWordWrap(True)
        font = label.font()
        font.setBold(line.strong)
        label.setFont(font)
        button = QToolButton(self._rows)
        button.setText(line.label)
        button.setAccessibleName(f"{line.label}: {line.words}")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(line.act)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row


def _nothing(_error: AnnotatorError) -> None:
    """Show no versions; the document itself says what is wrong."""
