from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.alignment import Said, align, groups, weight
from annotator.domain.assignment import assignment
from annotator.domain.span import Span
from annotator.domain.word_places import WordPlaces, overlap

TEXT = "“No,” the harbour-master's deputy said, “we didn't sail ⛴ on 3.5 knots.”"


def said(key, words, speaker=None, cue=()):
    return Said(key, frozenset(words), cue=frozenset(cue), speaker=speaker)


def layer(side):
    claim = st.builds(
        lambda start, length, source, speaker, via: (
            frozenset(range(start, start + length)),
            frozenset(source),
            frozenset(),
            speaker,
            via,
        ),
        st.integers(0, 12),
        st.integers(1, 8),
        st.sets(st.integers(30, 33), max_size=2),
        st.sampled_from([None, "ann", "bob"]),
        st.sampled_from([(), ("gazette",), (None,)]),
    )
    return st.lists(claim, max_size=5).map(
        lambda claims: [Said(f"{side}{at}", *parts) for at, parts in enumerate(claims)]
    )


def keys(rows):
    return {tuple(item.key if item else None for item in row) for row in rows}


def total(pairs):
    return sum(weight(*pair) for pair in pairs if None not in pair)


def best(left, right):
    """The greatest total weight, found by trying every way."""
    wider, other = sorted((left, right), key=len, reverse=True)
    tried = permutations(wider, len(other))
    return max(
        sum(weight(one, two) for one, two in zip(chosen, other, strict=True)) for chosen in tried
    )


@given(layer("a"), layer("b"))
def test_the_total_likeness_is_the_greatest_there_is(left, right):
    assert total(align(left, right)) == best(left, right)


@given(layer("a"), layer("b"))
def test_the_sides_may_be_swapped(left, right):
    there, back = align(left, right), align(right, left)

    assert keys(there) == {(mine, theirs) for theirs, mine in keys(back)}


@given(layer("a"), layer("b"), st.randoms(use_true_random=False))
def test_the_order_in_which_claims_come_changes_nothing(left, right, chance):
    before = align(left, right)
    chance.shuffle(left)
    chance.shuffle(right)

    assert align(left, right) == before


@given(layer("a"), layer("b"))
def test_claims_that_share_no_word_are_never_paired(left, right):
    pairs = [pair for pair in align(left, right) if None not in pair]

    assert all(pair.left.content & pair.right.content for pair in pairs)


@given(layer("a"), layer("b"))
def test_every_claim_is_there_once(left, right):
    pairs = align(left, right)

    assert sorted(pair.left.key for pair in pairs if pair.left) == sorted(i.key for i in left)
    assert sorted(pair.right.key for pair in pairs if pair.right) == sorted(i.key for i in right)


@given(layer("a"), layer("b"), layer("c"), st.permutations([0, 1, 2]))
def test_of_three_layers_each_claim_is_in_one_group_whatever_their_order(one, two, three, order):
    layers = [one, two, three]
    found = groups(layers)

    assert sorted(item.key for row in found for item in row if item) == sorted(
        item.key for layer in layers for item in layer
    )
    moved = groups([layers[number] for number in order])
    assert keys(moved) == {tuple(row[number] for number in order) for row in keys(found)}


@given(layer("a"), layer("b"))
def test_of_two_layers_the_groups_are_the_pairs(left, right):
    assert keys(groups([left, right])) == keys(align(left, right))


def test_stacked_claims_are_told_apart_by_their_speakers():
    left = [said("1", range(5), "ann"), said("2", range(5), "bob")]
    right = [said("3", range(5), "bob"), said("4", range(5), "ann")]

    assert keys(align(left, right)) == {("1", "4"), ("2", "3")}


def test_a_claim_inside_another_is_not_taken_for_it():
    outer, inner = said("outer", range(20), "ann"), said("inner", range(8, 12), "bob")

    assert keys(align([outer, inner], [said("x", range(20), "ann")])) == {
        ("outer", "x"),
        ("inner", None),
    }
    assert keys(align([outer], [said("y", range(8, 12), "bob")])) == {("outer", None), (None, "y")}


def test_a_quotation_finds_the_sentence_around_it_by_speaker_or_cue():
    quotation, sentence = range(8, 12), range(20)

    assert weight(said("1", quotation, "ann"), said("2", sentence, "ann"))
    assert weight(said("1", quotation, cue=[30]), said("2", sentence, cue=[30, 31]))
    assert not weight(said("1", quotation), said("2", sentence))


def test_a_claim_that_is_moved_by_a_word_does_not_take_its_neighbour():
    left = [said("1", range(10)), said("2", range(10, 20))]
    right = [said("3", range(2, 12)), said("4", range(12, 20))]

    assert keys(align(left, right)) == {("1", "3"), ("2", "4")}


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 3)),
        st.one_of(st.integers(-2, 9), st.integers(1, 10**12)),
        max_size=12,
    )
)
def test_an_assignment_is_the_best_of_all_and_uses_nothing_twice(weights):
    chosen = assignment(weights)
    ways = (
        sum(max(0, weights.get((at, other), 0)) for at, other in enumerate(way))
        for way in permutations(range(4))
    )

    assert len({at for at, _ in chosen}) == len({other for _, other in chosen}) == len(chosen)
    assert sum(weights[edge] for edge in chosen) == max(ways)
    assert all(weights[edge] > 0 for edge in chosen)


@pytest.mark.parametrize(
    ("words", "others"),
    [("“No,”", "No"), ("didn't", "idn"), ("harbour-master's", "harbour"), ("3.5", "3.5 ")],
)
def test_marks_at_the_edge_and_parts_of_words_do_not_count(words, others):
    places = WordPlaces(TEXT)

    assert places.of([span(words)]) == places.of([span(others)]) != frozenset()


def test_where_there_is_no_word_the_marks_are_taken():
    assert WordPlaces(TEXT).of([span("⛴")])
    assert not WordPlaces(TEXT).of([span("⛴")]) & WordPlaces(TEXT).of([span("sail ⛴ on")])


def test_two_contents_without_words_overlap_wholly():
    assert overlap(frozenset(), frozenset()) == 1.0


def span(words):
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))
