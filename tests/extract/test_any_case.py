import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.extract.page import calendar
from annotator.extract.page.page_lines import FULL_DATE, is_dated
from annotator.extract.prose.any_case import AnyCase, small_letters

WRITTEN = r"\b(?:sunday|kick|in (?:may|june))\b"
LETTERS = st.text(alphabet="sSſuUnNdDaAyYkKKiIıİcCmMjJeE .Σς", max_size=30)


@given(LETTERS)
def test_a_pattern_is_found_where_re_finds_it_in_any_case(text):
    known = [match.span() for match in re.finditer(WRITTEN, text, re.IGNORECASE)]
    assert [match.span() for match in AnyCase(WRITTEN).finditer(text, 0, len(text))] == known


@pytest.mark.parametrize("text", ["Sunday", "ſunday", "SUNDAY İ", "in MAY", "ıN mAY", "monday", ""])
def test_the_whole_and_the_first_are_found_as_re_finds_them(text):
    anywhere = re.search(WRITTEN, text, re.IGNORECASE)
    whole = re.fullmatch(WRITTEN, text, re.IGNORECASE)
    assert bool(AnyCase(WRITTEN).search(text)) == bool(anywhere)
    assert bool(AnyCase(WRITTEN).fullmatch(text)) == bool(whole)


def test_letters_that_would_move_have_no_small_ones():
    assert small_letters("Été à İzmir") is None
    assert small_letters("Été à Izmir") == "été à izmir"


@given(st.text(alphabet="0129 ./-,(tThofmaysepbrMAY", max_size=40))
def test_no_date_is_passed_over_for_want_of_a_month_beside_its_figures(text):
    every = [match.span() for match in calendar._DATE.finditer(text, 0, len(text))]
    assert not every or calendar._may_date(text, 0, len(text))


@pytest.mark.parametrize(
    "text", ["5th of september 2016", "5th of-sep", "september., 2016", "SEPTEMBER. 5", "1.2.16"]
)
def test_the_longest_dates_are_seen_to_be_dates(text):
    assert calendar._may_date(text, 0, len(text))


@pytest.mark.parametrize("text", ["1,200 people in 300 boats", "no figures", "May and June"])
def test_figures_alone_and_months_alone_are_no_date(text):
    assert not calendar._may_date(text, 0, len(text))


@given(st.text(alphabet="0129 ./-,jJunNe", max_size=30))
def test_a_line_is_dated_where_the_pattern_is_in_it(text):
    assert is_dated(text) == (FULL_DATE.search(text) is not None)
