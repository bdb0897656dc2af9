import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from annotator.domain.span import Span, in_order

texts = st.text(min_size=1, max_size=60)


@st.composite
def spans(draw, limit=60):
    start = draw(st.integers(0, limit - 1))
    return Span(start=start, end=draw(st.integers(start + 1, limit)))


@given(texts, st.data())
def test_a_span_covers_as_many_code_points_as_it_is_long(text, data):
    span = data.draw(spans(len(text)))

    assert len(span.of(text)) == len(span)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_a_span_is_never_empty_nor_negative(start, end):
    with pytest.raises(ValidationError):
        Span(start=start, end=end)


@given(st.lists(spans()))
def test_spans_in_order_cover_the_same_and_never_touch(given_spans):
    ordered = in_order(given_spans)

    covered = {at for span in given_spans for at in range(span.start, span.end)}
    assert {at for span in ordered for at in range(span.start, span.end)} == covered
    assert all(left.end < right.start for left, right in itertools.pairwise(ordered))


@given(spans(), spans())
def test_overlap_is_mutual_and_follows_from_covering(one, other):
    assert one.overlaps(other) == other.overlaps(one)
    assert not one.covers(other) or one.overlaps(other)
