"""Which organisations and groups a text names, and which of them speaks."""

import pytest

from annotator.extract.naming.lines import line
from annotator.extract.naming.organisations import Organisations
from annotator.extract.naming.speakers import Cast
from annotator.extract.prose.segmentation import Stretch, words

LEAD = "The two sides met in the harbour town on Monday for a day of long talks about the dock."


def bodies(*sentences):
    """Return the organisations that sentences name, as one text."""
    text = " ".join(sentences)
    ends = [text.index(one) + len(one) for one in sentences]
    lines = [
        line(words(text, Stretch(end - len(one), end)))
        for one, end in zip(sentences, ends, strict=True)
    ]
    found = Organisations(text, lines, Cast(lines).parts)
    return {body.name: body for body in found.all()}


def speakers(told, text):
    return [item.speaker for item in told(f"{LEAD}\n{text}")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Joaquín Orlan of the Tolva Union of Growers wept.", "Tolva Union of Growers"),
        ("She met the Director of the Tolva Wharf Office.", "Tolva Wharf Office"),
        ("She met the Tolva Union of Growers.", "Tolva Union of Growers"),
    ],
)
def test_whom_or_what_somebody_is_of_is_a_body_without_them(text, name):
    assert list(bodies(text)) == [name]


@pytest.mark.parametrize("word", ["Chairman", "Tuesday", "Horníčková"])
def test_an_office_a_day_and_a_surname_are_no_bodies(word):
    met = "She met Adéla Horníčková and the Chairman on Tuesday."
    assert word not in bodies(met, f"All were late. {word} wanted to close the dock.")


def test_a_group_named_by_one_word_with_a_capital_is_who_they_are(told):
    text = (
        "Ann Lorne rents the old dock to a similar unit. Investigators believe that the unit was "
        "open for years. They said that it had no permit."
    )
    assert speakers(told, text)[-1] == "Investigators"


def test_he_is_nobody_of_a_group(told):
    text = "Per Lorne met the growers. Growers fear the flood. He said that it was near."
    assert speakers(told, text)[-1] == "Per Lorne"


@pytest.mark.parametrize(
    ("text", "name", "noun"),
    [
        ("They owe it to Compagnie Orlan de Tolva.", "Compagnie Orlan de Tolva", "company"),
        ("They owe it to Tolva Beverages.", "Tolva Beverages", "company"),
        ("They owe it to Sindicato Orlan.", "Sindicato Orlan", "union"),
    ],
)
def test_a_name_with_a_noun_of_organisations_in_any_language_is_a_body(text, name, noun):
    assert noun in bodies(text)[name].heads


def test_whose_name_an_organisation_has_is_no_person():
    text = "The company, Orlan Maras, closed. The mayor, Ann Lorne, met a farmer, Per Lund."
    lines = [line(words(text, Stretch(0, len(text))))]
    cast = Cast(lines)
    none = Organisations(text, lines, cast.parts).settle(cast.all())
    assert [person.full for person in none] == ["Orlan Maras"]


@pytest.mark.parametrize(
    ("lead", "told"),
    [("The copper smelter on the edge of town", True), ("The head of the search team", False)],
)
def test_the_noun_before_a_comma_tells_of_a_body_but_not_inside_a_phrase(lead, told):
    assert ("Tolva Orlan" in bodies(f"{lead}, Tolva Orlan, wept.")) == told


def test_a_short_name_stands_for_the_one_longer_name_that_ends_with_it():
    found = bodies("It met the Riverside Front.", "It says that the Front fights.")
    assert list(found) == ["Riverside Front"]
    assert len(bodies("It met the High Court.", "Then the Labour Court.", "The Court met.")) == 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The dock belongs to the Orlan-Tolva Flood Office. OTFO said that it would rain.",
            "Orlan-Tolva Flood Office",
        ),
        ("The smelter on the edge of town, Tolva Metal, said that it was late.", "Tolva Metal"),
    ],
)
def test_a_body_is_known_by_its_capitals_and_by_its_name_behind_a_comma(told, text, name):
    assert speakers(told, text) == [name]


@pytest.mark.parametrize(
    ("name", "noun"),
    [
        ("Wharf Panel of the Norra Union", "panel"),
        ("Norra Mine Union", "union"),
        ("Directorate of Wool Administration", "directorate"),
    ],
)
def test_a_name_says_what_it_is_before_its_preposition_and_last(name, noun):
    assert bodies(f"They met the {name}.")[name].heads == {noun}


def test_that_before_an_article_begins_no_phrase(told):
    text = "Ann Lorne asked. It turned out that the company had. They said that it would rain."
    assert "That the company" not in speakers(told, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The dock is old, the committee's protocol says.", "Committee"),
        ("The dock is old, the harbour’s ledger says.", "Harbour"),
    ],
)
def test_a_protocol_and_a_ledger_speak_for_who_keeps_them(told, text, name):
    assert speakers(told, text) == [name]
