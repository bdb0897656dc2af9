import pytest

from annotator.store.wording import worded


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("SELECT ? , :name", "SELECT %s , %(name)s"),
        ("WHERE a LIKE '%?:x%' AND b = ?", "WHERE a LIKE '%%?:x%%' AND b = %s"),
        ("SELECT 'it''s ?' || :low", "SELECT 'it''s ?' || %(low)s"),
        ('SELECT "odd?name" FROM t', 'SELECT "odd?name" FROM t'),
        ("SELECT id % 2, a::int", "SELECT id %% 2, a::int"),
        (
            "id IN (SELECT value FROM json_each(:ids))",
            "id IN (SELECT value::int FROM json_array_elements_text(%(ids)s::json) AS t (value))",
        ),
    ],
)
def test_places_of_values_are_those_of_the_other_driver(written, read):
    assert worded(written) == read
