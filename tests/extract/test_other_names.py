"""Persons told of in other ways: nicknames, titles that are names, deeds, ages, counterparts."""

import pytest

from annotator.extract.naming.lines import line
from annotator.extract.naming.speakers import Cast
from annotator.extract.prose.people import about
from annotator.extract.prose.segmentation import Stretch, words

LEAD = "The two sides met in the harbour town on Monday for a day of long talks about the dock."


def in_words(text):
    return words(text, Stretch(0, len(text)))


def cast(*sentences):
    found = Cast([line(in_words(text)) for text in sentences]).all()
    return {person.full: person for person in found}


def speakers(told, text):
    return [item.speaker for item in told(f"{LEAD}\n{text}")]


@pytest.mark.parametrize(
    "said",
    [
        "Anselm Torvik, known from Orl to Tessik as Tinto, left the hall.",
        "Anselm Torvik, whom three generations of readers knew as Tinto, left.",
        "Anselm Torvik, whom everybody on the quay calls Tinto, left the hall.",
        "Anselm Torvik, nicknamed “Tinto” for his coat, left the hall.",
        "Anselm Torvik left the hall. He is known on the island as Tinto.",
    ],
)
def test_who_is_known_by_another_name_is_meant_by_it(told, said):
    assert speakers(told, f"{said}\nThe dock was shut. Tinto said that it would stay so.") == [
        "Anselm Torvik"
    ]


def test_nobody_else_bears_the_name_that_somebody_is_known_by():
    found = cast(
        "Papa Sixen died on Monday.", "Anselm Torvik, known to many as Papa Sixen, had five."
    )
    assert list(found) == ["Anselm Torvik"]


@pytest.mark.parametrize(
    "text",
    [
        "Anselm Torvik said that the hill known as Tinto was steep.",
        "Anselm Torvik called Tinto on Monday.",
        "Anselm Torvik knew that as a boy Tinto sang.",
    ],
)
def test_what_a_thing_is_known_as_is_nobodys_other_name(text):
    assert cast(text)["Anselm Torvik"].others == []


def test_who_has_one_name_and_another_is_a_person(told):
    text = "“No,” said Suhayati, known to everybody as Ibu Suha. She said that it was late."
    assert speakers(told, text) == ["Suhayati"] * 2


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("The secretary, Syed Imtiaz Orlani, left.", "Syed Imtiaz Orlani"),
        ("His lawyer, Mr Alhaji Orlan, left.", "Alhaji Orlan"),
        ("They met Haji Ghulam Orlan there.", "Ghulam Orlan"),
        ("A woman called Sun Orlin left.", "Sun Orlin"),
    ],
)
def test_a_title_that_is_a_name_is_kept(text, full):
    assert list(cast(text)) == [full]


@pytest.mark.parametrize(
    "text",
    [
        "The Orlan Tessik was empty.",
        "MEKONG HEALTH Issue was empty.",
        "They met every New Year at home.",
    ],
)
def test_neither_heading_nor_thing_is_a_person(text):
    assert cast(text) == {}


def test_a_portfolio_of_two_is_no_person():
    assert cast("The Minister of Livestock and Wool on Monday left the hall.") == {}


def test_a_pronoun_tells_nothing_of_a_team_called_by_its_town():
    found = cast("Johor Tessiks walked off after a goal by their captain.", "She shook her head.")
    assert found["Johor Tessiks"].gender is None


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Lena Ovik, who has coached her since 2003, left.", "coach"),
        ("Lena Ovik, who leads the brigade, left.", "leader"),
        ("The election officer, a quiet accountant named Lena Ovik, left.", "officer"),
        ("Oda's mother, Lena Ovik, left.", "mother"),
        ("Lena Ovik (Kalutara) left.", "kalutara"),
    ],
)
def test_what_somebody_does_and_is_called_tells_who_it_is(text, noun):
    found = in_words(text)
    first = next(at for at, word in enumerate(found) if word.text == "Lena")
    assert noun in about(found, first, first + 2).words


def test_what_stands_before_and_is_of_another():
    found = in_words("The minister and Lena Ovik left.")
    assert about(found, 3, 5).words == frozenset()


def test_somebody_named_behind_a_lower_case_trade_is_who_is_meant(told):
    text = "The head of the committee, surgeon Temla Ovik, told reporters that nobody slept."
    assert speakers(told, text) == ["Temla Ovik"]


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("the younger Orlan", "Kurt Orlan"),
        ("the elder brother", "Dale Orlan"),
        ("the younger", "Kurt Orlan"),
    ],
)
def test_ages_tell_the_elder_from_the_younger(told, who, name):
    text = f"Dale Orlan, 52, and Kurt Orlan, 47, were there. It was late, {who} said on Monday."
    assert speakers(told, text) == [name]


def test_a_father_is_the_older_man_and_two_without_ages_are_not_told_apart(told):
    text = (
        "They held Mohit Orlan, his cousin Nitin Orlan and a friend. Mohit's father, "
        "Ram Orlan, was there. It was late, the older man said on Monday."
    )
    assert speakers(told, text) == ["Ram Orlan"]
    text = "Dale Orlan and Kurt Orlan were there. It was late, the younger Orlan said on Monday."
    assert speakers(told, text)[0] in {"Dale Orlan", "Kurt Orlan"}


def test_a_counterpart_holds_the_same_office():
    found = cast("Serbia's minister, Ljilja Stoj, stayed; her counterpart, Mirso Hodak, left.")
    assert found["Mirso Hodak"].heads == {"counterpart", "minister"}
    assert found["Ljilja Stoj"].heads == {"minister"}


@pytest.mark.parametrize(
    "text",
    [
        "It was cold, and then I left.",
        "The Tessik First Nation left.",
        "They heard him as Chief Guest there.",
        "A former Test umpire left.",
        "He asked them for a St Joseph of wood.",
    ],
)
def test_behind_an_adjective_and_as_a_noun_of_persons_a_capital_is_no_name(text):
    assert cast(text) == {}


@pytest.mark.parametrize("title", ["Mr", "Minister", "President"])
def test_a_name_behind_a_title_is_one_even_if_it_is_a_trade(title):
    assert list(cast(f"They asked {title} Baker about it.")) == ["Baker"]


def test_a_clerk_in_a_town_does_not_describe_the_town():
    found = cast("A clerk in Novo Tessik told him on Monday.")
    assert found["Novo Tessik"].heads == set()
    assert found["Novo Tessik"].gender is None
