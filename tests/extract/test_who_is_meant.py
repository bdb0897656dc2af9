"""Who a phrase without a name means: sorts of nouns, parts that people play, genders."""

import pytest

from annotator.extract.article import read_article
from annotator.extract.naming.lines import line
from annotator.extract.naming.mentions import is_group_noun, mention_of, sort_of
from annotator.extract.naming.person import surname_gender
from annotator.extract.naming.roles import clues, told_by
from annotator.extract.naming.setting import Setting
from annotator.extract.naming.speakers import Cast
from annotator.extract.prose.people import about
from annotator.extract.prose.segmentation import Stretch, words

LEAD = "The two sides met in the harbour town on Monday for a day of long talks about the dock."


def in_words(text):
    return words(text, Stretch(0, len(text)))


def cast(*sentences):
    return {
        person.full: person for person in Cast([line(in_words(text)) for text in sentences]).all()
    }


@pytest.mark.parametrize(
    ("phrase", "sort"),
    [
        ("the growers", "group"),
        ("the crowd", "group"),
        ("the secretaries", "group"),
        ("the 58-year-old", "person"),
        ("the neurosurgeon", "person"),
        ("the brewery", "company"),
        ("the union", "body"),
        ("the laboratory", "body"),
        ("the annual report", "text"),
        ("the ledger", "text"),
        ("the kettle", "thing"),
    ],
)
def test_a_noun_tells_of_what_sort_a_phrase_is(phrase, sort):
    text = f"{LEAD}\nThen {phrase} followed."
    article = read_article(text, {})
    here = article.sentences[-1]
    mention = mention_of(here.words[1:-2], here, Setting(text, article.sentences))
    assert sort_of(mention) == sort


def test_one_of_a_group_is_no_group():
    assert is_group_noun("witnesses")
    assert not is_group_noun("witness")
    assert not is_group_noun("bus")


def test_words_nearby_tell_of_a_part_and_words_akin_do():
    assert told_by("farmer", frozenset(["she", "keeps", "cows"])) == ["clue"]
    assert told_by("geneticist", frozenset(["a", "genetic", "study"])) == ["clue", "stem"]
    assert told_by("farmer", frozenset(["he", "smiled"])) == []
    assert all(words for words in clues().values())


def test_a_given_name_tells_more_of_the_gender_than_a_pronoun_beside_it():
    denise = cast("Denise Varga promised him a new bridge.")["Denise Varga"]
    assert (denise.gender, denise.guessed) == ("female", False)
    orsk = cast("Tolva Orsk said he would resign.")["Tolva Orsk"]
    assert (orsk.gender, orsk.guessed) == ("male", True)


def test_a_surname_can_tell_the_gender():
    assert surname_gender("petrova") == "female"
    assert surname_gender("petrov") == "male"
    assert surname_gender("varga") is None


def test_an_opening_number_or_noun_is_no_name():
    assert cast("One, the widow, was planted late.", "Neighbors, a woman said, slept.") == {}


def test_an_apposition_before_another_name_belongs_to_that_name():
    found = in_words("between Kesik and Gard, the head of the agency, Farid Aliman, announced")
    assert about(found, 3, 4).heads == frozenset()
    found = in_words("It was Gard, the head of the agency, who spoke")
    assert about(found, 2, 3).heads == {"head"}


def test_an_unknown_noun_means_who_does_such_things_in_the_paragraph(told):
    text = (
        f"{LEAD}\nThen Rosmarie Zell stood up. She keeps fourteen cows on the meadow. "
        "A cow without a bell is lost, the farmer explained."
    )
    assert [item.speaker for item in told(text)] == ["Rosmarie Zell"]


def test_an_age_that_was_not_told_means_who_was_just_named(told):
    text = f"{LEAD}\nInes Varga opened the gate. The 58-year-old said that it had never shut."
    assert [item.speaker for item in told(text)] == ["Ines Varga"]
