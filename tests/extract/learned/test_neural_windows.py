from hypothesis import given
from hypothesis import strategies as st

from annotator.extract.learned.neural_windows import LONGEST, Segment, windows

LONG = 60
SIZES = st.lists(st.lists(st.integers(1, LONG // 3), max_size=120), max_size=8)


def pieces(window: tuple[Segment, ...], sizes: list[list[int]]) -> int:
    return sum(sum(sizes[item.line][item.first : item.end]) + 1 for item in window)


@given(SIZES)
def test_every_word_counts_in_exactly_one_window(sizes: list[list[int]]):
    counted = [
        (segment.line, word)
        for window in windows(sizes, LONG)
        for segment in window
        for word in range(segment.kept, segment.kept_end)
    ]

    assert counted == [
        (line, word) for line, words in enumerate(sizes) for word in range(len(words))
    ]


@given(SIZES)
def test_no_window_is_longer_than_allowed_or_empty(sizes: list[list[int]]):
    assert all(0 < pieces(window, sizes) <= LONG for window in windows(sizes, LONG))


@given(SIZES)
def test_what_counts_lies_in_what_is_read(sizes: list[list[int]]):
    for window in windows(sizes, LONG):
        for segment in window:
            assert 0 <= segment.first <= segment.kept < segment.kept_end <= segment.end
            assert segment.end <= len(sizes[segment.line])


def test_short_lines_share_a_window():
    assert windows([[1] * 20, [1] * 20, [1] * 20], LONG) == [
        (Segment(0, 0, 20, 0, 20), Segment(1, 0, 20, 0, 20)),
        (Segment(2, 0, 20, 0, 20),),
    ]


def test_a_long_line_is_cut_with_context_on_both_sides():
    first, second, *_ = [segment for (segment,) in windows([[1] * 150], LONG)]

    assert (first.first, first.end, first.kept) == (0, LONG - 1, 0)
    assert first.kept_end < first.end
    assert second.first < second.kept == first.kept_end


def test_an_article_without_words_has_no_windows():
    assert windows([]) == []
    assert windows([[], []]) == []


def test_a_line_that_just_fits_stays_whole():
    assert windows([[1] * (LONGEST - 1)]) == [(Segment(0, 0, LONGEST - 1, 0, LONGEST - 1),)]
