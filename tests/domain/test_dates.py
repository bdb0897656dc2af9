from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.dates import earliest, edtf, edtf_or_interval, latest, readings


@pytest.mark.parametrize(
    "written",
    [
        "2021",
        "2021-06~",
        "2021-06-15?",
        "2021-06-15/2021-06-17",
        "2021-06/..",
        "../2021%",
        "2021/2021-06",
    ],
)
def test_a_date_or_an_interval_is_kept_as_it_is_written(written):
    assert edtf_or_interval(written) == written


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("../..", "neither beginning nor end"),
        ("2021-06-17/2021-06-15", "ends before it begins"),
        ("2021-06-15/soon", "is not a date"),
        ("/2021", "is not a date"),
        ("2021/2022/2023", "is not a date"),
        ("2021-02-30/2021-03", "no such day"),
        ("٢٠٢١", "is not a date"),
    ],
)
def test_what_is_no_interval_is_refused_with_a_sentence(written, wrong):
    with pytest.raises(ValueError, match=wrong):
        edtf_or_interval(written)


def test_one_date_is_no_interval():
    with pytest.raises(ValueError, match="is not a date"):
        edtf("2021/2022")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2021-06-15?", date(2021, 6, 15), date(2021, 6, 15)),
        ("2024-02~", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-06/..", date(2021, 6, 1), None),
        ("../2021-06", None, date(2021, 6, 30)),
        ("2021-06-15/2021-06-17", date(2021, 6, 15), date(2021, 6, 17)),
        ("soon", None, None),
    ],
)
def test_a_written_date_runs_from_its_first_day_to_its_last(written, first, last):
    assert (earliest(written), latest(written)) == (first, last)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15 June 2021", ("2021-06-15",)),
        ("15th of June, 2021", ("2021-06-15",)),
        ("Tuesday, June 15, 2021", ("2021-06-15",)),
        ("jun 2021", ("2021-06",)),
        ("Sept. 3 2021", ("2021-09-03",)),
        ("15.06.2021", ("2021-06-15",)),
        ("15/06/21", ("2021-06-15",)),
        ("06/15/2021", ("2021-06-15",)),
        ("6.7.2021", ("2021-07-06", "2021-06-07")),
        ("2021-6-1", ("2021-06-01",)),
        ("2021/06/15?", ("2021-06-15?",)),
        ("06.2021", ("2021-06",)),
        ("15.06.87", ("1987-06-15",)),
        ("about June 2021", ("2021-06~",)),
        ("c. 2021", ("2021~",)),
        ("15–17 June 2021", ("2021-06-15/2021-06-17",)),
        ("June 15-17, 2021", ("2021-06-15/2021-06-17",)),
        ("31 June 2021", ()),
        ("17-15 June 2021", ()),
        ("Wednesday", ()),
        ("soon", ()),
        ("", ()),
        ("?", ()),
    ],
)
def test_a_date_typed_as_people_do_is_read(typed, meant):
    assert readings(typed) == meant


@given(st.dates(min_value=date(1, 1, 1)), st.sampled_from(("", "?", "~", "%")))
def test_every_day_is_read_back_from_its_written_form(day, doubt):
    written = f"{day.isoformat()}{doubt}"

    assert edtf(written) == written
    assert readings(written) == (written,)
    assert earliest(written) == latest(written) == day


@given(st.text(max_size=30))
def test_whatever_is_typed_each_reading_is_a_date(typed):
    for written in readings(typed):
        assert edtf_or_interval(written) == written
