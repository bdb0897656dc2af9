import pytest
from sqlalchemy.exc import IntegrityError

from annotator.store.rows import Rows
from annotator.store.tables.annotations import BodyRow, FragmentRow

BOTH_DATABASES = True
BODIES = Rows(BodyRow, "id", "kind")
FIRST = 1_000


def bodies(number):
    return [(FIRST + at, "direct") for at in range(number)]


def stored(unit):
    return unit._connection.exec_driver_sql("SELECT count(*) FROM body").scalar_one()


@pytest.mark.parametrize("number", [0, 1, 4, 5, 300])
def test_as_many_rows_are_stored_as_were_given(project, number):
    with project.ann.context.writing("Try") as unit:
        before = stored(unit)
        BODIES.insert(unit._connection, bodies(number))

        assert stored(unit) == before + number


@pytest.mark.parametrize("number", [2, 300])
def test_rows_that_break_a_rule_are_refused_whether_few_or_many(project, number):
    double = [*bodies(number), (FIRST, "mixed")]

    with project.ann.context.writing("Try") as unit, pytest.raises(IntegrityError):
        BODIES.insert(unit._connection, double)


def test_columns_are_named_in_the_order_of_the_table(project):
    rows = Rows(FragmentRow, "position", "body_id", "start", "end", "words")

    with (
        project.ann.context.writing("Try") as unit,
        pytest.raises(ValueError, match="has its columns in another order"),
    ):
        rows.insert(unit._connection, [(0, FIRST, 0, 3, "May")])
