import json
from pathlib import Path

import pytest

from annotator.domain.project import Policy
from annotator.services.bootstrap import open_services

NO_DATABASE = "names no database: a project is a file, or postgresql+psycopg://USER@HOST/DATABASE."
CODEBOOK = {
    "name": "Fares",
    "fields": [{"key": "topic", "label": "Topic", "scope": "claim"}],
    "return_reasons": ["Wrong"],
}


def test_a_new_project_says_its_codebook_and_its_rule(annotator):
    done = annotator("new", "p.annotator")

    assert done.status == 0
    assert done.out == (
        "Made p.annotator with the codebook “Who said what”; "
        "whoever edited a claim last may not approve it.\n"
    )
    assert done.err == ""


def test_policy_codebook_and_user_are_kept(annotator):
    Path("fares.json").write_text(json.dumps(CODEBOOK))

    done = annotator(
        "new", "p.annotator", "--policy", "solo", "--codebook", "fares.json", "--user", "Ann"
    )

    services = open_services(Path("p.annotator"), user="Ann")
    assert done.status == 0
    assert services.querying.project().policy is Policy.SOLO
    assert services.querying.codebook().name == "Fares"
    assert [user.name for user in services.querying.users()] == ["Ann"]
    services.close()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["p.txt"], "A project file ends in .annotator; p.txt does not."),
        (["no/p.annotator"], "no/p.annotator cannot be made: No such file or directory."),
        (
            ["mysql://me:secret@host/p"],
            f"“mysql://me:***@host/p” {NO_DATABASE}",
        ),
        (
            ["p.annotator", "--codebook", "none.json"],
            "The codebook none.json cannot be read: No such file or directory.",
        ),
        (["p.annotator", "--user", " "], "A name belongs after “--user”, not “ ”."),
    ],
)
def test_what_cannot_be_made_is_said_in_one_sentence(annotator, words, sentence):
    done = annotator("new", *words)

    assert (done.status, done.out, done.err) == (2, "", f"{sentence}\n")
    assert not Path("p.annotator").exists()


def test_a_broken_codebook_is_named_with_what_is_wrong_in_it(annotator):
    Path("c.json").write_text(json.dumps({**CODEBOOK, "return_reasons": []}))

    done = annotator("new", "p.annotator", "--codebook", "c.json")

    assert done.status == 2
    assert done.err.startswith("The codebook c.json cannot be used: return_reasons: ")
    assert done.err.count("\n") == 1


def test_a_project_that_is_there_is_not_touched(annotator):
    annotator("new", "p.annotator")
    before = Path("p.annotator").read_bytes()

    done = annotator("new", "p.annotator")

    assert (done.status, done.err) == (2, "p.annotator exists already; nothing was changed.\n")
    assert Path("p.annotator").read_bytes() == before
