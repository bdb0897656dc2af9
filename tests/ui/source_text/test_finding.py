from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.span import Span
from annotator.ui.source_text import finding
from annotator.ui.source_text.finding import Finder, Hits

TEXT = "😀 İlham met Zəngəzur’s envoy. Zangezur, ZANGAZUR\nand Türkiye’s  turkiye; 50% (fifty)."


def found(words, text=TEXT, **how):
    return [span.of(text) for span in Finder(text).find(words, **how).spans]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("zangezur", ["Zəngəzur", "Zangezur", "ZANGAZUR"]),
        ("Zəngəzur", ["Zəngəzur", "Zangezur", "ZANGAZUR"]),
        ("turkiye", ["Türkiye", "turkiye"]),
        ("ilham", ["İlham"]),
        ("zangazur and", ["ZANGAZUR\nand"]),
        ("türkiye’s turk", ["Türkiye’s  turk"]),
        ("50% (", ["50% ("]),
        ("😀", ["😀"]),
        ("nowhere", []),
        ("   ", []),
    ],
)
def test_words_are_found_however_they_are_marked_and_spelled(words, places):
    assert found(words) == places


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Zangezur", ["Zangezur"]),
        ("turkiye", ["turkiye"]),
        ("😀", ["😀"]),
        ("(fifty).", ["(fifty)."]),
    ],
)
def test_exactly_means_letter_by_letter(words, places):
    assert found(words, exact=True) == places


@given(st.text(max_size=60), st.data())
def test_any_words_of_a_text_are_found_exactly_where_they_stand(text, data):
    start = data.draw(st.integers(0, len(text)))
    words = text[start : start + data.draw(st.integers(1, 9))]
    spans = Finder(text).find(words, exact=True).spans

    assert bool(spans) is bool(words.strip())
    assert all(span.of(text).split() == words.split() for span in spans)


@given(st.text(max_size=80), st.text(max_size=6), st.booleans())
def test_places_lie_in_the_text_in_order_and_apart(text, words, exact):
    spans = Finder(text).find(words, exact=exact).spans

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_from_the_caret_on_and_round_again():
    hits = Finder("rain, rain, rain").find("rain")

    assert hits.near(3).looked_at == Span(start=6, end=10)
    assert hits.near(13).looked_at == Span(start=0, end=4)
    assert hits.near(13).moved(-1).looked_at == Span(start=12, end=16)
    assert Hits().near(3).moved(1).looked_at is None


def test_the_places_in_a_stretch_of_text_are_told():
    hits = Finder("rain, rain, rain").find("rain")

    assert list(hits.over(3, 7)) == [Span(start=0, end=4), Span(start=6, end=10)]
    assert list(hits.over(4, 6)) == []
    assert list(Hits().over(0, 9)) == []


def test_with_very_many_places_the_first_are_shown_and_more_are_told(monkeypatch):
    monkeypatch.setattr(finding, "MOST_HITS", 3)

    hits = Finder("a a a a a").find("a")

    assert len(hits.spans) == 3
    assert hits.more
