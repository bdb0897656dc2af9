import pytest
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTableView

from annotator.ui.roomy_columns import RoomyColumns

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def table(qtbot):
    """Return a table whose second column grows, and whose third stretches."""
    table = QTableView()
    table.setModel(QStandardItemModel(1, 3, table))
    RoomyColumns(table, {1: 10}, 30)
    table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    qtbot.addWidget(table)
    with qtbot.waitExposed(table):
        table.show()
    return table


def in_digits(table, column):
    return round(table.columnWidth(column) / table.fontMetrics().horizontalAdvance("0"))


def widened(table, digits):
    others = table.columnWidth(0) + table.width() - table.viewport().width()
    table.resize(others + digits * table.fontMetrics().horizontalAdvance("0"), 200)


def test_a_column_grows_with_its_table_once_the_stretched_one_has_its_own(table):
    widened(table, 40)
    assert in_digits(table, 1) == 10
    widened(table, 50)
    assert in_digits(table, 1) == 15
    widened(table, 400)
    assert in_digits(table, 1) == 22
    widened(table, 40)
    assert in_digits(table, 1) == 10


def test_what_a_person_dragged_stays(table):
    widened(table, 40)
    table.horizontalHeader().resizeSection(1, 33)
    widened(table, 400)
    assert table.columnWidth(1) == 33


def test_a_column_that_could_not_give_way_so_far_still_grows(table):
    table.horizontalHeader().setMinimumSectionSize(table.fontMetrics().horizontalAdvance("0") * 8)
    widened(table, 12)
    assert in_digits(table, 1) == 8
    widened(table, 50)
    assert in_digits(table, 1) == 15
