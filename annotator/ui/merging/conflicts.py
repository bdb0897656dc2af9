"""The list of what both projects changed, to be gone through by key or by mouse."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.history import RecordKind
from annotator.domain.project_merge import Side
from annotator.services.merging_conflicts import Conflict
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.keys import RETURN
from annotator.ui.list_names import name_list
from annotator.ui.merging.words import KINDS, side_words, subject, tr
from annotator.ui.record.editor_keys import presses_on_return
from annotator.ui.rows_model import RowsModel, RowsTable
from annotator.ui.whole_rows import inset

_Key = Qt.Key
_STEPS: Final = {_Key.Key_J: 1, _Key.Key_K: -1}
_SIDES: Final = {
    _Key.Key_M: Side.OURS,
    _Key.Key_Left: Side.OURS,
    _Key.Key_T: Side.THEIRS,
    _Key.Key_Right: Side.THEIRS,
}
_WHAT, _WHERE = range(2)
_WIDE: Final = 210  # pixels of the document's title
_GAP: Final = 8


class ConflictsModel(RowsModel[Conflict]):
    """One conflict a row; `decided` are those that the person has settled."""

    heads: ClassVar[tuple[str, ...]] = (
        QT_TRANSLATE_NOOP("ConflictsModel", "Both changed"),
        QT_TRANSLATE_NOOP("ConflictsModel", "Document"),
        QT_TRANSLATE_NOOP("ConflictsModel", "Stays"),
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.decided: dict[str, Side] = {}

    def side(self, conflict: Conflict) -> Side:
        """Return whose reading of a conflict stands so far."""
        return Side.OURS if conflict.bound else self.decided.get(conflict.key, conflict.side)

    def cells(self, conflict: Conflict) -> Sequence[str]:
        stays = side_words(self.side(conflict))
        if conflict.key not in self.decided and not conflict.bound:
            stays = tr("{0} by default").format(stays)
        return (subject(conflict), conflict.title, stays)

    def decide(self, row: int, side: Side) -> None:
        """Settle the conflict of a row."""
        self.decided[self.rows[row].key] = side
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.heads) - 1))


class ConflictsTable(RowsTable):
    """Keys: J and K go down and up, M and T choose, Return lets it stand and goes on.

    Signals:
        chosen: the `Side` whose reading of the current conflict is to stand.
        agreed: the current conflict is to stand as it is shown.
    """

    chosen = Signal(object)
    agreed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _SIDES:
            self.chosen.emit(_SIDES[key])
        elif key in RETURN:
            self.agreed.emit()
        elif key in _STEPS:
            self.go(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def go(self, by: int) -> None:
        """Go so many rows down, or up."""
        row = self.currentIndex().row() + by
        if 0 <= row < self.model().rowCount():
            self.selectRow(row)


class ConflictsPane(QWidget):
    """Lists the conflicts, of one kind or all, and lets them be settled one by one or at once.

    Signals:
        current_changed: another conflict is current, or stands otherwise.
        settled: the last undecided one was settled by Return.
    """

    current_changed = Signal()
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Conflict, ...] = ()
        self.model = ConflictsModel(self)
        self.table = ConflictsTable(self.model, self.tr("What both projects changed"), _WHAT, self)
        self.kinds = QComboBox(self)
        self.all_mine = QPushButton(self.tr("All mine"), self)
        self.all_theirs = QPushButton(self.tr("All theirs"), self)
        self.keys = QLabel(self.tr("J K go on and back · M mine · T theirs · Enter as shown"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        name_list(self.kinds, self.tr("Kind of conflicts that are listed"))
        self.all_mine.setToolTip(self.tr("Of every conflict in the list the reading here stays"))
        self.all_theirs.setToolTip(self.tr("Of every conflict in the list theirs stands"))
        presses_on_return(self.all_mine, self.all_theirs)
        head = QHBoxLayout()
        head.setContentsMargins(8, 6, 8, 6)
        head.setSpacing(_GAP)
        head.addWidget(self.kinds)
        head.addWidget(self.keys)
        head.addStretch(1)
        head.addWidget(self.all_mine)
        head.addWidget(self.all_theirs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(inset(self.table), 1)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(_WHERE, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(_WHERE, _WIDE)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self.current_changed)
        self.table.chosen.connect(self.choose)
        self.table.agreed.connect(self._on_agreed)
        self.kinds.currentIndexChanged.connect(self._list)
        self.all_mine.clicked.connect(lambda: self._choose_all(Side.OURS))
        self.all_theirs.clicked.connect(lambda: self._choose_all(Side.THEIRS))

    @property
    def decisions(self) -> Mapping[str, Side]:
        """Return whose reading of every conflict stands, those too that nobody has looked at."""
        return MappingProxyType({item.key: self.model.side(item) for item in self._all})

    @property
    def undecided(self) -> int:
        """Return how many conflicts nobody has settled."""
        return sum(item.key not in self.model.decided and not item.bound for item in self._all)

    def show_conflicts(self, conflicts: tuple[Conflict, ...], *, keep: bool = False) -> None:
        """List these; what was decided before is kept if that is wanted."""
        self._all = conflicts
        known = {item.key for item in conflicts}
        kept = self.model.decided if keep else {}
        self.model.decided = {key: side for key, side in kept.items() if key in known}
        self._offer_kinds()
        self._list()

    def current(self) -> Conflict | None:
        """Return the conflict in the current row."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def choose(self, side: Side) -> None:
        """Let this reading of the current conflict stand, and go on to the next undecided one."""
        conflict = self.current()
        if conflict is None or conflict.bound:
            return
        self.model.decide(self.table.currentIndex().row(), side)
        self._go_on()

    def _on_agreed(self) -> None:
        conflict = self.current()
        if conflict is not None and not conflict.bound:
            self.choose(self.model.side(conflict))
        else:
            self._go_on()

    def _go_on(self) -> None:
        here, rows = self.table.currentIndex().row(), self.model.rows
        order = (*range(here + 1, len(rows)), *range(here))
        ahead = (row for row in order if self._is_open(rows[row]))
        row = next(ahead, None)
        if row is not None:
            self.table.selectRow(row)
        self.current_changed.emit()
        if self.undecided == 0:
            self.settled.emit()

    def _is_open(self, conflict: Conflict) -> bool:
        return conflict.key not in self.model.decided and not conflict.bound

    def _choose_all(self, side: Side) -> None:
        for row, conflict in enumerate(self.model.rows):
            if not conflict.bound:
                self.model.decide(row, side)
        self.current_changed.emit()

    def _offer_kinds(self) -> None:
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(self.tr("All kinds  {0}").format(len(self._all)), None)
        for kind, label in KINDS.items():
            count = sum(item.kind is kind for item in self._all)
            if count:
                self.kinds.addItem(f"{tr(label)}  {count}", kind)
        self.kinds.blockSignals(False)
        self.kinds.setVisible(self.kinds.count() > 2)  # noqa: PLR2004 - all, and one kind

    def _list(self) -> None:
        kind: RecordKind | None = self.kinds.currentData()
        self.model.show_rows([item for item in self._all if kind in {None, item.kind}])
        first = (row for row, item in enumerate(self.model.rows) if self._is_open(item))
        if self.model.rows:
            self.table.selectRow(next(first, 0))
        self.current_changed.emit()
