import pytest

from annotator.domain.layer import Scope

FIRST = "The harbour of the small town was closed for the whole of last winter."


def only(told, sentence, scope=Scope.SPEECH):
    found = told(f"{FIRST} {sentence}", scope)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("“The pier is shut,” Ann Lee said.", "Ann Lee", "said", ("The pier is shut",)),
        (
            "“The pier is shut,” said Ann Lee, who runs it.",
            "Ann Lee",
            "said",
            ("The pier is shut",),
        ),
        (
            "“The pier is shut,” Ann Lee said on Monday, “and it stays shut.”",
            "Ann Lee",
            "said",
            ("The pier is shut", "and it stays shut."),
        ),
        (
            "“The pier is shut,” Ann Lee said. “Nobody has the money.”",
            "Ann Lee",
            "said",
            ("The pier is shut", "Nobody has the money."),
        ),
        ("Ann Lee said that the pier was shut.", "Ann Lee", "said", ("the pier was shut",)),
        ("Ann Lee said the pier was shut.", "Ann Lee", "said", ("the pier was shut",)),
        ("Ann Lee told reporters on Monday that it was shut.", "Ann Lee", "told", ("it was shut",)),
        (
            "The pier has been shut since May, Ann Lee said.",
            "Ann Lee",
            "said",
            ("The pier has been shut since May",),
        ),
        (
            "The pier, Ann Lee said, has been shut since May.",
            "Ann Lee",
            "said",
            ("The pier", "has been shut since May"),
        ),
        (
            "According to Ann Lee, the pier is shut.",
            "Ann Lee",
            "According to",
            ("the pier is shut",),
        ),
        (
            "The pier is shut, according to Ann Lee.",
            "Ann Lee",
            "according to",
            ("The pier is shut",),
        ),
        (
            "Mayor Ann Lee asked whether it was shut.",
            "Mayor Ann Lee",
            "asked",
            ("whether it was shut",),
        ),
        (
            "The council asked the state to pay for the pier.",
            "The council",
            "asked",
            ("the state to pay for the pier",),
        ),
        (
            "The mayor called the plan “a bad joke”.",
            "The mayor",
            "called",
            ("the plan “a bad joke”",),
        ),
        (
            "The closure was confirmed by the harbour office.",
            "the harbour office",
            "confirmed",
            ("The closure",),
        ),
    ],
)
def test_a_sentence_reports(told, sentence, source, cue, content):
    found = only(told, sentence)
    assert (found.source, found.cue, found.content) == (source, cue, content)


@pytest.mark.parametrize(
    "sentence",
    ["It was noted that the pier is unsafe.", "The pier is unsafe, it was noted on Friday."],
)
def test_a_passive_names_nobody(told, sentence):
    found = only(told, sentence)
    assert (found.source, found.speaker, found.kind) == (None, None, "indirect")
    assert found.content[0].lower() == "the pier is unsafe"


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Ann Lee has also said that it was shut.", "said"),
        ("Ann Lee pointed out that it was shut.", "pointed out"),
        ("Ann Lee called for a new pier.", "called"),
        ("Ann Lee did not deny that it was shut.", "deny"),
    ],
)
def test_the_cue_is_the_verb_without_auxiliaries_and_prepositions(told, sentence, cue):
    assert only(told, sentence).cue == cue


def test_who_is_told_to_act_stays_out_and_who_is_asked_to_act_comes_in(told):
    assert only(told, "Ann Lee told the crowd to go home.").content == ("to go home",)
    assert only(told, "Ann Lee asked the crowd to go home.").content == ("the crowd to go home",)


def test_two_cues_share_a_subject(told):
    found = told("Ann Lee said that the pier was shut and added that the town was poor.")
    assert [(item.source, item.content) for item in found] == [
        ("Ann Lee", ("the pier was shut",)),
        ("Ann Lee", ("the town was poor",)),
    ]


def test_a_participle_goes_on_with_the_speaker(told):
    found = told("“It is shut,” Mayor Ann Lee said, adding that the town had no money left.")
    assert [item.cue for item in found] == ["said", "adding"]
    assert found[1].speaker == "Ann Lee"
    assert found[1].content == ("the town had no money left",)


def test_what_is_spoken_about_before_the_cue_is_no_claim(told):
    found = told("Speaking about the pier, Ann Lee said that the town had no money.")
    assert [item.cue for item in found] == ["said"]


def test_a_subject_with_a_title_in_apposition_keeps_the_name_alone(told):
    found = only(told, "Ann Lee, the mayor of the town, said that the pier was shut.")
    assert (found.source, found.speaker) == ("Ann Lee", "Ann Lee")


def test_a_title_that_leads_its_name_keeps_both(told):
    found = only(told, "Its chairwoman, Ann Lee, said that the pier was shut.")
    assert (found.source, found.speaker) == ("Its chairwoman, Ann Lee", "Ann Lee")


def test_a_quote_over_two_paragraphs_is_one_claim(told):
    found = told(
        f"{FIRST}\n“The pier is shut,” Ann Lee said. “We have no money.\n“Nobody has any.”"
    )
    assert [item.content for item in found] == [
        ("The pier is shut", "We have no money.", "Nobody has any."),
    ]


def test_a_quotation_inside_a_quotation_is_a_claim_of_its_own(told):
    found = told(
        f"{FIRST} “The governor told me: ‘Close the pier at once.’ So we did,” Ann Lee said."
    )
    inner = next(item for item in found if item.content == ("Close the pier at once.",))
    assert inner.via == ("Ann Lee",)
    assert len(found) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "The state of the pier is bad and the report is long.",
        "The Organization of Island States, a club of nine, met in May.",
        "The plan goes by the name of “Clean Harbour for All”.",
    ],
)
def test_nouns_and_names_report_nothing(told, sentence):
    assert told(f"{FIRST} {sentence}") == []


def test_beliefs_are_proposed_only_when_they_are_asked_for(told):
    sentence = f"{FIRST} Ann Lee believes that the pier will open again."
    assert told(sentence) == []
    assert [item.cue for item in told(sentence, Scope.SPEECH_AND_STANCE)] == ["believes"]


@pytest.mark.parametrize("lead", ["Ann Lee said:", "Ann Lee said the following:"])
def test_a_colon_hands_over_to_the_quotation_in_the_next_paragraph(told, lead):
    (found,) = told(f"{FIRST}\n{lead}\n“The pier is shut.”\nIt rained.")
    assert (found.source, found.content) == ("Ann Lee", ("The pier is shut.",))


def test_two_who_say_one_thing_are_one_speaker(told):
    found = only(told, "Mayor Ann Lee and Councillor Per Brandt said that the pier was shut.")
    assert found.speaker == "Mayor Ann Lee and Councillor Per Brandt"
