import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement import Why, added, judged
from annotator.domain.agreement_unitizing import (
    Unit,
    marked_share,
    marking_alpha,
    meetings,
    unitizing_alpha,
    units_of,
)
from annotator.domain.span import Span

LENGTH = 60


def reading(values=("content",)):
    cuts = st.lists(st.integers(0, LENGTH), max_size=8, unique=True).map(sorted)
    return st.tuples(cuts, st.lists(st.sampled_from(values), min_size=8, max_size=8)).map(
        lambda drawn: [
            Unit(start, end, value)
            for (start, end), value in zip(
                zip(drawn[0][::2], drawn[0][1::2], strict=False), drawn[1], strict=False
            )
        ]
    )


READERS = st.lists(reading(), min_size=2, max_size=3)
CODERS = st.lists(reading(("a", "b")), min_size=2, max_size=3)


def by_letter(readers, length):
    """Both disagreements counted letter by letter and pair by pair: slow, and plain to see."""
    at = [
        {place: unit for unit in units for place in range(unit.start, unit.end)}
        for units in readers
    ]
    letters = [
        (reader, marks.get(place)) for reader, marks in enumerate(at) for place in range(length)
    ]
    value = [None if unit is None else unit.value for _, unit in letters]
    seen = sum(
        (a := one.get(place)) is not (b := other.get(place)) and (a and a.value) != (b and b.value)
        for one in at
        for other in at
        if one is not other
        for place in range(length)
    ) / (len(readers) - 1)
    pairs = apart = 0
    for i, (reader, unit) in enumerate(letters):
        for j, (another, second) in enumerate(letters):
            itself = i == j if unit is None else reader == another and unit is second
            if not itself:
                pairs += 1
                apart += value[i] != value[j]
    return seen, len(letters) * apart / pairs if pairs else 0.0


@given(CODERS)
def test_alpha_is_what_counting_letter_by_letter_gives(readers):
    short = [[unit for unit in units if unit.end <= 20] for units in readers]
    found = judged(meetings(short, 20), unitizing_alpha)
    seen, chance = by_letter(short, 20)

    if found.value is None:
        assert chance == pytest.approx(0.0)
    else:
        assert found.value == pytest.approx(1 - seen / chance)


@given(READERS)
def test_with_one_value_marking_is_all_there_is_to_agree_on(readers):
    table = meetings(readers, LENGTH)
    whole, marking = judged(table, unitizing_alpha), judged(table, marking_alpha)

    assert whole.why == marking.why
    assert whole.value == (None if whole.why else pytest.approx(marking.value))


@given(READERS, st.integers(0, 10_000_000))
def test_no_length_of_unmarked_text_lifts_alpha_above_the_share_both_mark(readers, more):
    table = meetings(readers, LENGTH + more)
    found, share = judged(table, unitizing_alpha), judged(table, marked_share)

    if found.value is not None:
        assert found.value <= share.value + 1e-9


@given(READERS, st.integers(0, 1000))
def test_unmarked_text_does_not_change_the_share_both_mark(readers, more):
    before = judged(meetings(readers, LENGTH), marked_share)
    after = judged(meetings(readers, LENGTH + more), marked_share)

    assert after.why == before.why
    assert after.value == (None if before.why else pytest.approx(before.value))


@given(CODERS)
def test_the_order_of_readers_changes_nothing(readers):
    there = judged(meetings(readers, LENGTH), unitizing_alpha)
    back = judged(meetings(readers[::-1], LENGTH), unitizing_alpha)

    assert there.why == back.why
    assert there.value == (None if there.why else pytest.approx(back.value))


def test_readers_who_mark_the_same_agree_wholly():
    units = [Unit(2, 9), Unit(12, 20)]

    assert judged(meetings([units, units], LENGTH), unitizing_alpha).value == 1.0


def test_two_texts_count_as_one_that_is_as_long_as_both():
    one, two = [Unit(0, 10)], [Unit(5, 12)]
    apart = [meetings([one, two], 30), meetings([two, one], 40)]
    moved = ([*one, Unit(35, 42)], [*two, Unit(30, 40)])

    together = judged(meetings(moved, 70), unitizing_alpha)

    assert judged(added(apart), unitizing_alpha).value == pytest.approx(together.value)


@pytest.mark.parametrize("measure", [unitizing_alpha, marking_alpha])
def test_a_text_that_nobody_marked_tells_nothing(measure):
    assert judged(meetings([[], []], LENGTH), measure) == (None, Why.NO_VARIATION)
    assert judged({}, measure) == (None, Why.NOTHING)


def test_the_share_of_what_nobody_marked_is_not_defined():
    assert judged(meetings([[], []], LENGTH), marked_share) == (None, Why.NOTHING)
    assert judged({}, marked_share) == (None, Why.NOTHING)


def test_a_text_that_both_marked_whole_has_no_variation():
    whole = [Unit(0, LENGTH)]

    assert judged(meetings([whole, whole], LENGTH), unitizing_alpha).why is Why.NO_VARIATION


@pytest.mark.parametrize(
    ("readers", "why"),
    [
        ([[]], "two readers"),
        ([[Unit(0, 9), Unit(8, 12)], []], "overlap"),
        ([[Unit(0, LENGTH + 1)], []], "longer|long"),
    ],
)
def test_what_is_no_reading_of_the_text_is_refused(readers, why):
    with pytest.raises(ValueError, match=why):
        meetings(readers, LENGTH)


def test_stacked_and_nested_contents_are_marked_once_and_neighbours_stay_apart():
    outer, inner, next_one = Span(start=0, end=10), Span(start=3, end=5), Span(start=10, end=15)

    assert units_of([(inner,), (outer,), (outer,), (next_one,)]) == [Unit(0, 10), Unit(10, 15)]
