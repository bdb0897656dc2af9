"""The roles of one speaker, editable in a small table."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.dates import edtf, readings
from annotator.domain.speaker import Role
from annotator.domain.tenure import RoleFault, faults
from annotator.ui.claims.words import QT_TRANSLATE_NOOP
from annotator.ui.icons import dress
from annotator.ui.record.notes import Note

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_HEADINGS: Final = (
    QT_TRANSLATE_NOOP("Roles", "Title"),
    QT_TRANSLATE_NOOP("Roles", "Affiliation"),
    QT_TRANSLATE_NOOP("Roles", "Since"),
    QT_TRANSLATE_NOOP("Roles", "Until"),
)
_DATES: Final = frozenset({2, 3})
_SHOWN: Final = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole})
Row = tuple[str, str, str, str]
_LEAST_ROWS, _MOST_ROWS = 2, 6  # in sight; more are scrolled to
_BLANK: Final[Row] = ("", "", "", "")


class RolesModel(QAbstractTableModel):
    """Holds the roles that are being edited.

    Signals:
        edited: the person changed something.
        refused: a sentence on what is wrong with what was typed.
    """

    edited = Signal()
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these roles, as title, affiliation, since and until."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rows(self) -> tuple[Row, ...]:
        """Return what is shown, rows left blank aside."""
        return tuple(row for row in self._rows if any(row))

    def add(self) -> int:
        """Add a blank row and return its place."""
        row = len(self._rows)
        self.beginInsertRows(_ROOT, row, row)
        self._rows.append(_BLANK)
        self.endInsertRows()
        return row

    def remove(self, row: int) -> None:
        """Remove a row; one that is not there is no error."""
        if 0 <= row < len(self._rows):
            self.beginRemoveRows(_ROOT, row, row)
            del self._rows[row]
            self.endRemoveRows()
            self.edited.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return QCoreApplication.translate("Roles", _HEADINGS[section])

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _SHOWN:
            return None
        return self._rows[index.row()][index.column()]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        typed = str(value or "").strip()
        if typed and index.column() in _DATES:
            try:
                typed = edtf(next(iter(readings(typed)), typed))
            except ValueError as error:
                self.refused.emit(f"{error}.")
                return False
        cells = list(self._rows[index.row()])
        cells[index.column()] = typed
        self._rows[index.row()] = (cells[0], cells[1], cells[2], cells[3])
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True


def rows_of(roles: Sequence[Role]) -> tuple[Row, ...]:
    """Return roles as rows of text."""
    return tuple(
        (role.title, role.affiliation or "", role.since or "", role.until or "") for role in roles
    )


def roles_of(rows: Sequence[Row]) -> tuple[Role, ...]:
    """Return rows of text as roles.

    Raises:
        ValueError: one has no title.
    """
    if any(not title for title, *_rest in rows):
        raise ValueError("Each role needs a title.")
    return tuple(
        Role(title=title, affiliation=at or None, since=since or None, until=until or None)
        for title, at, since, until in rows
    )


class RolesEditor(QWidget):
    """The table of roles with its buttons.

    Signals:
        edited: the person changed something.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RolesModel()
        self.model.setParent(self)
        self.table = QTableView(self)
        self.add = QPushButton(self.tr("Add role"), self)
        self.remove = QPushButton(self.tr("Remove role"), self)
        self.message = Note("bad", self)
        dress(self.add, "add")
        dress(self.remove, "close")
        self._dress_table()
        self._lay_out()
        self.add.clicked.connect(self._on_added)
        self.remove.clicked.connect(self._on_removed)
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            signal.connect(self._on_rows_changed)
        self.model.edited.connect(self._on_edited)
        self.model.refused.connect(self._on_refused)

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Roles"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._fit()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addWidget(self.message)
        column.addLayout(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_read_only(self) -> None:
        """Let nothing be changed."""
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.add.hide()
        self.remove.hide()

    def _fit(self) -> None:
        """Make the table as high as its rows want, within bounds."""
        rows = max(_LEAST_ROWS, min(_MOST_ROWS, self.model.rowCount()))
        frame = 2 * self.table.frameWidth()
        line = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(
            self.table.horizontalHeader().sizeHint().height() + rows * line + frame
        )

    def _on_rows_changed(self) -> None:
        self._fit()
        self.remove.setEnabled(self.model.rowCount() > 0)

    def _on_added(self) -> None:
        cell = self.model.index(self.model.add(), 0)
        self.table.setCurrentIndex(cell)
        self.table.edit(cell)

    def _on_removed(self) -> None:
        self.model.remove(self.table.currentIndex().row())

    def _on_refused(self, sentence: str) -> None:
        self.message.say(sentence, "bad")

    def faults(self) -> tuple[RoleFault, ...]:
        """Return what is wrong among the roles as typed, those without a title left out."""
        return faults(roles_of([row for row in self.model.rows() if row[0]]))

    def tell_faults(self) -> None:
        """Say below the table what is wrong among the roles."""
        found = self.faults()
        colour = "bad" if any(item.contradicts for item in found) else "warning"
        self.message.say(" ".join(item.sentence for item in found), colour)

    def _on_edited(self) -> None:
        self.tell_faults()
        self.edited.emit()
