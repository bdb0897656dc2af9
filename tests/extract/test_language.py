import sys

import pytest

from annotator.extract.prose.language import language, unread_note


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The harbour was closed in May, and the town was not told of it.", "en"),
        ("Der Hafen wurde im Mai geschlossen, und die Stadt wusste nichts davon.", "de"),
        ("Liman mayıs ayında kapatıldı ve şehrin bundan haberi yoktu.", "tr"),
    ],
)
def test_a_language_is_detected(text, code):
    assert language(text) == code


def test_too_few_letters_tell_nothing():
    assert language("2024: 12 %") == "und"
    assert unread_note("und") is not None


def test_another_language_is_said_and_nothing_is_proposed(engine):
    found = engine.extract("Der Minister sagte am Montag: „Der Hafen bleibt das ganze Jahr zu.“")
    assert found.claims == ()
    assert found.boilerplate == ()
    assert found.language == "de"
    assert found.note == (
        "The text seems to be in another language than English (de); nothing is proposed."
    )


def test_an_empty_text_is_no_failure(engine):
    assert engine.extract("").claims == ()


def test_plain_english_is_told_without_the_large_model(monkeypatch):
    monkeypatch.setitem(sys.modules, "py3langid", None)
    said = "The mayor said that the harbour was closed by the storm, "
    assert language(said + "and that they would not reopen it.") == "en"


_GERMAN = (
    "„The end of the line“, so nannte der Minister das, was er in der Stadt sah; "
    "er will und muss nun handeln, sagte er der Zeitung am Dienstag im Hafen von Lindau."
)
_DANISH = (
    "Ministeren vil have svar for sommeren, og det skal ske for at give byen ro til at "
    "tænke over, hvad der nu skal ske med havnen."
)


@pytest.mark.parametrize(("text", "code"), [(_GERMAN, "de"), (_DANISH, "da")])
def test_a_few_english_words_do_not_make_a_text_english(text, code):
    assert language(text) == code
