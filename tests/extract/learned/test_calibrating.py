from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.extract.learned.calibrating import Case, Curve, Logistic, curve, fitted

SHARES = st.floats(0, 1, allow_nan=False)


def drawn(count: int = 2_000) -> list[Case]:
    """Return cases that are right in 90 % with `good`, in 20 % without; `noise` tells nothing."""
    random = np.random.default_rng(3)
    cases = []
    for _ in range(count):
        good, noise = random.random() < 0.5, random.random() < 0.5
        names = (*(["good"] if good else []), *(["noise"] if noise else []))
        cases.append(Case(names, bool(random.random() < (0.9 if good else 0.2))))
    return cases


def test_the_probability_fitted_is_the_share_that_was_right():
    model = fitted(drawn())

    assert model.probability(["good"]) == pytest.approx(0.9, abs=0.03)
    assert model.probability([]) == pytest.approx(0.2, abs=0.03)
    assert abs(model.weights["noise"]) < 0.3


def test_what_is_seen_seldom_is_left_out():
    cases = [*drawn(200), *(Case(("rare",), True) for _ in range(3))]

    assert "rare" not in fitted(cases, least=4).weights


def test_a_feature_that_was_never_met_says_nothing():
    model = fitted(drawn(200))

    assert model.probability(["good", "new"]) == model.probability(["good"])


def test_without_cases_everything_is_even():
    assert fitted([]).probability(["any"]) == 0.5


@pytest.mark.parametrize("right", [True, False])
def test_cases_that_all_came_out_alike_give_a_probability_all_the_same(right):
    model = fitted([Case(("a",), right)] * 20)

    assert 0.0 < model.probability(["a"]) < 1.0
    assert (model.probability(["a"]) > 0.5) is right


def test_enormous_weights_do_not_overflow():
    assert Logistic(bias=1e9).probability([]) == pytest.approx(1.0)
    assert Logistic(bias=-1e9).probability([]) == pytest.approx(0.0, abs=1e-9)


@given(st.lists(st.tuples(SHARES, st.booleans()), max_size=80), st.lists(SHARES, min_size=2))
def test_a_curve_rises_and_stays_a_probability(judged, asked):
    line = curve(judged)

    values = [line.at(given) for given in sorted(asked)]
    assert all(0.0 <= value <= 1.0 for value in values)
    assert all(low <= high + 1e-9 for low, high in pairwise(values))


def test_a_curve_gives_the_share_that_was_right():
    random = np.random.default_rng(5)
    judged = [(given, bool(random.random() < given**2)) for given in random.random(4_000)]

    line = curve(judged)

    for asked in (0.3, 0.5, 0.8):
        assert line.at(asked) == pytest.approx(asked**2, abs=0.06)


def test_without_points_the_probability_stands():
    assert Curve().at(0.4) == 0.4
    assert curve([]).at(0.7) == 0.7
