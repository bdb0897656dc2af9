import gc

import pytest

from annotator.runtime.collector import (
    _set_aside_once,
    collect_due,
    collector_at_rest,
    reading_at_rest,
    set_aside,
)


@pytest.fixture
def thawed():
    yield
    gc.unfreeze()


def test_nothing_is_collected_while_it_rests_and_it_wakes_after_an_error():
    states = []

    def failing():
        with collector_at_rest():
            states.append(gc.isenabled())
            raise ValueError("bad")

    with pytest.raises(ValueError, match="bad"):
        failing()

    assert states == [False]
    assert gc.isenabled()


def test_one_rest_inside_another_ends_with_the_outer_one():
    with collector_at_rest():
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_who_had_switched_it_off_finds_it_so():
    gc.disable()
    try:
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_is_set_aside_is_not_looked_through(thawed):
    kept = [object()]
    set_aside()
    made = [object()]

    looked_through = gc.get_objects()
    assert not any(one is kept for one in looked_through)
    assert any(one is made for one in looked_through)


def test_what_the_first_text_had_loaded_is_set_aside_and_what_later_ones_make_is_not(thawed):
    _set_aside_once.cache_clear()
    with reading_at_rest():
        kept = [object()]
    with reading_at_rest():
        made = [object()]

    looked_through = gc.get_objects()
    assert not any(one is kept for one in looked_through)
    assert any(one is made for one in looked_through)


def test_what_is_due_is_searched_and_what_is_not_is_left(thawed):
    gc.collect()
    gc.disable()
    try:
        gc.collect(0)
        few = gc.get_count()[0]
        collect_due()
        assert gc.get_count()[0] >= few

        kept = [[] for _ in range(gc.get_threshold()[0] + 1)]
        assert gc.get_count()[0] > len(kept) // 2
        collect_due()
        assert gc.get_count()[0] < len(kept) // 2
    finally:
        gc.enable()
