import pytest

from annotator.domain.layer import Scope

LEAD = "The council met in the town hall on Monday evening and sat for three hours. "


def only(told, sentence, scope=Scope.SPEECH):
    found = told(LEAD + sentence, scope)
    return [(item.source, item.cue, item.content[0]) for item in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Nobody believed Ann Lee's claim that the bridge had been safe in March.",
            ("Ann Lee", "claim", "the bridge had been safe in March"),
        ),
        (
            "Nobody read the engineers’ warning that the dam was cracked.",
            ("the engineers", "warning", "the dam was cracked"),
        ),
        (
            "The board went back on its promise that the ferry would stay.",
            ("its", "promise", "the ferry would stay"),
        ),
        (
            "Residents had laughed at a statement by the harbour office that the noise was normal.",
            ("the harbour office", "statement", "the noise was normal"),
        ),
        (
            "Critics mocked his repeated assertion that he was never in the room.",
            ("his", "assertion", "he was never in the room"),
        ),
    ],
)
def test_a_noun_of_speech_reports_what_its_owner_said(told, sentence, expected):
    assert expected in only(told, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody believed a claim that the bridge had been safe.",
        "Nobody believed Ann Lee's claim that was heard in March.",
        "Ann Lee's claim for damages was refused by the court.",
        "The town fears that the bridge is unsafe.",
    ],
)
def test_a_noun_without_an_owner_or_a_clause_reports_nothing(told, sentence):
    assert not [item for item in only(told, sentence) if item[1] in {"claim", "fears"}]


def test_a_noun_of_thought_is_a_stance(told):
    sentence = "He spoke of his belief that the harbour will freeze in June."

    assert not [item for item in only(told, sentence) if item[1] == "belief"]
    assert [item for item in only(told, sentence, Scope.SPEECH_AND_STANCE) if item[1] == "belief"]
