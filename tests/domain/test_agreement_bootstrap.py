import numpy as np
import pytest

from annotator.domain.agreement import Why
from annotator.domain.agreement_bootstrap import Figure, drawings, intervals
from annotator.domain.agreement_coefficients import alpha, cohen, coincidences, contingency

ALIKE = contingency([("a", "a"), ("b", "b")])
APART = contingency([("a", "b"), ("b", "a")])


def test_the_same_seed_draws_the_same_documents_and_another_one_others():
    drawn = [tuple(map(tuple, drawings(5, 20, seed))) for seed in (1, 1, 2)]

    assert drawn[0] == drawn[1] != drawn[2]
    assert all(sum(weights) == 5 for weights in drawn[0])


def test_what_a_seed_draws_is_the_same_for_good():
    assert [list(weights) for weights in drawings(4, 2, 1)] == [[2, 1, 0, 1], [0, 2, 0, 2]]


def test_drawing_each_document_once_gives_the_coefficient_of_all():
    figure = Figure([ALIKE, ALIKE, APART], cohen)

    assert figure.coefficient(np.ones(3)) == figure.coefficient()
    assert figure.coefficient().value == pytest.approx(1 / 3)


def test_an_interval_is_where_the_middle_of_what_was_drawn_lies():
    figure = Figure([ALIKE, APART], cohen)
    weights = [np.array([2.0, 0.0]), np.array([1.0, 1.0]), np.array([0.0, 2.0])]

    (interval,) = intervals([figure], iter(weights * 400))

    assert (interval.low, interval.high) == (-1.0, 1.0)


def test_the_interval_holds_the_coefficient_and_is_narrower_for_more_documents():
    few, many = (Figure([ALIKE, ALIKE, APART] * number, cohen) for number in (4, 40))

    (wide,) = intervals([few], drawings(12))
    (narrow,) = intervals([many], drawings(120))

    assert wide.low < narrow.low < 1 / 3 < narrow.high < wide.high


def test_the_interval_covers_the_true_value_about_as_often_as_it_says():
    chance = np.random.RandomState(7)
    covered = 0
    for _ in range(100):
        right = chance.random_sample((40, 5)) < 0.8
        truth = [
            [("ab"[at % 2], "ab"[(at % 2) ^ (not ok)]) for at, ok in enumerate(row)]
            for row in right
        ]
        (interval,) = intervals(
            [Figure([contingency(row) for row in truth], cohen)], drawings(40, 200)
        )
        covered += interval.low <= 0.6 <= interval.high

    assert covered >= 85


@pytest.mark.parametrize("tables", [[ALIKE], [ALIKE, {}], []])
def test_of_one_document_or_none_there_is_no_interval(tables):
    assert intervals([Figure(tables, cohen)], drawings(max(1, len(tables)))) == [None]


def test_without_drawings_there_is_no_interval():
    assert intervals([Figure([ALIKE, APART], cohen)], iter(())) == [None]


def test_what_is_mostly_not_defined_has_no_interval():
    same = coincidences([("a", "a")])
    figure = Figure([same, coincidences([("a", "b")]), same, same], alpha())

    assert figure.coefficient().value is not None
    assert intervals([figure], drawings(4)) == [None]


def test_a_figure_of_documents_that_have_nothing_says_why():
    assert Figure([{}, {}], cohen).coefficient() == (None, Why.NOTHING)
