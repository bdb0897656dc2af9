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
