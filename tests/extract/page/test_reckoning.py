from datetime import date

import pytest

from annotator.extract.page.calendar import dates, relative_dates
from annotator.extract.page.reckoning import foreign_date, reckoned
from annotator.extract.prose.segmentation import Stretch

THURSDAY = "2024-10-10"


def meant(words, published=THURSDAY):
    return [item.value for item in relative_dates(words, 0, len(words), published)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Tuesday", "2024-10-08"),
        ("on Thursday", "2024-10-10"),
        ("late on Friday night", "2024-10-04"),
        ("yesterday", "2024-10-09"),
        ("last night", "2024-10-09"),
        ("the previous day", "2024-10-09"),
        ("this afternoon", "2024-10-10"),
        ("tonight", "2024-10-10"),
        ("three days ago", "2024-10-07"),
        ("two weeks ago", "2024-09-26"),
    ],
)
def test_words_for_a_day_count_from_publication(words, value):
    assert meant(words) == [value]


def test_words_for_a_day_mean_nothing_without_a_day_of_publication():
    assert meant("on Tuesday", "2024-10") == []
    assert meant("on Tuesday", "soon") == []


def test_an_uncertain_day_of_publication_will_do():
    assert meant("on Tuesday", "2024-10-10?") == ["2024-10-08"]


def test_a_date_without_its_year_is_marked_as_inferred():
    [item] = dates("on 3 October", 0, 12, "2024")
    assert item.inferred == "2024-10-03?"
    [item] = dates("on 3 October 2023", 0, 17, "2024")
    assert item.inferred == "2023-10-03"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Cultura — 2 de noviembre de 2022", "2022-11-02"),
        ("Le 14 juillet 2021 à 8 h", "2021-07-14"),
        ("5 Ekim 2023 Perşembe", "2023-10-05"),
        ("3. Dezember 2020, 12 Uhr", "2020-12-03"),
        ("12 мая 2019", "2019-05-12"),
    ],
)
def test_a_month_in_another_language_is_read(line, value):
    found = foreign_date(line, Stretch(0, len(line)))
    assert found is not None
    assert found[0] == value


@pytest.mark.parametrize("line", ["12 bananas 2022", "no date", "99 mayo 2022"])
def test_what_is_no_month_in_any_language_is_no_date(line):
    assert foreign_date(line, Stretch(0, len(line))) is None


def test_months_and_years_ago_are_no_day():
    assert meant("two months ago, or five years ago") == []
    assert reckoned("two months ago", date(2024, 10, 10)) == "2024-08"
    assert reckoned("five years ago", date(2024, 10, 10)) == "2019"


def test_words_that_mean_no_date_give_none():
    assert reckoned("the day of the gull", date(2024, 10, 10)) is None
