"""Our coefficients against other people's code, and where they are not defined."""

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats import inter_rater

from annotator.domain.agreement import Level, Why, added, judged
from annotator.domain.agreement_coefficients import (
    alpha,
    cohen,
    coincidences,
    complete,
    contingency,
    fleiss,
)

VALUES = st.integers(0, 3).map(float)
PAIRS = st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=30)
UNITS = st.lists(
    st.lists(st.one_of(st.none(), VALUES), min_size=4, max_size=4), min_size=1, max_size=25
)
ALPHAS = {"nominal": Level.NOMINAL, "ordinal": Level.ORDINAL, "interval": Level.INTERVAL}


@given(PAIRS)
def test_cohens_kappa_is_that_of_statsmodels(pairs):
    found = judged(contingency(pairs), cohen)
    assume(found.value is not None)
    square = np.zeros((4, 4))
    for one, other in pairs:
        square[int(one), int(other)] += 1

    theirs = inter_rater.cohens_kappa(square, return_results=False)

    assert found.value == pytest.approx(theirs, abs=1e-9)


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=25))
def test_fleiss_kappa_is_that_of_statsmodels(units):
    found = judged(coincidences(units), fleiss)
    assume(found.value is not None)
    counts = np.array([[unit.count(value) for value in range(4)] for unit in units])

    assert found.value == pytest.approx(inter_rater.fleiss_kappa(counts), abs=1e-9)


@pytest.mark.parametrize("level", ALPHAS)
@given(units=UNITS)
def test_alpha_is_that_of_the_package_krippendorff(level, units):
    found = judged(coincidences(units), alpha(ALPHAS[level]))
    assume(found.value is not None)
    data = np.array([[np.nan if v is None else v for v in unit] for unit in units]).T

    theirs = krippendorff.alpha(reliability_data=data, level_of_measurement=level)

    assert found.value == pytest.approx(theirs, abs=1e-9)


@given(PAIRS)
def test_kappa_is_the_same_with_the_readers_swapped(pairs):
    swapped = [(other, one) for one, other in pairs]

    ours, theirs = judged(contingency(pairs), cohen), judged(contingency(swapped), cohen)

    assert ours.why == theirs.why
    assert ours.value == (None if theirs.value is None else pytest.approx(theirs.value))


@given(UNITS, UNITS)
def test_tables_of_documents_add_up_to_that_of_all(some, others):
    together = judged(coincidences([*some, *others]), alpha())
    summed = judged(added([coincidences(some), coincidences(others)]), alpha())

    assert summed.why == together.why
    assert summed.value == (None if summed.why else pytest.approx(together.value))


@pytest.mark.parametrize("measure", [cohen, fleiss, alpha(), alpha(Level.ORDINAL)])
def test_of_nothing_there_is_no_agreement(measure):
    assert judged({}, measure) == (None, Why.NOTHING)


@pytest.mark.parametrize("measure", [cohen, fleiss, alpha(), alpha(Level.INTERVAL)])
def test_without_variation_there_is_no_agreement_however_alike_all_are(measure):
    assert judged(coincidences([(1.0, 1.0)] * 9), measure) == (None, Why.NO_VARIATION)


def test_a_unit_that_one_reader_alone_coded_counts_for_nothing():
    units = [("yes", "yes"), ("no", "no"), ("yes", "no")]
    more = [*units, ("yes", None), (None, None)]

    assert contingency(more) == contingency(units)
    assert coincidences(more) == coincidences(units)
    assert complete(more) == units


def test_two_who_never_agree_are_below_chance():
    assert judged(contingency([("a", "b"), ("b", "a")]), cohen).value == -1.0
