"""One project opened before, on the welcome page."""

from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.ui.elided import ElidedLabel
from annotator.ui.icons import dress
from annotator.ui.record.notes import Note

_ROOM: Final = 26  # pixels, around the two lines of a row


class Known(NamedTuple):
    """A project opened before: its file, and when it was, an ISO 8601 moment where known."""

    path: Path
    opened: str | None


class _Opening(QPushButton):
    """The wide part of a row, which opens the project; Delete forgets it.

    Signals:
        forget_wanted: Delete was pressed.
    """

    forget_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.forget_wanted.emit()
        else:
            super().keyPressEvent(event)


class RecentRow(QWidget):
    """Opens a project again, or takes it off the list; one that is gone can only be taken off.

    Signals:
        chosen: its path.
        forget_wanted: its path.
    """

    chosen = Signal(object)
    forget_wanted = Signal(object)

    def __init__(self, known: Known, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = known.path
        self.there = known.path.is_file()
        self.opening = _Opening(self)
        self.forget = QToolButton(self)
        self._build(known)
        self.opening.clicked.connect(self._on_chosen)
        self.opening.forget_wanted.connect(self._on_forgotten)
        self.forget.clicked.connect(self._on_forgotten)

    @property
    def told(self) -> str:
        """Return what is said below the name."""
        return self._told

    def _build(self, known: Known) -> None:
        self._told = f"{_short(known.path.parent)}   ·   {self._when(known)}"
        self.opening.setFlat(True)
        self.opening.setEnabled(self.there)
        self.opening.setToolTip(str(known.path))
        self.opening.setAccessibleName(self.tr("Open {0}, {1}").format(known.path.stem, self._told))
        self.forget.setToolTip(self.tr("Take it off this list (Delete); the file stays"))
        self.forget.setAccessibleName(self.tr("Take {0} off the list").format(known.path.stem))
        if self.there:
            dress(self.forget, "close")
        else:
            self.forget.setText(self.tr("Take off the list"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.opening, 1)
        row.addWidget(self.forget)
        self._label(known.path.stem)

    def _label(self, name: str) -> None:
        column = QVBoxLayout(self.opening)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(1)
        title = ElidedLabel(self.opening)
        title.setText(name)
        title.setEnabled(self.there)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        told = Note("muted", self.opening)
        told.say(self._told)
        for label in (title, told):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        self.opening.setFixedHeight(2 * self.fontMetrics().lineSpacing() + _ROOM)

    def _when(self, known: Known) -> str:
        if not self.there:
            return self.tr("the file is gone")
        moment = QDateTime.fromString(known.opened or "", Qt.DateFormat.ISODate).toLocalTime()
        if not moment.isValid():
            return self.tr("opened before")
        days = moment.daysTo(QDateTime.currentDateTime())
        clock = QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)
        near = {0: self.tr("today, {0}"), 1: self.tr("yesterday, {0}")}
        if days in near:
            return near[days].format(clock)
        return QLocale().toString(moment.date(), QLocale.FormatType.LongFormat)

    def _on_chosen(self) -> None:
        self.chosen.emit(self.path)

    def _on_forgotten(self) -> None:
        self.forget_wanted.emit(self.path)


def _short(folder: Path) -> str:
    """Return a folder as people write it, from home on."""
    home = Path.home()
    if not folder.is_relative_to(home):
        return str(folder)
    return str(Path("~") / folder.relative_to(home))
