"""Where a content ends, who stands far from the cue, and what no verb of saying carries."""

import pytest

from annotator.domain.layer import Scope

FIRST = "The harbour of the small town was closed for the whole of last winter."


def one(told, sentence, scope=Scope.SPEECH):
    found = told(f"{FIRST} {sentence}", scope)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("While Ann Lee said the pier was shut, the ferry sailed at noon.", "the pier was shut"),
        ("Ann Lee, who said the pier was shut, left for the hills.", "the pier was shut"),
        ("Ann Lee denied that the pier was shut; her deputy laughed.", "the pier was shut"),
        ("Ann Lee announced a new pier, which the town cannot pay for.", "a new pier"),
        ("Ann Lee criticised the new pier in a letter to the council.", "the new pier"),
        ("Ann Lee criticised the new pier because it leans.", "the new pier"),
        ("Ann Lee demanded a tent, a rope, and a scale.", "a tent, a rope, and a scale"),
        ("Ann Lee said the pier had cost 1,912 crowns.", "the pier had cost 1,912 crowns"),
        ("Ann Lee put the loss at nine million crowns.", "the loss at nine million crowns"),
    ],
)
def test_a_content_ends_with_its_clause(told, sentence, content):
    assert one(told, sentence).content == (content,)


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        (
            "The boats, Ann Lee told reporters in the yard, would be sold.",
            ("The boats", "would be sold"),
        ),
        (
            "On Tuesday evening, Ann Lee said by telephone from Rome, the boats sank.",
            ("On Tuesday evening", "the boats sank"),
        ),
        ("The boats were old, Ann Lee announced shortly before noon.", ("The boats were old",)),
        ("Her neighbours gave up: the boats, Ann Lee said, were old.", ("the boats", "were old")),
        ("The boats, it was stated on Monday, are old.", ("The boats", "are old")),
    ],
)
def test_a_cue_in_the_middle_may_have_words_of_its_own(told, sentence, content):
    assert one(told, sentence).content == content


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("Ann Lee was told to wait outside.", None, "told", "to wait outside"),
        ("Ann Lee was asked by the usher to leave.", "the usher", "asked", "to leave"),
        (
            "It was rumoured before the doors had opened that the pier would close.",
            None,
            "rumoured",
            "the pier would close",
        ),
    ],
)
def test_a_passive_tells_what_was_said(told, sentence, source, cue, content):
    found = one(told, sentence)
    assert (found.source, found.cue, found.content) == (source, cue, (content,))


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Ann Lee used to say that the pier was cursed.", "Ann Lee"),
        ("Ann Lee is quick to add that the pier was cursed.", "Ann Lee"),
        ("Police say the pier was cursed.", "Police"),
        ("Lee and Brandt say the pier was cursed.", "Lee and Brandt"),
        ("The Dock Workers' Union said the pier was cursed.", "The Dock Workers' Union"),
        ("Then someone said that the pier was cursed.", "someone"),
    ],
)
def test_who_says_it_stands_before_the_whole_group(told, sentence, source):
    found = one(told, sentence)
    assert (found.source, found.content) == (source, ("the pier was cursed",))


def test_a_participle_goes_on_with_who_stands_behind_the_cue(told):
    found = told(f"{FIRST} “It is shut,” said Ann Lee, adding that the town had no money.")
    assert [(item.source, item.cue) for item in found] == [
        ("Ann Lee", "said"),
        ("Ann Lee", "adding"),
    ]


def test_a_study_finds_what_a_person_only_comes_upon(told):
    found = one(told, "A study of the harbour found rust in nine of ten chains.")
    assert found.content == ("rust in nine of ten chains",)
    assert told(f"{FIRST} The diver found a chain in the mud.") == []


def test_what_a_poll_measured_is_a_stance(told):
    sentence = "Seven in ten drivers oppose the toll, a survey by the harbour office found."
    assert told(f"{FIRST} {sentence}") == []
    found = told(f"{FIRST} {sentence}", Scope.SPEECH_AND_STANCE)
    assert "Seven in ten drivers oppose the toll" in [item.content[0] for item in found]


@pytest.mark.parametrize("modal", ["would", "could", "may", "should"])
def test_what_might_be_announced_has_not_been(told, modal):
    assert told(f"{FIRST} Ann Lee {modal} announce a new pier on Monday.") == []


def test_who_is_named_behind_a_quotation_may_be_described_before_the_cue(told):
    found = one(told, "“The pier is shut,” Ann Lee, a diver at the old yard, told a conference.")
    assert (found.source, found.content) == ("Ann Lee", ("The pier is shut",))


def test_a_comma_may_stand_between_who_is_told_and_the_quotation(told):
    found = one(told, "Ann Lee told the radio, “The pier is shut.”")
    assert (found.source, found.content) == ("Ann Lee", ("The pier is shut.",))


def test_a_speaker_alone_behind_a_question_in_marks_asked_it(told):
    found = told(f"{FIRST}\n“Who owns the pier?” Ann Lee asked. “Nobody knows.”")
    assert [(item.source, item.content) for item in found] == [
        ("Ann Lee", ("Who owns the pier?", "Nobody knows."))
    ]


def test_a_mark_left_open_ends_before_the_speaker(told):
    found = told(f"{FIRST}\n“The pier is shut, Ann Lee said. The ferry sails on Thursday.")
    assert [(item.source, item.content) for item in found] == [("Ann Lee", ("The pier is shut",))]


def test_what_a_quotation_says_that_somebody_told_is_a_claim_of_its_own(told):
    found = told(f"{FIRST} “An officer told me that the pier was shut,” Ann Lee said.")
    inner = next(item for item in found if item.content == ("the pier was shut",))
    assert (inner.source, inner.cue, inner.via) == ("An officer", "told", ("Ann Lee",))


def test_a_transcript_names_its_speakers_before_a_colon(told):
    found = told(f"{FIRST}\nLEE: The pier is shut.\nBRANDT: Since when is it?\nLEE: Since May.\n")
    spoken = [(item.source, item.cue, item.content) for item in found]
    assert spoken == [("LEE", "", ("The pier is shut.",)), ("LEE", "", ("Since May.",))]


def test_a_post_names_its_network_before_a_colon(told):
    found = told(f"{FIRST}\n@ann_lee on Twitter: The pier is shut.\nIt rained for nine days.")
    assert [(item.source, item.content) for item in found] == [("@ann_lee", ("The pier is shut.",))]


def test_a_quotation_may_be_signed_behind_a_dash(told):
    signed = "“The pier is shut and nobody told us why.” — Ann Lee."
    found = told(f"{FIRST}\n{signed}\nIt rained again.")
    assert [(item.source, item.cue, item.content) for item in found] == [
        ("Ann Lee", "", ("The pier is shut and nobody told us why.",))
    ]


def test_a_month_or_name_with_a_capital_is_no_auxiliary(told):
    found = told(
        f"{FIRST} A survey in May found that the pier had sunk. "
        "Prime Minister Theresa May said the ferry would sail."
    )
    assert [(item.source, item.cue, item.content) for item in found] == [
        ("A survey in May", "found", ("the pier had sunk",)),
        ("Prime Minister Theresa May", "said", ("the ferry would sail",)),
    ]


def test_what_a_verb_governs_is_no_cue(told):
    assert told(f"{FIRST} Ann Lee and her aide also exchanged lists of the missing boats.") == []
    assert one(told, "The accused says that the pier was shut.").source == "The accused"
