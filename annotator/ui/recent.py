"""One project opened before, on the welcome page."""

from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.ui.elided import ElidedLabel
from annotator.ui.icons import dress
from annotator.ui.record.notes import Note
from annotator.ui.server_address import Place, is_there, lies_in, name_of

_ROOM: Final = 26  # pixels, around the two lines of a row


class Known(NamedTuple):
    """A project opened before: where it lies, and when, an ISO 8601 moment where known."""

    place: Place
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
        chosen: its place.
        forget_wanted: its place.
    """

    chosen = Signal(object)
    forget_wanted = Signal(object)

    def __init__(self, known: Known, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = known.place
        self.there = is_there(known.place)
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
        name = name_of(known.place)
        self._told = f"{_short(known.place)}   ·   {self._when(known)}"
        self.opening.setFlat(True)
        self.opening.setEnabled(self.there)
        self.opening.setToolTip(str(known.place))
        self.opening.setAccessibleName(self.tr("Open {0}, {1}").format(name, self._told))
        self.forget.setToolTip(self.tr("Take it off this list (Delete); the project stays"))
        self.forget.setAccessibleName(self.tr("Take {0} off the list").format(name))
        if self.there:
            dress(self.forget, "close")
        else:
            self.forget.setText(self.tr("Take off the list"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.opening, 1)
        row.addWidget(self.forget)
        self._label(name)

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
        self.chosen.emit(self.place)

    def _on_forgotten(self) -> None:
        self.forget_wanted.emit(self.place)


def _short(place: Place) -> str:
    """Return where a project lies as people write it: a folder from home on, or a server."""
    if isinstance(place, str):
        return lies_in(place)
    folder, home = place.parent, Path.home()
    if not folder.is_relative_to(home):
        return str(folder)
    return str(Path("~") / folder.relative_to(home))
