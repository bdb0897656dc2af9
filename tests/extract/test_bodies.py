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
