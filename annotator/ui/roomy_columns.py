"""Columns that are cut short grow where their table has room to spare, and give way where not."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView, QTableView

_PART: Final = 0.5  # of the room to spare goes to these columns; the stretched one has the rest
_MOST: Final = 2.2  # times its plain width that a column grows to
_FEWEST: Final = 0.5  # times its plain width that a column gives way to


class RoomyColumns(QObject):
    """Gives some columns of a table plain widths, and more of them the wider the table is.

    Where the columns that stretch would have less than these, all share what there is.

    What a person has dragged stays. `digits` are the plain widths by column; `kept` is how many
    digits the columns that stretch have to themselves before any other grows.
    """

    def __init__(self, table: QTableView, digits: Mapping[int, int], kept: int) -> None:
        super().__init__(table)
        digit = table.fontMetrics().horizontalAdvance("0")
        self._table = table
        self._kept = kept * digit
        self._plain = {column: wide * digit for column, wide in digits.items()}
        self._given = dict(self._plain)
        for column, wide in self._plain.items():
            table.horizontalHeader().resizeSection(column, wide)
        table.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._share_out()
        return False

    def _share_out(self) -> None:
        header, taken = self._table.horizontalHeader(), sum(self._plain.values())
        others = sum(
            header.sectionSize(column)
            for column in range(header.count())
            if column not in self._plain
            and header.sectionResizeMode(column) != QHeaderView.ResizeMode.Stretch
        )
        room = self._table.viewport().width() - others
        spare = room - taken - self._kept
        grown = min(_MOST, 1 + _PART * max(0, spare) / taken)
        if room < 2 * taken:
            grown = max(_FEWEST, room / taken / 2)
        for column, plain in self._plain.items():
            if header.sectionSize(column) == self._given[column]:
                header.resizeSection(column, round(plain * grown))
                self._given[column] = header.sectionSize(column)
