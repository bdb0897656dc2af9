"""People to tick: who is to read all of some documents, some of them, or none."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.domain.user import User
from annotator.ui.keys import RETURN

_ALL: Final = Qt.CheckState.Checked
_SOME: Final = Qt.CheckState.PartiallyChecked
_NONE: Final = Qt.CheckState.Unchecked
_ROWS: Final = (3, 7)
_ROOM: Final = 8  # above and below a name together
USER: Final = int(Qt.ItemDataRole.UserRole)


class People(QListWidget):
    """Lists people with a box each.

    Signals:
        ticked: somebody's box was set or cleared.
        entered_all: Return was pressed: all that is wanted is entered.
    """

    ticked = Signal()
    entered_all = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: dict[int, Qt.CheckState] = {}
        self.setObjectName("assignPeople")
        self.setAccessibleName(self.tr("Who reads these documents"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(self.ticked)

    def show_people(self, people: Sequence[User], held: Mapping[int, int], documents: int) -> None:
        """Show people, each with how many of the documents are theirs already.

        What was ticked and cleared stays so.
        """
        add, remove = self.changes()
        here = self.currentRow()
        self.blockSignals(True)
        self.clear()
        self._before = {}
        for user in people:
            number = held.get(user.id, 0)
            state = _NONE if not number else _ALL if number == documents else _SOME
            self._before[user.id] = state
            item = QListWidgetItem(user.name, self)
            item.setData(USER, user.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(state)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + _ROOM))
            if state is _SOME:
                item.setToolTip(self.tr("Reads {0} of these {1}").format(number, documents))
        for user_id in (*add, *remove):
            self.tick(user_id, on=user_id in add)
        if self.count():
            self.setCurrentRow(min(max(here, 0), self.count() - 1))
        self.blockSignals(False)
        self.updateGeometry()

    def forget(self) -> None:
        """Forget what was ticked and cleared."""
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)

    def changes(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return who is to read the documents now, and who is not any more."""
        now = {item.data(USER): item.checkState() for item in self._items()}
        changed = {user: state for user, state in now.items() if state is not self._before[user]}
        return (
            tuple(user for user, state in changed.items() if state is _ALL),
            tuple(user for user, state in changed.items() if state is _NONE),
        )

    def readers(self) -> int:
        """Return how many people would read all or some of the documents."""
        return sum(item.checkState() is not _NONE for item in self._items())

    def tick(self, user_id: int, *, on: bool) -> None:
        """Set or clear somebody's box."""
        for item in self._items():
            if item.data(USER) == user_id:
                item.setCheckState(_ALL if on else _NONE)

    def sizeHint(self) -> QSize:
        least, most = _ROWS
        rows = max(least, min(most, self.count()))
        row = self.fontMetrics().height() + _ROOM
        return QSize(160, rows * row + 2 * self.frameWidth() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None and self.isEnabled():
            item.setCheckState(_NONE if item.checkState() is _ALL else _ALL)
            return
        if event.key() in RETURN:
            self.entered_all.emit()
            return
        super().keyPressEvent(event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]
