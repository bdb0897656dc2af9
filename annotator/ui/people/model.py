"""The people of a project as rows of a table."""

from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from annotator.domain.assigning import Progress
from annotator.domain.user import User
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.people.words import role_name, standing, what_it_may
from annotator.ui.rows_model import Index, RowsModel


class Person(NamedTuple):
    """Somebody, and how far they have come with what they are to read."""

    user: User
    progress: Progress | None = None


class PeopleModel(RowsModel[Person]):
    """One person a row."""

    heads: ClassVar[tuple[str, ...]] = (
        *("Name", "Role", "Standing", "Assigned", "Begun", "Submitted"),
    )
    numbers: ClassVar[frozenset[int]] = frozenset({3, 4, 5})

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        user, progress = self.rows[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            words = (user.name, role_name(user.role), standing(user))
            return (*words, *_figures(progress))[column]
        if role == Qt.ItemDataRole.ToolTipRole and column == 1:
            return what_it_may(user.role)
        if role == Qt.ItemDataRole.ForegroundRole and user.retired:
            return QColor(theme_keeper().current.muted)
        return self.alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _figures(progress: Progress | None) -> tuple[str, ...]:
    if progress is None:
        return "", "", ""
    return tuple(f"{n:,}" for n in (progress.assigned, progress.begun, progress.submitted))
