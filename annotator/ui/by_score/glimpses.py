"""A few proposals in a table, a line each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from annotator.domain.proposal import Glimpse
from annotator.ui.rows_model import Index, RowsModel
from annotator.ui.scores import in_per_cent, in_words
from annotator.ui.whole_rows import lay_rows

_Role = Qt.ItemDataRole


class GlimpseModel(RowsModel[Glimpse]):
    """Shows glimpses; changes nothing."""

    heads = ("Score", "Speaker", "Content")

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        tell = _ROLES.get(role)
        if tell is None or not index.isValid():
            return None
        return tell(self.rows[index.row()])[index.column()]


def _texts(row: Glimpse) -> tuple[str, ...]:
    return in_per_cent(row.score), row.speaker or "–", " ".join(row.words.split())


def _tips(row: Glimpse) -> tuple[str, ...]:
    return in_words(row.score), row.speaker or "", row.words


_ROLES: Final[Mapping[int, Callable[[Glimpse], tuple[str, ...]]]] = {
    _Role.DisplayRole: _texts,
    _Role.ToolTipRole: _tips,
}


class GlimpseTable(QTableView):
    """The glimpses as rows.

    Signals:
        wanted: the `Glimpse` that somebody wants to see in its text.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = GlimpseModel(parent=self)
        self.setModel(self._model)
        lay_rows(self)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(1, self.fontMetrics().averageCharWidth() * 22)
        header.setStretchLastSection(True)
        self.activated.connect(self._on_activated)

    @property
    def rows(self) -> tuple[Glimpse, ...]:
        """Return what is shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[Glimpse]) -> None:
        """Show exactly these."""
        self._model.show_rows(rows)

    def _on_activated(self, index: QModelIndex) -> None:
        self.wanted.emit(self._model.rows[index.row()])
