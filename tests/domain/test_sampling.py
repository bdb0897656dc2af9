import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from annotator.domain.sampling import (
    SamplePlan,
    Stratum,
    allocated,
    drawn,
    error_rate,
    wilson,
)

SIZES = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 400), min_size=1)
SHARES = st.floats(0.001, 1)


@pytest.mark.parametrize(
    ("wrong", "size", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_the_interval_is_that_of_newcombes_table(wrong, size, low, high):
    assert wilson(wrong / size, size) == pytest.approx((low, high), abs=5e-5)


def test_a_rate_is_weighted_by_how_many_claims_each_annotator_has():
    found = error_rate([Stratum(900, 20, 2), Stratum(100, 80, 40)])

    assert found.rate == pytest.approx(0.9 * 0.1 + 0.1 * 0.5)


def test_the_effective_size_is_that_worked_by_hand():
    found = error_rate([Stratum(900, 20, 2), Stratum(100, 80, 40)])

    # 0.81 x 0.09/19 + 0.01 x 0.25/79 = 0.0038684877; 0.14 x 0.86 / that
    assert found.effective == pytest.approx(31.1232, abs=1e-3)
    # (0.14 + z2/2n -+ z sqrt(0.1204/n + z2/4n2)) / (1 + z2/n), n = 31.1232, z2 = 3.841459
    assert (found.low, found.high) == pytest.approx((0.0579, 0.3012), abs=5e-5)


def test_one_annotator_alone_gives_the_plain_interval():
    found = error_rate([Stratum(1000, 148, 15)])

    assert found.effective == pytest.approx(147)
    assert (found.low, found.high) == pytest.approx(wilson(15 / 148, 147))


def test_no_error_among_twenty_is_no_proof_of_none():
    found = error_rate([Stratum(1000, 20, 0)])

    assert (found.rate, found.low) == (0, 0)
    assert found.high == pytest.approx(0.1611, abs=5e-5)


def test_where_everything_was_checked_the_rate_is_known():
    assert error_rate([Stratum(4, 4, 1), Stratum(6, 6, 0)])[:3] == pytest.approx((0.1, 0.1, 0.1))


def test_an_annotator_of_whom_nothing_was_checked_yet_is_not_guessed_at():
    alone = error_rate([Stratum(100, 10, 1)])

    assert error_rate([Stratum(100, 10, 1), Stratum(900, 0, 0)]) == alone


def test_before_anything_was_checked_there_is_no_rate():
    assert error_rate([Stratum(10, 0, 0)]) is None
    assert error_rate([]) is None


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50)), min_size=1))
def test_the_interval_holds_the_rate_and_stays_within_none_and_all(rows):
    strata = [Stratum(a, min(a, b), min(a, b, c)) for a, b, c in rows]

    found = error_rate(strata)

    assert found is None or -1e-9 <= found.low <= found.rate + 1e-9 <= found.high + 2e-9 <= 1 + 3e-9


def test_ten_per_cent_is_shared_out_in_proportion():
    assert allocated({"Ann": 600, "Bob": 300, "Cy": 104}, 0.1) == {"Ann": 60, "Bob": 30, "Cy": 11}


def test_everybody_is_checked_once_at_least():
    assert allocated({"Ann": 600, "Bob": 3, "Cy": 0}, 0.1) == {"Ann": 60, "Bob": 1}


@settings(deadline=None)
@given(SIZES, SHARES)
def test_nobody_is_asked_for_more_than_there_is(sizes, share):
    numbers = allocated(sizes, share)

    assert all(1 <= numbers[group] <= sizes[group] for group in sizes)
    assert sum(numbers.values()) >= share * sum(sizes.values()) - 1e-6


@settings(deadline=None)
@given(SIZES, SHARES, st.integers(0, 10))
def test_the_same_seed_draws_the_same_and_only_of_what_there_is(sizes, share, seed):
    strata = {group: range(size) for group, size in sizes.items()}
    backwards = {group: list(range(size))[::-1] for group, size in sizes.items()}

    found = drawn(strata, share, seed)

    assert found == drawn(backwards, share, seed)
    assert {group: len(ids) for group, ids in found.items()} == allocated(sizes, share)
    assert all(found[group] <= set(strata[group]) for group in strata)


def test_a_seed_draws_what_it_drew_before():
    assert drawn({"Ann": range(1, 21)}, 0.2, 7) == {"Ann": {5, 10, 13, 17}}
    assert drawn({"Ann": range(1, 21)}, 0.2, 8) != {"Ann": {5, 10, 13, 17}}


def test_each_claim_is_as_likely_as_another():
    often = dict.fromkeys(range(10), 0)
    for seed in range(2000):
        for own in drawn({"Ann": range(10)}, 0.3, seed)["Ann"]:
            often[own] += 1

    assert all(520 < times < 680 for times in often.values())  # 600, by four deviations


@pytest.mark.parametrize("wrong", [{"share": 0}, {"share": 1.1}, {"seed": -1}, {"at": -1}])
def test_a_plan_of_nothing_is_refused(wrong):
    with pytest.raises(ValidationError):
        SamplePlan(**{"share": 0.1, "seed": 1, "at": 1} | wrong)


def test_a_plan_says_all_that_is_needed_to_draw_it_again():
    assert SamplePlan(share=0.1, seed=4711, at=352).name == "10 % of change 352, seed 4711"
