"""A line and a list that float over the window: type what to do, Return does it."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from annotator.ui.palette.entries import Entry
from annotator.ui.palette.matching import best
from annotator.ui.palette.model import ENTRY, PaletteModel
from annotator.ui.palette.row import PaletteRow

MOST: Final = 60
_ROWS: Final = 11
_WIDTH: Final = 620  # pixels
_TOP: Final = 72
_EDGE: Final = 24
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS - 1,
    Qt.Key.Key_PageUp: 1 - _ROWS,
}
_PASSING: Final = frozenset(
    {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}
)
_POPUP: Final = Qt.FocusReason.PopupFocusReason  # so that editors take it for no leaving

Found = Sequence[tuple[float, Entry]]


class Sources(NamedTuple):
    """Where entries come from.

    `at_hand` are few and matched at once; `seek` finds places by typed words, behind the window,
    and hands them over; `recent` are the ids of what was done last, newest first.
    """

    at_hand: Callable[[], Sequence[Entry]]
    seek: Callable[[str, Callable[[Found], None]], None]
    recent: Callable[[], Sequence[str]]


class PaletteLine(QLineEdit):
    """The line one types into.

    Signals:
        stepped: by how many rows the choice moves.
        left: the keyboard went elsewhere within the window.
        closed: Escape was pressed.
    """

    stepped = Signal(int)
    left = Signal()
    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.stepped.emit(1 if forward else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.left.emit()


class Palette(QFrame):
    """Finds acts and places; Escape gives the keyboard back to where it was.

    Signals:
        used: the id of an entry that is done now.
    """

    used = Signal(str)

    def __init__(self, window: QWidget, sources: Sources) -> None:
        super().__init__(window)
        self._window = window
        self._sources = sources
        self._entries: Sequence[Entry] = ()
        self._lender: QWidget | None = None
        self.model = PaletteModel()
        self.model.setParent(self)
        self.line = PaletteLine(self)
        self.list = QListView(self)
        self.nothing = QLabel(self.tr("Nothing is called like that."), self)
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Command palette"))
        self.line.setObjectName("paletteLine")
        self.line.setPlaceholderText(self.tr("Type what to do, or where to go"))
        self.line.setAccessibleName(self.tr("Command palette: type what to do, or where to go"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteRow(self.list))
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.nothing.setEnabled(False)
        self.nothing.setMargin(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self.line, self.nothing, self.list):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._find)
        self.line.returnPressed.connect(self._do_current)
        self.line.stepped.connect(self._step)
        self.line.closed.connect(self.close_again)
        self.line.left.connect(self.hide)
        self.list.clicked.connect(self._on_clicked)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._window.installEventFilter(self)

    def open(self) -> None:
        """Show the palette, or put it away again when it is open."""
        if self.isVisible():
            self.close_again()
            return
        self._lender = QApplication.focusWidget()
        self._entries = self._sources.at_hand()
        self.line.clear()
        self._find("")
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(_POPUP)

    def close_again(self) -> None:
        """Put the palette away and give the keyboard back."""
        lender, self._lender = self._lender, None
        if lender is not None and isValid(lender) and lender.isVisible() and lender.isEnabled():
            lender.setFocus(_POPUP)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @property
    def current(self) -> Entry | None:
        """Return the chosen entry."""
        entry = self.list.currentIndex().data(ENTRY)
        return entry if isinstance(entry, Entry) else None

    def _find(self, typed: str) -> None:
        if not typed.strip():
            self._show(self._by_use())
            return
        found = best(self._entries, typed, MOST)
        self._show([entry for _score, entry in found])

        def on_places(places: Found) -> None:
            if self.isVisible() and self.line.text() == typed:
                both = sorted([*found, *places], key=lambda item: -item[0])
                self._show([entry for _score, entry in both[:MOST]], self.current)

        self._sources.seek(typed, on_places)

    def _by_use(self) -> Sequence[Entry]:
        """Return all that is at hand: what was used last, what can be done, and the rest."""
        recent = {name: at for at, name in enumerate(self._sources.recent())}

        def place(entry: Entry) -> tuple[bool, int]:
            return bool(entry.why_not), recent.get(entry.id, len(recent))

        return sorted(self._entries, key=place)

    def _show(self, rows: Sequence[Entry], keep: Entry | None = None) -> None:
        """Show rows; the choice stays with a chosen entry, unless it was merely the first."""
        stay = keep is not None and self.list.currentIndex().row() > 0
        self.model.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        ids = [entry.id for entry in rows]
        at = ids.index(keep.id) if stay and keep is not None and keep.id in ids else 0
        self.list.setCurrentIndex(self.model.index(at))
        self._place()

    def _place(self) -> None:
        """Stand in the middle near the top, as high as the rows, within the window."""
        room = self._window.rect()
        width = min(_WIDTH, room.width() - 2 * _EDGE)
        row = max(self.list.sizeHintForRow(0), 1)
        rows = min(max(self.model.rowCount(), 1), _ROWS)
        self.list.setFixedHeight(rows * row)
        height = min(self.sizeHint().height(), room.height() - _TOP - _EDGE)
        self.setGeometry(QRect(QPoint((room.width() - width) // 2, _TOP), self.size()))
        self.resize(width, height)

    def _step(self, by: int) -> None:
        count = self.model.rowCount()
        if count:
            row = self.list.currentIndex().row()
            at = (row + by) % count if abs(by) == 1 else min(max(row + by, 0), count - 1)
            self.list.setCurrentIndex(self.model.index(at))

    def _on_current_changed(self, current: QModelIndex) -> None:
        """Say the chosen entry to a screen reader, since the keyboard stays in the line."""
        entry = current.data(ENTRY)
        if isinstance(entry, Entry):
            words = self.model.spoken(entry)
            self.line.setAccessibleDescription(words)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, words))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self._do_current()

    def _do_current(self) -> None:
        """Do what is chosen, with the keyboard where it was; what cannot be done stays chosen."""
        entry = self.current
        if entry is None or entry.why_not:
            return
        self.close_again()
        self.used.emit(entry.id)
        entry.run()
