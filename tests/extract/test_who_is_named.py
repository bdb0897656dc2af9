"""Who is meant by short forms, by what is named only later, and by what no person is called."""

import pytest

from annotator.extract.naming.lines import line
from annotator.extract.naming.short_forms import is_short, short_forms
from annotator.extract.naming.speakers import Cast
from annotator.extract.prose.given_names import usual_gender
from annotator.extract.prose.segmentation import Stretch, words

LEAD = "The two sides met in the harbour town on Monday for a day of long talks about the dock."


def read(text):
    return line(words(text, Stretch(0, len(text))))


def cast(*sentences):
    return {person.full: person for person in Cast([read(text) for text in sentences]).all()}


def speakers(told, text):
    return [item.speaker for item in told(f"{LEAD}\n{text}")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Tolva Dredging Office (TDO) closed.", ["tdo"]),
        ("It is for the Lower Dredging Office, the LDO, to decide.", ["ldo"]),
        ("The Dredging Office, TDO, closed.", []),
        ("They sailed from Port Tolva, NSW, at dawn.", []),
        ("The Tolva Dredging Office (closed) is empty.", []),
    ],
)
def test_a_short_form_stands_in_brackets_or_commas_behind_the_name_of_a_body(text, found):
    assert [item.low for item in short_forms(read(text))] == found


def test_a_short_form_is_of_few_letters_and_mostly_capitals():
    assert is_short("NIAL")
    assert is_short("T.D.O.")
    assert not is_short("Tolva")
    assert not is_short("DREDGING")


def test_a_short_form_means_the_body_that_the_text_says_it_does(told):
    text = "The dock belongs to the Tolva Wharf Office (LBB). LBB said that it would close."
    assert speakers(told, text) == ["Tolva Wharf Office"]


def test_a_body_has_its_fullest_name(told):
    text = (
        "The plan came from the Harbour Board of Upper Tolva. "
        "The Harbour Board said that it would close."
    )
    assert speakers(told, text) == ["Harbour Board of Upper Tolva"]


def test_a_spokesman_is_the_one_who_opens_the_next_sentence(told):
    text = (
        "A spokesman for the mill denied on Tuesday that it would close. "
        "Per Lund said that the boilers were sound."
    )
    assert speakers(told, text) == ["Per Lund", "Per Lund"]


def test_a_nurse_stays_nameless_where_another_is_named_next(told):
    text = "A nurse said that it was cold. Per Lund said that the boilers were sound."
    assert speakers(told, text) == ["Nurse", "Per Lund"]


def test_it_is_the_body_that_the_sentence_is_about(told):
    text = "The ministry received the plan only on Friday, it said."
    assert speakers(told, text) == ["Ministry"]


def test_his_brother_is_the_one_named_behind(told):
    text = "Per Lund opened the gate. His brother Issa said that it had never shut."
    assert speakers(told, text) == ["Issa"]


def test_who_bears_the_name_of_a_month_is_a_person(told):
    text = "Harold Orsk closed the gate. His wife, June Orsk, said that it had never shut."
    assert speakers(told, text) == ["June Orsk"]


def test_a_portfolio_is_no_person():
    assert cast("The Minister of Small Business replied.") == {}
    assert list(cast("The Minister of Trade Ann Lee replied.")) == ["Ann Lee"]


def test_a_town_before_a_name_is_no_part_of_it():
    assert cast("In Addis Ababa Girma put the loss at a tenth.") == {}
    assert list(cast("In Addis Ababa Girma Lemma put it at a tenth.")) == ["Girma Lemma"]


def test_a_title_tells_two_of_one_surname_apart():
    found = cast("Emlyn Orsk spoke.", "Catrin Orsk, a nurse, left.", "Then Mr Orsk wept.")
    assert found["Catrin Orsk"].gender == "female"
    assert len(found["Emlyn Orsk"].places) > len(found["Catrin Orsk"].places)


def test_the_first_part_of_a_double_name_tells_the_gender():
    assert usual_gender("anne-qqq") == "female"
    assert usual_gender("bjørn") == usual_gender("bjorn") == "male"
    assert usual_gender("jean") is None
