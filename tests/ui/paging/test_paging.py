from array import array
from threading import Event
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.domain.errors import UsageError
from annotator.services.searching import PAGE
from annotator.ui.jobs import JobRunner
from annotator.ui.paging.model import PagedColumn, PagedModel
from annotator.ui.paging.pager import Pager
from annotator.ui.paging.table import PagedTable

MILLION = 1_000_000


class Row(NamedTuple):
    key: int
    name: str


COLUMNS = (
    PagedColumn("Test", "Number", lambda row: str(row.key), order="number", right=True),
    PagedColumn("Test", "Name", lambda row: row.name, tip=lambda row: f"The {row.name}"),
)


@pytest.fixture
def model(qapp):
    return PagedModel(COLUMNS, lambda row: row.key)


@pytest.fixture
def jobs(qapp):
    runner = JobRunner()
    yield runner
    runner.shut_down()


@pytest.fixture
def asked():
    return []


@pytest.fixture
def pager(model, jobs, asked):
    def lines(keys):
        asked.append(list(keys))
        return [Row(key, f"row {key}") for key in keys if key != 7]

    return Pager(model, lines, jobs, asked.append)


@pytest.fixture
def table(qtbot, model, pager):
    shown = PagedTable(model, "Rows")
    qtbot.addWidget(shown)
    shown.resize(400, 300)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def keys(count):
    return lambda first, _progress: array("q", range(count if first is None else min(first, count)))


def test_the_model_keeps_what_qt_asks_of_models(model, pager, qtbot):
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    pager.ask(keys(300))

    qtbot.waitUntil(lambda: model.rowCount() == 300)
    qtbot.waitUntil(lambda: model.line(299) is not None)
    assert model.index(299, 1).data() == "row 299"
    assert model.index(299, 1).data(Qt.ItemDataRole.ToolTipRole) == "The row 299"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Number"


def wait_for_twenty(qtbot, table):
    """Wait until so many rows are read, and laid out with the bar that scrolls them."""
    model, bar = table.model(), table.verticalScrollBar()
    qtbot.waitUntil(lambda: model.rowCount() == 20 and model.line(8) is not None)
    qtbot.waitUntil(bar.isVisible)


def test_of_a_million_rows_only_the_pages_in_sight_are_read(qtbot, table, model, pager, asked):
    pager.ask(keys(MILLION))
    qtbot.waitUntil(lambda: model.rowCount() == MILLION)
    table.setCurrentIndex(model.index(MILLION - 1, 0))
    qtbot.waitUntil(lambda: model.line(MILLION - 1) is not None)

    assert 1 <= len(asked) <= 6
    assert all(len(page) <= PAGE for page in asked)
    assert model.row_of(MILLION - 5) == MILLION - 5
    assert model.row_of(-1) is None


def test_a_line_read_before_does_not_take_the_place_of_one_read_since(qtbot, model, jobs):
    version, was_read, may_go_on = "old", Event(), Event()

    def lines(asked):
        read = [Row(key, version) for key in asked]
        if asked and version == "old":
            was_read.set()
            may_go_on.wait()
        return read

    pager = Pager(model, lines, jobs, pytest.fail)
    model.show_keys(range(3))
    assert model.line(0) is None
    was_read.wait()
    version = "new"
    pager.ask(lambda _first, _progress: range(3))
    qtbot.waitUntil(lambda: model.line(0) is not None)
    may_go_on.set()
    qtbot.waitUntil(lambda: jobs.at_rest)

    assert {model.line(row).name for row in range(3)} == {"new"}


@pytest.mark.parametrize("held", ["ShiftModifier", "ControlModifier"])
def test_a_row_that_is_kept_is_the_only_one_chosen_whatever_key_is_held(qtbot, table, model, held):
    model.show_keys(range(9))
    table.selectRow(2)
    qtbot.keyPress(table, Qt.Key.Key_A, Qt.KeyboardModifier[held])

    for kept in (5, 5):
        table.keep_row(kept)
        assert table.chosen_keys() == [5]


class Unsearched(array):
    """Keys that are not to be looked through from the first to the last."""

    def index(self, *_given):
        raise AssertionError("looked through")


def test_a_row_in_sight_is_found_without_a_search_through_all(model):
    model.show_keys(Unsearched("q", range(MILLION)))
    model.line(MILLION - 5)

    assert model.row_of(MILLION - 9) == MILLION - 9


def test_where_keys_go_up_a_row_is_found_without_a_search_through_all(model):
    model.show_keys(Unsearched("q", range(0, 2 * MILLION, 2)))

    assert model.row_of(MILLION) == MILLION // 2
    assert model.row_of(None) is None


