from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.extract.prose.segmentation import (
    _WORD,
    Stretch,
    in_order,
    paragraphs,
    sentences,
    words,
)


def test_a_paragraph_is_a_line_without_blanks_at_its_edges():
    text = "  One. \n\n \nTwo.\n"
    assert [item.text(text) for item in paragraphs(text)] == ["One.", "Two."]


def test_titles_and_initials_do_not_end_a_sentence():
    text = "Mr. J. Brandt of the U.S. office left. He was late."
    found = sentences(text, Stretch(0, len(text)))
    assert [item.text(text) for item in found] == [
        "Mr. J. Brandt of the U.S. office left.",
        "He was late.",
    ]


def test_offsets_count_code_points_after_an_emoji():
    text = "😀 First one here. Second one here."
    found = sentences(text, Stretch(0, len(text)))
    assert found[-1].text(text) == "Second one here."


def test_a_very_long_paragraph_is_still_cut_into_sentences():
    text = "The pier is closed today. " * 2_000
    assert len(sentences(text, Stretch(0, len(text)))) == 2_000


def test_any_blank_between_one_letter_and_its_full_stop_can_be_read():
    for blank in "\u00a0\u2009\u2028\u202f\u3000":
        text = f"They took plan A{blank}. Nobody objected."
        found = sentences(text, Stretch(0, len(text)))
        assert "".join(item.text(text) for item in found).endswith("Nobody objected.")


def test_words_keep_apostrophes_and_initials_together():
    text = "J. Brandt didn't go."
    assert [word.text for word in words(text, Stretch(0, len(text)))] == [
        "J.", "Brandt", "didn't", "go", ".",
    ]  # fmt: skip


@given(st.text(alphabet="aB.'’`“0, \t\u00a0MrD-é/\n", max_size=20), st.data())
def test_words_are_what_their_pattern_finds_between_two_offsets(text, data):
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    found = [(word.start, word.text) for word in words(text, Stretch(start, end))]
    assert found == [(item.start(), item[0]) for item in _WORD.finditer(text, start, end)]


@given(st.text())
def test_sentences_lie_inside_their_paragraph_in_order(text):
    for line in paragraphs(text):
        at = line.start
        for item in sentences(text, line):
            assert at <= item.start < item.end <= line.end
            at = item.end


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50))))
def test_ranges_in_order_neither_overlap_nor_are_empty(pairs):
    found = in_order(Stretch(min(pair), max(pair)) for pair in pairs)
    assert all(item.start < item.end for item in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
