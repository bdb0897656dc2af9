from datetime import date

import pytest
from dateparser.date import DateDataParser

from annotator.extract.page.calendar import dates, relative_dates
from annotator.extract.page.month_names import Months, named_day
from annotator.extract.page.reckoning import LANGUAGES, foreign_date, reckoned
from annotator.extract.prose.segmentation import Stretch
from annotator.extract.prose.vocabulary import lexicon

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
        ("(mk) 16. lipnja 2023.", "2023-06-16"),
        ("2021. február 11.", "2021-02-11"),
        ("2022 m. balandžio 26 d.", "2022-04-26"),
        ("5. toukokuuta 2020", "2020-05-05"),
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


def by_library(words, today, monkeypatch):
    """Return what dateparser alone makes of the words."""
    monkeypatch.setattr("annotator.extract.page.reckoning._ago", lambda *_: None)
    monkeypatch.setattr("annotator.extract.page.reckoning.named_day", lambda _: None)
    reckoned.cache_clear()
    found = reckoned(words, today)
    reckoned.cache_clear()
    return found


@pytest.mark.parametrize("number", [*range(1, 13)])
def test_a_month_of_the_list_is_what_the_library_reads(number, monkeypatch):
    every = Months.model_validate(lexicon("months")).months
    names = {name for language in LANGUAGES for name in every[language][number - 1].split()}
    for name in sorted(names):
        words = f"7. {name} 2019"
        assert named_day(words) == f"2019-{number:02}-07"
        assert by_library(words, date(2000, 1, 1), monkeypatch) == named_day(words)


@pytest.mark.parametrize("words", ["7 de mayo de 2019", "9 de abril del 2021", "1 de maio de 2020"])
def test_words_that_join_day_and_month_are_read_as_by_the_library(words, monkeypatch):
    assert named_day(words) is not None
    assert by_library(words, date(2000, 1, 1), monkeypatch) == named_day(words)


@pytest.mark.parametrize(
    "words", ["7 de ekim de 2019", "7 de maio del 2019", "30 febrero 2019", "00 mayo 2019"]
)
def test_what_the_list_does_not_read_is_left_to_the_library(words):
    assert named_day(words) is None


@pytest.mark.parametrize("words", ["a week ago", "ten days ago", "25 weeks ago", "999 days ago"])
def test_days_and_weeks_ago_are_what_the_library_reads(words, monkeypatch):
    today = date(2024, 2, 29)
    known = reckoned(words, today)
    assert known is not None
    assert by_library(words, today, monkeypatch) == known


def test_the_library_is_not_asked_for_what_is_known(monkeypatch):
    monkeypatch.setattr(DateDataParser, "get_date_data", lambda *_: pytest.fail("was asked"))
    reckoned.cache_clear()
    assert reckoned("2 de noviembre de 2022", date(2000, 1, 1)) == "2022-11-02"
    assert reckoned("three weeks ago", date(2022, 1, 31)) == "2022-01-10"
