import numpy as np
import pytest

from annotator.extract.article import read_article
from annotator.extract.extractor import NO_HINTS
from annotator.extract.learned.neural_clues import FIRST_OF_RULES, Clue, clues
from annotator.extract.learned.neural_inputs import inputs
from annotator.extract.learned.rule_marks import rule_finds
from annotator.extract.learned.word_pieces import WordPieces
from annotator.extract.prose.segmentation import words

TEXT = (
    "The harbour master, Ilze Ozola, said on Monday that 12 boats had left RIGA.\n"
    "“Nobody asked us,” she said. The weather was calm.\n"
)


class Told:
    """The clues of an article by word."""

    def __init__(self, text: str) -> None:
        article = read_article(text, NO_HINTS)
        lines = [words(text, line) for line in article.lines]
        tables = clues(article, lines, rule_finds(article).every)
        self.words = [word.text for line in lines for word in line]
        self.table = np.concatenate(tables)

    def having(self, clue: Clue) -> list[str]:
        return [word for word, row in zip(self.words, self.table, strict=True) if row[clue]]


@pytest.fixture(scope="module")
def told() -> Told:
    return Told(TEXT)


def test_the_form_of_words_is_told(told: Told):
    assert told.having(Clue.CAPITAL) == [
        "The", "Ilze", "Ozola", "Monday", "RIGA", "Nobody", "The",
    ]  # fmt: skip
    assert told.having(Clue.ALL_CAPITALS) == ["RIGA"]
    assert told.having(Clue.DIGIT) == ["12"]
    assert told.having(Clue.MARK) == [",", ",", ".", "“", ",", "”", ".", "."]


def test_quotations_are_told_with_both_their_marks(told: Told):
    assert told.having(Clue.QUOTED) == ["“", "Nobody", "asked", "us", ",", "”"]
    assert told.having(Clue.QUOTE_OPENS) == ["“"]
    assert told.having(Clue.QUOTE_CLOSES) == ["”"]


def test_where_sentences_begin_is_told(told: Told):
    assert told.having(Clue.SENTENCE_BEGINS) == ["The", "“", "The"]


def test_words_that_report_are_told_with_how_often_they_do(told: Told):
    rates = dict(zip(told.words, told.table[:, Clue.SPEECH_WORD], strict=True))

    assert 1 >= rates["said"] > rates["asked"] > 0
    assert rates["boats"] == 0


def test_what_the_rules_find_is_told(told: Told):
    assert told.having(Clue.CUE) == ["said", "said"]
    assert told.having(Clue.SOURCE_BEGINS) == ["The", "she"]
    assert told.having(Clue.CONTENT_BEGINS) == ["12", "Nobody"]
    assert told.having(Clue.CONTENT)[-3:] == ["Nobody", "asked", "us"]
    assert np.all(told.table[:, Clue.CUE_RATE] <= told.table[:, Clue.CUE])


def test_nothing_is_told_of_rules_where_they_find_nothing():
    told = Told("The weather over the harbour was calm for most of the long day.\n")

    assert told.words
    assert not told.table[:, Clue.CONTENT_BEGINS :].any()


def test_hiding_the_clues_of_the_rules_leaves_what_stands_in_the_text(told: Told):
    hidden = told.table.copy()
    hidden[:, FIRST_OF_RULES:] = 0

    seen = {clue for clue in Clue if hidden[:, clue].any()}
    assert {Clue.CAPITAL, Clue.QUOTED, Clue.SENTENCE_BEGINS} <= seen
    assert not seen & {Clue.SPEECH_WORD, Clue.CUE, Clue.SOURCE, Clue.CONTENT}


def test_only_the_first_piece_of_a_word_begins_it_and_all_share_the_rest():
    pieces = WordPieces({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "ri": 3, "##g": 4, "##a": 5})
    text = "RIGA is where the ships of the north come in for the winter.\n"
    article = read_article(text, NO_HINTS)
    window = inputs(article, pieces, rule_finds(article).every).inputs[0]

    assert window.ids[:4].tolist() == [1, 3, 4, 5]
    assert window.clues[:4, Clue.BEGINS_WORD].tolist() == [0, 1, 0, 0]
    assert window.clues[:4, Clue.ALL_CAPITALS].tolist() == [0, 1, 1, 1]
    assert window.at[:2].tolist() == [1, 4]
    assert window.places[:2].tolist() == [[0, 0], [0, 1]]
