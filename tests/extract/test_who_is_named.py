"""Who is meant by short forms, by what is named only later, and by what no person is called."""

import pytest

from annotator.extract.article import read_article
from annotator.extract.naming.body_names import runs
from annotator.extract.naming.lines import line
from annotator.extract.naming.setting import Setting
from annotator.extract.naming.short_forms import is_short, short_forms
from annotator.extract.naming.speakers import Cast
from annotator.extract.naming.topics import opening
from annotator.extract.prose.given_names import usual_gender
from annotator.extract.prose.segmentation import Stretch, words

LEAD = "The two sides met in the harbour town on Monday for a day of long talks about the dock."


def read(text):
    return line(words(text, Stretch(0, len(text))))


def cast(*sentences):
    return {person.full: person for person in Cast([read(text) for text in sentences]).all()}


CLERK = "A clerk who asked not to be named"
BANKER = "an economist at a commercial bank"


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
    sentence = read(text)
    assert [item.low for item in short_forms(sentence.words, runs(sentence))] == found


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


@pytest.mark.parametrize("name", ["Van der Orlan Industries", "The Sparkasse an der Tolva"])
def test_small_words_inside_a_name_are_part_of_it(told, name):
    text = f"The pier belongs to an operator, {name}. {name} said that it would close."
    assert speakers(told, text) == [name.removeprefix("The ")]


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("Fire Chief Guy Orlan-Tessik lost the hall.", "Guy Orlan-Tessik"),
        ("County Clerk Janelle Orlan left the hall.", "Janelle Orlan"),
    ],
)
def test_a_title_before_a_name_is_no_part_of_it_but_a_given_name_is(text, full):
    assert full in cast(text)


def test_a_noun_of_bodies_ends_no_name_of_a_person():
    assert "Film Academy" not in cast("He left the hall to the State Film Academy.")
    assert "Sita Devi Mandal" in cast("Nobody asked Sita Devi Mandal about it.")


def test_who_stands_for_the_phrase_before_it(told):
    text = (
        "Ann Lorne said that the dock was safe. The letter came from a stallholder of 71, "
        "who wrote that the dock was not."
    )
    assert speakers(told, text) == ["Ann Lorne", "Stallholder of 71"]


def test_a_sentence_is_about_the_person_whose_office_opens_it():
    text = "The director of the dock saw it.\n\nThe dock was late. The old director's hat fell."
    found = [phrase for here in read_article(text, {}).sentences for phrase in opening(here, 99)]
    assert [[word.text for word in phrase] for phrase in found] == [["The", "director"]]


def test_a_name_behind_in_and_on_alone_is_of_a_place():
    text = "A house on Kona Trell. A letter from Ann Lorne, in Kona Trell."
    setting = Setting(text, ())
    assert setting.only_placed([text.index("Kona"), text.rindex("Kona")])
    assert not setting.only_placed([text.index("Ann")])
    assert not setting.only_placed([])


def test_some_of_them_are_printed_so(told):
    assert "Some of the carters" in speakers(told, "Some of the carters said that it was late.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "A guest at a hotel on Orlan Road described a long wait.",
            ["Guest at a hotel on Orlan Road"],
        ),
        ("The dock was late, said Ann Lorne of the charity Tolva Relief.", ["Ann Lorne"]),
        ("Ann Lorne wept. The dock, the woman herself said, was late.", ["Ann Lorne"]),
        ("According to an affidavit filed in court, the dock was late.", ["Affidavit"]),
    ],
)
def test_neither_place_nor_charity_nor_participle_is_who_speaks(told, text, names):
    assert speakers(told, text) == names


def test_two_given_names_before_one_surname_share_it(told):
    text = "Nadia and Souad Orlan sell bread. Nadia said that the oven was cold."
    assert speakers(told, text) == ["Nadia Orlan"]
    assert "Vesna Orlan" not in cast("Orlan and Nadia Vesna sell bread.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The app failed. Its makers said that it was old.", "Makers of the app"),
        ("The Tolva Union met. Its clerks said that it was late.", "Clerks of the Tolva Union"),
        ("Ann Lorne left. Her uncle said that it was late.", "Uncle of Ann Lorne"),
        (
            "Ann Lorne left the Ann Lorne Hall. Her uncle said that it was late.",
            "Uncle of Ann Lorne",
        ),
        (
            "Tolva Port met on the Tolva Portside. Its clerks said that it was late.",
            "Clerks of Tolva Port",
        ),
    ],
)
def test_an_owner_has_the_article_that_it_has_in_the_text(told, text, name):
    assert speakers(told, text) == [name]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“Sell it!” yelled a man from the next section.", "a man from the next section"),
        ("The dock is late, according to a banker at a local bank.", "a banker at a local bank"),
        ("The dock is late, according to a banker at a news conference.", "a banker"),
        ("The dock is late, according to a banker at a hotel on Monday.", "a banker"),
        ("The family said that the dock was late.", "The family"),
        ("Ann Kelly said that the dock was late.", "Ann Kelly"),
        ("The dock probably will, the mayor apparently said, be late.", "the mayor"),
        ("His will says that the dock is hers.", "His will"),
        ("The dock is late, according to a study by a team.", "a study by a team"),
        ("In a note published the same day the board denied a flaw.", "the board"),
        ("A clerk who asked not to be named put the loss at six boats.", CLERK),
        ("The dock is late, according to an economist at a commercial bank.", BANKER),
        ("The ministry on Tuesday evening promised that the dock would open.", "The ministry"),
        ("She at the same time warned that the dock was old.", "She"),
        ("The vice mayor supports mending the dock and warned of a flood.", "The vice mayor"),
    ],
)
def test_a_source_is_neither_cut_nor_goes_on_with_time_and_verb(told, text, source):
    assert told(text)[0].source == source


def test_a_lone_name_between_a_pronoun_and_a_preposition_is_read(told):
    found = told("“It was late,” said his Ann of the mill.")
    assert [item.source for item in found] == ["his Ann of the mill"]
