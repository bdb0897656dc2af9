import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.scores import Scores, percent


@pytest.mark.parametrize(("score", "shown"), [(0.0, 0), (0.29, 29), (0.849, 84), (1.0, 100)])
def test_a_score_is_shown_in_whole_per_cent_rounded_down(score, shown):
    assert percent(score) == shown


@given(st.integers(0, 100))
def test_a_limit_in_per_cent_is_shown_as_itself(limit):
    assert percent(limit / 100) == limit


def test_what_lies_above_a_limit_is_expected_to_be_right_as_its_scores_say():
    scores = Scores([0.9, 0.5, 0.85, 0.95])

    lot = scores.at_least(0.85)

    assert lot.count == 3
    assert lot.precision == pytest.approx(0.9)
    assert lot.wrong == 0
    assert scores.below(0.85).right == pytest.approx(0.5)


def test_of_nothing_nothing_is_wrong():
    lot = Scores([]).at_least(0.5)

    assert (lot.count, lot.precision, lot.wrong) == (0, 1.0, 0)


@given(st.lists(st.floats(0, 1)), st.floats(0, 1))
def test_a_limit_parts_the_scores_and_loses_none(scores, limit):
    known = Scores(scores)

    above, below = known.at_least(limit), known.below(limit)

    assert above.count == sum(score >= limit for score in scores)
    assert above.count + below.count == known.all.count == len(scores)
    assert above.right + below.right == pytest.approx(sum(scores))
