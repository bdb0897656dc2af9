"""One figure of every two layers, as a table of all with all."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from annotator.domain.agreement_report import AgreementLine
from annotator.ui.agreement.words import interval_words, number
from annotator.ui.claims.colours import theme_keeper
from annotator.ui.keys import RETURN
from annotator.ui.rows_model import _ROOT, Index

_Role = Qt.ItemDataRole
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignCenter)
_DEEPEST: Final = 150  # of 255: the shade behind full agreement, words on it still read well


class PairsModel(QAbstractTableModel):
    """The figures of every two layers; the diagonal is empty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.names: Sequence[str] = ()
        self._found: Mapping[frozenset[str], AgreementLine] = {}

    def show_pairs(self, names: Sequence[str], lines: Sequence[AgreementLine]) -> None:
        """Show the figures of two layers among these."""
        self.beginResetModel()
        self.names = tuple(names)
        self._found = {frozenset(line.layers): line for line in lines}
        self.endResetModel()

    def line(self, index: Index) -> AgreementLine | None:
        """Return the figure in a cell."""
        pair = {self.names[index.row()], self.names[index.column()]}
        return self._found.get(frozenset(pair))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.names)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.names)

    def headerData(
        self, section: int, _orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        return self.names[section] if role == _Role.DisplayRole else None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.line(index)
        match role:
            case _Role.DisplayRole:
                return "" if line is None else number(line.value)
            case _Role.TextAlignmentRole:
                return _MIDDLE
            case _Role.ToolTipRole | _Role.AccessibleTextRole:
                return self._told(index, line)
            case _Role.BackgroundRole if line is not None and line.value is not None:
                return _shade(line.value)
            case _:
                return None

    def _told(self, index: Index, line: AgreementLine | None) -> str:
        names = ", ".join(dict.fromkeys((self.names[index.row()], self.names[index.column()])))
        if line is None:
            return names
        words = self.tr("{0}: {1} ({2}), n = {3}")
        return words.format(names, number(line.value), interval_words(line), f"{line.units:,}")


class PairsTable(QTableView):
    """Shows a figure of every two layers; Return or a double click goes to one.

    Signals:
        pair_chosen: the `AgreementLine` of a pair.
    """

    pair_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairs = PairsModel(self)
        self.setModel(self.pairs)
        self.setAccessibleName(self.tr("Agreement of every two"))
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            header.setMinimumSectionSize(round(2.2 * self.fontMetrics().height()))
            header.setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(self.fontMetrics().horizontalAdvance("0" * 9))
        self.activated.connect(self._on_activated)
        theme_keeper().changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURN and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_activated(self, index: Index) -> None:
        line = self.pairs.line(index)
        if line is not None:
            self.pair_chosen.emit(line)


def _shade(value: float) -> QColor:
    colour = QColor(theme_keeper().current.selection)
    colour.setAlpha(round(_DEEPEST * max(0.0, min(1.0, value))))
    return colour
