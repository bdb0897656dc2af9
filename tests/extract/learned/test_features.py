from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.extract.article import Article, read_article
from annotator.extract.learned.features import buckets, cue_columns, shared_columns
from annotator.extract.learned.labels import BEGIN, INSIDE, OUTSIDE, Part
from annotator.extract.learned.rule_marks import rule_finds
from annotator.extract.learned.word_grid import GAP, grid
from annotator.extract.learned.word_types import WordTypes, code, cue_form
from annotator.extract.prose.segmentation import Stretch, words

TEXT = (
    "The council met on Tuesday night in the old town hall of Poti.\n\n"
    "“Fares go up in May,” Lena Ovik said on Monday. The mayor fears that the pier is unsafe."
)


def read(text: str = TEXT) -> Article:
    return read_article(text, {})


def seen_words(article: Article):
    types = WordTypes()
    return grid(article, rule_finds(article), types), types


def row_of(known, low: str) -> int:
    """Return where a word stands in the row."""
    for line, found in zip(known.lines, known.words, strict=True):
        for at, word in enumerate(found):
            if word.low == low:
                return line.start + at
    raise AssertionError(low)


def test_lines_are_parted_by_blanks_that_features_cannot_look_across():
    known, _ = seen_words(read())

    assert known.lines[0].start == GAP
    for before, after in pairwise(known.lines):
        assert after.start - before.stop == GAP
    assert len(known.rows) == known.lines[-1].stop + GAP
    assert not known.rows[~known.real].any()


def test_quotation_marks_are_told_from_what_they_enclose():
    known, _ = seen_words(read())

    states = known.quoted[known.lines[-1]].tolist()
    assert states[:7] == [1, 2, 2, 2, 2, 2, 2]
    assert states[7] == 3
    assert set(states[8:]) == {0}


def test_a_word_knows_where_its_sentence_begins_and_ends():
    known, _ = seen_words(read())
    fears, said = row_of(known, "fears"), row_of(known, "said")

    assert known.first[fears] == row_of(known, "mayor") - 1
    assert known.last[fears] == known.lines[-1].stop - 1
    assert known.first[said] == known.lines[-1].start


def test_what_the_rules_find_is_told_word_by_word():
    known, _ = seen_words(read())

    assert known.every.label[row_of(known, "said")] == BEGIN[Part.CUE]
    assert known.every.label[row_of(known, "go")] == INSIDE[Part.CONTENT]
    assert known.every.label[row_of(known, "ovik")] == INSIDE[Part.SOURCE]
    assert known.speech.label[row_of(known, "fears")] == OUTSIDE


def test_the_same_number_in_another_column_falls_elsewhere():
    columns = [np.arange(50, dtype=np.uint64)] * 2

    found = buckets(columns, 16)

    assert found.shape == (50, 2)
    assert (found[:, 0] != found[:, 1]).mean() > 0.9
    assert found.min() >= 0
    assert found.max() < 2**16


def test_columns_counted_before_make_the_same_buckets():
    columns = [np.arange(at, at + 9, dtype=np.uint64) for at in (3, 5, 8)]

    assert (buckets(columns, 12)[:, 2] == buckets(columns[2:], 12, 2)[:, 0]).all()


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("aB ,.\n“”'said thatHe:;—9é\ud800"), max_size=120))
def test_any_lines_have_one_row_of_numbers_a_word(text):
    lines = [
        Stretch(start, start + len(line))
        for start, line in _lines(text)
        if words(text, Stretch(start, start + len(line)))
    ]
    article = Article(text, "en", lines=lines)

    known, types = seen_words(article)
    likely = np.linspace(0, 1, len(known.rows), dtype=np.float32)
    columns = [*shared_columns(known, types), *cue_columns(known, types, likely)]

    assert known.real.sum() == sum(len(words(text, line)) for line in lines)
    assert {len(column) for column in columns} == {len(known.rows)}


def _lines(text: str):
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def test_forms_are_worked_out_once_and_the_table_is_bounded(monkeypatch):
    monkeypatch.setattr("annotator.extract.learned.word_types._MOST_KEPT", 6)
    types = WordTypes()
    few = words("rain said rain", Stretch(0, 14))
    first = types.rows(few)

    types.rows(words("one two three four five", Stretch(0, 23)))

    assert first[0] == first[2] != first[1]
    assert max(types.rows(few)) <= 6


def test_what_the_lexicon_says_of_a_form_is_its_likeliest_use():
    said = cue_form("said")

    assert said is not None
    assert (said.lemma, said.scope, said.tense) == ("say", "speech", "past")
    assert cue_form("harbour") is None


@pytest.mark.parametrize(("left", "right"), [("said", "Said"), ("a", "b"), ("é", "e"), ("", " ")])
def test_codes_differ_and_are_never_the_blank(left, right):
    assert code(left) != code(right)
    assert code(left) > 0
