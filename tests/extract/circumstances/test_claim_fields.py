import pytest

from annotator.domain.field import FieldState

DAY = "2024-10-10"  # a Thursday
PADDING = "\nThe harbour lies still in the rain, and the gulls have the quay to themselves for now."


@pytest.fixture
def fields(engine):
    def read(sentence, published=DAY):
        text = f"Harbour to close\n{published}\n{sentence}{PADDING}"
        found = engine.extract(text)
        return {key: (it.value, it.evidence.of(text)) for key, it in found.claims[0].fields.items()}

    return read


@pytest.mark.parametrize(
    ("sentence", "value", "words"),
    [
        ("The crane will stay, Mayor Varga said on Tuesday.", "2024-10-08?", "Tuesday"),
        ("Mayor Varga said yesterday that the crane would stay.", "2024-10-09?", "yesterday"),
        ("On Thursday, Mayor Varga said that the crane would stay.", "2024-10-10?", "Thursday"),
        ("Mayor Varga said on 3 October that the crane would stay.", "2024-10-03?", "3 October"),
        ("On 3 May 2023, Mayor Varga said that the crane would stay.", "2023-05-03", "3 May 2023"),
    ],
)  # fmt: skip
def test_a_date_beside_the_cue_is_when_it_was_said(fields, sentence, value, words):
    assert fields(sentence)["said_on"] == (value, words)


@pytest.mark.parametrize(
    "sentence",
    [
        "The crane fell on Tuesday, Mayor Varga said.",
        "Mayor Varga said that the crane fell on Tuesday.",
        "“It fell on Tuesday,” Mayor Varga said.",
        "Mayor Varga has said since Tuesday that the crane would stay.",
    ],
)
def test_a_date_of_what_is_claimed_is_not_when_it_was_said(fields, sentence):
    assert "said_on" not in fields(sentence)


def test_a_day_of_the_week_is_no_date_where_the_day_of_publication_is_unknown(fields):
    sentence = "The crane will stay, Mayor Varga said on Tuesday."
    assert "said_on" not in fields(sentence, published="No date here")


@pytest.mark.parametrize(
    ("sentence", "medium"),
    [
        ("Mayor Varga said in a written statement that the crane would stay.", "statement"),
        ("In an interview, Mayor Varga said that the crane would stay.", "interview"),
        ("Mayor Varga said at a press conference that it would stay.", "press conference"),
        ("Mayor Varga wrote on Facebook that the crane would stay.", "social media"),
        ("Mayor Varga said by telephone that the crane would stay.", "conversation"),
        ("Mayor Varga warned in a letter that the crane would fall.", "document"),
    ],
)
def test_how_it_was_said_is_a_choice_of_the_codebook(fields, sentence, medium):
    assert fields(sentence)["medium"][0] == medium


def test_a_medium_in_what_is_claimed_is_not_how_it_was_said(fields):
    assert "medium" not in fields("Mayor Varga said that she had read it in a letter.")


@pytest.mark.parametrize(
    ("sentence", "addressee"),
    [
        ("Mayor Varga told reporters that the crane would stay.", "reporters"),
        ("Mayor Varga told the town council on Monday that it would stay.", "the town council"),
        ("“The crane stays,” Mayor Varga told Radio Kolobara.", "Radio Kolobara"),
    ],
)  # fmt: skip
def test_whom_a_cue_of_telling_names_is_the_addressee(fields, sentence, addressee):
    assert fields(sentence)["addressee"] == (addressee, addressee)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Varga told them that the crane would stay.",
        "“Why should it stay?” asked Mayor Varga.",
        "Mayor Varga said that the crane would stay.",
    ],
)
def test_a_pronoun_and_the_speaker_are_no_addressees(fields, sentence):
    assert "addressee" not in fields(sentence)


def test_fields_of_a_claim_are_unverified(engine):
    text = f"Harbour to close\n{DAY}\nThe crane will stay, Mayor Varga said on Tuesday.{PADDING}"
    claim = engine.extract(text).claims[0]
    assert claim.fields["said_on"].state is FieldState.UNVERIFIED
