import threading
from array import array
from typing import NamedTuple

import pytest

from annotator.services.searching import PAGE
from annotator.ui.explore.found import Found
from annotator.ui.paging.model import PagedColumn

MANY = 10_000


class Row(NamedTuple):
    key: int


@pytest.fixture
def found(qtbot, desk, shell):
    column = PagedColumn("Test", "Number", lambda row: str(row.key))
    shown = Found(
        (column,), lambda row: row.key, lambda keys: [Row(key) for key in keys], "Rows",
        desk=desk, jobs=shell.jobs,
    )  # fmt: skip
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_the_first_page_is_in_sight_while_the_rest_is_fetched(qtbot, found):
    go_on = threading.Event()

    def keys(first, _progress):
        if first is None:
            go_on.wait(10)
        return array("q", range(first or MANY))

    found.ask(keys, "Nothing.")

    qtbot.waitUntil(found.table.isVisible)
    qtbot.waitUntil(lambda: found.model.line(0) == Row(0))
    assert found.model.rowCount() == PAGE
    go_on.set()
    qtbot.waitUntil(lambda: found.model.rowCount() == MANY)


def test_where_nothing_is_found_that_is_said(qtbot, found):
    found.ask(lambda _first, _progress: array("q"), "Nothing is like this.")

    qtbot.waitUntil(lambda: "Nothing is like this." in found.empty.accessibleName()
                    or found.empty.isVisible())  # fmt: skip
    assert not found.table.isVisible()
