from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.span import Span
from annotator.ui.source_text.board import LANES, MarkBoard
from annotator.ui.source_text.index import CELL, CellIndex
from annotator.ui.source_text.marks import ClaimMarks, Link


@st.composite
def spans(draw, longest: int = 3000):
    start = draw(st.integers(0, longest))
    return Span(start=start, end=start + draw(st.integers(1, longest)))


@st.composite
def claims(draw):
    return ClaimMarks(
        draw(st.integers(0, 30)), tuple(draw(st.lists(spans(), min_size=1, max_size=3)))
    )


def _assert_lanes_are_apart(board: MarkBoard) -> None:
    for one, other in combinations(board.claims(0, 10_000), 2):
        overlap = one.start < other.end and other.start < one.end
        assert not (overlap and one.lane == other.lane and one.lane < LANES)


@given(st.lists(spans()), spans())
def test_the_index_finds_all_that_overlaps(filed, wanted):
    index: CellIndex[int] = CellIndex()
    for number, span in enumerate(filed):
        index.add(number, span.start, span.end)

    found = list(index.near(wanted.start, wanted.end))

    assert len(found) == len(set(found))
    assert set(found) >= {at for at, span in enumerate(filed) if span.overlaps(wanted)}


def test_the_index_leaves_out_what_is_far_away():
    index: CellIndex[str] = CellIndex()
    index.add("near", 500, 520)
    index.add("far", 4 * CELL, 4 * CELL + 9)

    assert list(index.near(510, 515)) == ["near"]


@given(st.lists(spans(), min_size=1), st.data())
def test_the_index_forgets_what_is_removed(filed, data):
    index: CellIndex[int] = CellIndex()
    for number, span in enumerate(filed):
        index.add(number, span.start, span.end)
    gone = data.draw(st.integers(0, len(filed) - 1))

    index.remove(gone, filed[gone].start, filed[gone].end)

    assert gone not in index.near(0, 10_000)
    index.clear()
    assert not list(index.near(0, 10_000))


@given(st.lists(claims()))
def test_lanes_given_out_at_once_are_those_given_out_one_by_one(shown):
    at_once, one_by_one = MarkBoard(), MarkBoard()
    at_once.show(shown)
    unique = {marks.key: marks for marks in shown}.values()
    for marks in sorted(unique, key=lambda item: (item.start, -item.end)):
        one_by_one.put(marks)

    lanes = [{item.key: item.lane for item in b.claims(0, 10_000)} for b in (at_once, one_by_one)]

    assert lanes[0] == lanes[1]


@given(st.lists(claims()), st.lists(claims()), st.sets(st.integers(0, 30)))
def test_overlapping_claims_never_share_a_lane_below_the_cap(shown, put, dropped):
    board = MarkBoard()

    board.show(shown)
    _assert_lanes_are_apart(board)
    for marks in put:
        board.put(marks)
    board.drop(list(dropped))

    _assert_lanes_are_apart(board)


@given(st.lists(claims()), st.integers(0, 6000))
def test_every_claim_drawn_at_a_character_is_reachable_there(shown, offset):
    board = MarkBoard()
    board.show(shown)
    last = {marks.key: marks for marks in shown}

    keys = board.keys_at(offset)

    assert len(keys) == len(set(keys))
    assert set(keys) == {
        key for key, marks in last.items() if any(s.start <= offset < s.end for s in marks.content)
    }


def test_the_innermost_claim_comes_first():
    board = MarkBoard()
    board.show([ClaimMarks("outer", (_span(0, 90),)), ClaimMarks("inner", (_span(20, 30),))])

    assert board.keys_at(25) == ["inner", "outer"]
    assert board.keys_at(5) == ["outer"]


def test_a_claim_is_reached_by_its_cue_and_its_source():
    board = MarkBoard()
    board.put(ClaimMarks(1, (_span(20, 30),), (Link(_span(0, 5), _span(6, 10)),)))

    assert board.keys_at(2) == board.keys_at(7) == board.keys_at(25) == [1]
    assert board.keys_at(15) == []


def test_showing_the_same_claims_again_changes_nothing():
    board = MarkBoard()
    marks = [ClaimMarks(at, (_span(at, at + 9),)) for at in range(40)]
    board.show(marks)

    assert board.show([ClaimMarks(at, (_span(at, at + 9),)) for at in range(40)]) == []


def test_a_claim_that_changes_colour_keeps_its_lane():
    board = MarkBoard()
    board.show([ClaimMarks("a", (_span(0, 9),)), ClaimMarks("b", (_span(0, 9),))])
    before = {placed.key: placed.lane for placed in board.claims(0, 9)}

    board.put(ClaimMarks("a", (_span(0, 9),), colour=3))

    assert {placed.key: placed.lane for placed in board.claims(0, 9)} == before


def test_what_changed_is_told_for_the_old_place_and_the_new():
    board = MarkBoard()
    board.put(ClaimMarks("a", (_span(0, 9),)))

    assert board.put(ClaimMarks("a", (_span(50, 60),))) == [_span(0, 9), _span(50, 60)]
    assert board.drop(["a", "unknown"]) == [_span(50, 60)]
    assert len(board) == 0


def _span(start: int, end: int) -> Span:
    return Span(start=start, end=end)
