from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import AnnotatorError
from annotator.services.batching import Pace, batches, worked


@pytest.mark.parametrize(
    ("seconds_an_item", "size"), [(1.0, 1), (0.1, 2), (0.01, 20), (0.000_1, 32)]
)
def test_a_batch_grows_to_a_fifth_of_a_second(seconds_an_item, size):
    pace = Pace()

    for _ in range(10):
        pace.learn(pace.size, pace.size * seconds_an_item)

    assert pace.size == size


def test_a_batch_shrinks_at_once_when_items_take_long():
    pace = Pace()
    pace.size = 32

    pace.learn(32, 64.0)

    assert pace.size == 1


def test_what_took_no_time_that_can_be_told_teaches_nothing():
    pace = Pace()
    pace.size = 4

    pace.learn(4, 0.0)

    assert pace.size == 4


def test_items_are_taken_when_their_batch_is():
    taken = count()
    pace = Pace()
    found = batches((next(taken) for _ in range(100)), pace)

    assert next(found) == [0]
    pace.size = 3
    assert next(found) == [1, 2, 3]
    assert next(taken) == 4


@given(st.lists(st.integers()), st.lists(st.integers(min_value=1, max_value=5), max_size=50))
def test_batches_hold_every_item_once_in_order(items, sizes):
    pace = Pace()
    found = []
    for batch, size in zip(batches(items, pace), islice([*sizes, *[7] * 200], 250), strict=False):
        found += batch
        pace.size = size

    assert found == items


def test_expected_failures_stand_in_their_place_and_time_is_taken():
    def odd(number):
        if number % 2 == 0:
            raise AnnotatorError(f"{number} is even.")
        return number

    done = worked(odd, [1, 2, 3])

    assert [str(result) for result in done.results] == ["1", "2 is even.", "3"]
    assert done.seconds >= 0
