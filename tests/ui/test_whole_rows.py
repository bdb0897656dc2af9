import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QTableView

from annotator.ui.whole_rows import choose, lay_rows

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
KEYS = {
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
}


@pytest.fixture
def table(qtbot):
    shown = QTableView()
    shown.setModel(QStandardItemModel(9, 2, shown))
    lay_rows(shown, several=True)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def rows(table):
    return sorted(index.row() for index in table.selectionModel().selectedRows())


@pytest.mark.parametrize("before", [(), (1, 2, 4)])
@pytest.mark.parametrize("held", KEYS, ids=lambda key: key.name)
def test_what_is_chosen_does_not_go_by_the_keys_that_are_held(qtbot, table, held, before):
    at = [table.model().index(row, 0) for row in range(9)]
    if before:
        choose(table, *(at[row] for row in before))
        assert rows(table) == list(before)
    qtbot.keyPress(table, held, KEYS[held])

    choose(table, at[4])

    assert rows(table) == [4]
    assert table.currentIndex().row() == 4


def test_shift_and_an_arrow_go_on_from_what_was_chosen(qtbot, table):
    choose(table, table.model().index(4, 0))
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert rows(table) == [4, 5]
