from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.cli.words import NOW, understood
from annotator.domain.errors import UsageError

words = st.lists(st.text(min_size=1).filter(lambda word: not word.startswith("--")))


@given(words, words)
def test_who_acts_may_be_said_anywhere(before, after):
    said = understood([*before, "--user", "Ann", *after, "--verbose"])

    assert said == ("Ann", True, (*before, *after))


def test_after_two_dashes_every_word_is_a_word():
    said = understood(["import", "--user=Ann", "--", "--user", "--verbose"])

    assert said == ("Ann", False, ("import", "--", "--user", "--verbose"))


@pytest.mark.parametrize("typed", [["--user"], ["--user", ""], ["--user="], ["--user", "--x"]])
def test_a_name_has_to_follow(typed):
    with pytest.raises(UsageError, match="A name belongs after “--user”"):
        understood(typed)


@pytest.mark.parametrize("verb", [*NOW, "--help", "-h"])
def test_a_verb_or_an_option_wants_no_window(verb):
    assert not understood(["--user", "Ann", verb]).wants_window


def test_no_word_wants_a_window_on_nothing():
    said = understood(["--user", "Ann"])

    assert said.wants_window
    assert said.window() == (None, "Ann")


def test_a_database_wants_a_window_on_it():
    assert understood(["postgresql+psycopg://h/p"]).window() == ("postgresql+psycopg://h/p", None)


def test_a_project_wants_a_window_on_it(tmp_path):
    project = tmp_path / "p.annotator"
    project.touch()

    assert understood([str(project)]).window() == (Path(project), None)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["imprt"], "There is no command and no project “imprt”; see “annotator --help”."),
        (
            ["imprt", "p", "q"],
            "“imprt” is no command, and a window opens on one project alone.",
        ),
    ],
)
def test_what_cannot_be_opened_is_said(typed, sentence):
    with pytest.raises(UsageError) as refusal:
        understood(typed).window()

    assert str(refusal.value) == sentence
