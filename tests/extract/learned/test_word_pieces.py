import json
from pathlib import Path

import pytest

from annotator.domain.errors import UsageError
from annotator.extract.learned.model_file import read_model
from annotator.extract.learned.neural import VOCABULARY
from annotator.extract.learned.word_pieces import WordPieces, read_vocabulary
from annotator.runtime.resources import resource

GOLDEN = json.loads(Path(__file__).with_name("word_pieces.json").read_text(encoding="utf-8"))
SMALL = ["[UNK]", "[CLS]", "[SEP]", "har", "##bour", "##s", "cafe", "-", "ασ", "##σ", "中"]


@pytest.fixture(scope="module")
def shipped() -> WordPieces:
    model = read_model(resource("models/neural.model"), "neural")
    return WordPieces(read_vocabulary(model.parts[VOCABULARY]))


@pytest.fixture
def small() -> WordPieces:
    return WordPieces({piece: number for number, piece in enumerate(SMALL)})


@pytest.mark.parametrize(("word", "numbers"), GOLDEN.items())
def test_words_have_the_pieces_that_the_encoder_was_taught(
    shipped: WordPieces, word: str, numbers: list[int]
):
    assert list(shipped.of(word)) == numbers


def test_the_longest_piece_from_the_left_wins(small: WordPieces):
    assert small.of("Harbours") == (3, 4, 5)


def test_a_word_that_cannot_be_spelt_to_its_end_is_unknown_as_a_whole(small: WordPieces):
    assert small.of("harbourmaster") == (0,)


def test_accents_are_dropped_and_marks_stand_alone(small: WordPieces):
    assert small.of("Café-HAR") == (6, 7, 3)


def test_capitals_become_small_without_regard_to_the_end_of_the_word(small: WordPieces):
    assert small.of("ΑΣΣ") == (8, 9)


def test_each_chinese_character_is_a_piece(small: WordPieces):
    assert small.of("har中中s") == (3, 10, 10, 0)


@pytest.mark.parametrize("word", ["\u0301", "\u200b", "\ufffd", "\x00", ""])
def test_a_word_of_which_nothing_is_left_is_one_unknown_piece(small: WordPieces, word: str):
    assert small.of(word) == (0,)


def test_words_of_more_than_a_hundred_letters_are_unknown(small: WordPieces):
    assert small.of("har" + "s" * 97) == (3, *[5] * 97)
    assert small.of("har" + "s" * 98) == (0,)


def test_text_cannot_name_the_pieces_that_frame_a_window(small: WordPieces):
    assert 1 not in small.of("[CLS]")
    assert 2 not in small.of("[SEP]")


def test_a_vocabulary_must_have_the_pieces_that_every_text_needs():
    with pytest.raises(UsageError, match=r"The model's vocabulary has no \[SEP\]\."):
        WordPieces({"[UNK]": 0, "[CLS]": 1})


def test_a_vocabulary_that_is_no_text_is_refused():
    with pytest.raises(UsageError, match=r"The model's vocabulary is not UTF-8\."):
        read_vocabulary(b"\xff\xfe")


def test_a_vocabulary_counts_its_lines_from_nought():
    assert read_vocabulary("[UNK]\nhar\n\u2028\n".encode()) == {"[UNK]": 0, "har": 1, "\u2028": 2}
