import numpy as np
import pytest

from annotator.domain import agreement_bootstrap
from annotator.domain.agreement import Level, Why
from annotator.domain.agreement_bootstrap import Figure, drawings, drawn_at_once, interval
from annotator.domain.agreement_coefficients import (
    alpha,
    cohen,
    coincidences,
    contingency,
    fleiss,
)

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
    weights = np.array([[2.0, 0.0], [1.0, 1.0], [0.0, 2.0]] * 400)

    found = interval(figure, weights)

    assert (found.low, found.high) == (-1.0, 1.0)


def test_the_interval_holds_the_coefficient_and_is_narrower_for_more_documents():
    few, many = (Figure([ALIKE, ALIKE, APART] * number, cohen) for number in (4, 40))

    wide, narrow = interval(few, drawn_at_once(12)), interval(many, drawn_at_once(120))

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
        figure = Figure([contingency(row) for row in truth], cohen)
        found = interval(figure, drawn_at_once(40, 200))
        covered += found.low <= 0.6 <= found.high

    assert covered >= 85


@pytest.mark.parametrize("tables", [[ALIKE], [ALIKE, {}], []])
def test_of_one_document_or_none_there_is_no_interval(tables):
    assert interval(Figure(tables, cohen), drawn_at_once(max(1, len(tables)))) is None


def test_without_drawings_there_is_no_interval():
    assert interval(Figure([ALIKE, APART], cohen), drawn_at_once(2, 0)) is None


def test_what_is_mostly_not_defined_has_no_interval():
    same = coincidences([("a", "a")])
    figure = Figure([same, coincidences([("a", "b")]), same, same], alpha())

    assert figure.coefficient().value is not None
    assert interval(figure, drawn_at_once(4)) is None


def test_a_figure_of_documents_that_have_nothing_says_why():
    assert Figure([{}, {}], cohen).coefficient() == (None, Why.NOTHING)


@pytest.mark.parametrize(
    "measure", [cohen, fleiss, alpha(), alpha(Level.ORDINAL), alpha(Level.INTERVAL)]
)
def test_many_drawings_at_once_give_what_each_gives_alone(measure, monkeypatch):
    chance = np.random.RandomState(3)
    table = contingency if measure is cohen else coincidences
    tables = [table(chance.randint(0, 4, (6, 2)).astype(float).tolist()) for _ in range(7)]
    figure, drawn = Figure([*tables, {}], measure), drawn_at_once(8, 50)
    alone = [figure.coefficient(weights).value for weights in drawings(8, 50)]

    assert figure.values(drawn) == pytest.approx(alone)
    monkeypatch.setattr(agreement_bootstrap, "_AT_ONCE", 100)
    assert figure.values(drawn) == pytest.approx(alone)