@pytest.mark.parametrize(("key", "row"), [(3, 1), (9, 0), (5, 2), (4, None), (99, None)])
def test_where_keys_stand_in_any_order_a_row_is_found_too(model, key, row):
    model.show_keys(array("q", [9, 3, 5]))

    assert model.row_of(key) == row


def test_what_is_gone_meanwhile_is_shown_as_not_there(qtbot, table, model, pager):
    pager.ask(keys(20))
    wait_for_twenty(qtbot, table)

    assert model.line(7) is None
    assert model.index(7, 0).data() == "…"
    assert model.index(7, 1).data() is None


def test_the_same_keys_move_no_row_and_are_read_again(qtbot, table, model, pager, asked):
    pager.ask(keys(20))
    wait_for_twenty(qtbot, table)
    table.setCurrentIndex(model.index(5, 0))
    told = []

    pager.ask(keys(20), told.append)

    qtbot.waitUntil(lambda: told == [False])
    assert len(asked) == 2
    assert table.currentIndex().row() == 5
    assert model.line(8) is not None


def test_a_first_page_comes_with_its_lines(qtbot, table, model, pager, asked):
    shown = []
    model.modelReset.connect(lambda: shown.append([model.line(0), model.line(8)]))

    pager.ask(keys(PAGE - 1))

    qtbot.waitUntil(lambda: len(shown) == 1)
    assert shown == [[Row(0, "row 0"), Row(8, "row 8")]]
    assert asked == [list(range(PAGE - 1))]


def test_of_two_questions_only_the_newer_is_answered(qtbot, model, pager):
    told = []

    pager.ask(keys(50), lambda _moved: told.append("older"))
    pager.ask(keys(9), lambda _moved: told.append("newer"))

    qtbot.waitUntil(lambda: told == ["newer"])
    assert model.rowCount() == 9


def test_a_failing_question_is_reported(qtbot, model, pager, asked):
    error = UsageError("The words cannot be read.")

    def fail(_first, _progress):
        raise error

    pager.ask(fail)

    qtbot.waitUntil(lambda: asked == [error])
    assert model.rowCount() == 0


def test_headings_ask_for_an_order_where_there_is_one(qtbot, table):
    wanted = []
    table.sorted.connect(lambda order, descending: wanted.append((order, descending)))
    header = table.horizontalHeader()

    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    header.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    table.show_order("number", descending=False)

    assert wanted == [("number", False)]
    assert header.sortIndicatorSection() == 0


def test_return_follows_the_row_and_copying_tells_the_chosen_ones(qtbot, table, model, pager):
    pager.ask(keys(20))
    wait_for_twenty(qtbot, table)
    table.setCurrentIndex(model.index(2, 0))
    followed = []
    table.followed.connect(followed.append)

    qtbot.keyClick(table, Qt.Key.Key_Return)
    with qtbot.waitSignal(table.copied):
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert followed == [2]
    assert table.text_of_rows() == "Number\tName\n2\trow 2"
    assert table.chosen_keys() == [2]


def colours(widget, left, top, right, bottom):
    """Return the colours in a part of a widget's picture, told by their red, green and blue."""
    image = widget.grab().toImage()
    return {image.pixel(x, y) for x in range(left, right) for y in range(top, bottom)}


def test_a_row_is_painted_once_it_is_known(qtbot, table, model, pager):
    pager.ask(keys(20))
    wait_for_twenty(qtbot, table)
    high, name = table.rowHeight(7), table.columnViewportPosition(1)
    gone, known = ((row * high + 1, (row + 1) * high - 1) for row in (7, 9))
    wide = table.columnWidth(1)

    assert len(colours(table.viewport(), name, gone[0], name + wide, gone[1])) == 1
    assert len(colours(table.viewport(), name, known[0], name + wide, known[1])) > 1


def test_a_chosen_row_is_seen_from_one_end_to_the_other(qtbot, table, model, pager):
    pager.ask(keys(20))
    wait_for_twenty(qtbot, table)
    top, high = table.rowViewportPosition(2), table.rowHeight(2)
    last = table.viewport().width() - 1
    ends = [(0, 2), (last, last + 1)]
    plain = [colours(table.viewport(), left, top, right, top + 2) for left, right in ends]

    table.selectRow(2)

    chosen = [colours(table.viewport(), left, top, right, top + 2) for left, right in ends]
    assert high > 2
    assert chosen[0] == chosen[1] != plain[0] == plain[1]


def test_words_for_which_there_is_no_room_stay_in_their_column(qtbot, table, model, pager):
    pager.ask(keys(20))
    wait_for_twenty(qtbot, table)
    table.setColumnWidth(0, 200)
    table.setColumnWidth(1, 24)
    top, high = table.rowViewportPosition(4), table.rowHeight(4)
    right = table.columnViewportPosition(1) + 24

    assert len(colours(table.viewport(), right + 1, top, right + 40, top + high)) == 1
