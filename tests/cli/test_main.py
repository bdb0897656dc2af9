import pytest
import typer

from annotator.cli import main
from annotator.cli.words import NOW


@pytest.mark.parametrize("verb", NOW)
def test_every_verb_has_its_help(annotator, verb):
    done = annotator(verb, "--help")

    assert (done.status, done.err) == (0, "")
    assert f"annotator {verb}" in done.out


def test_the_help_lists_every_verb_of_this_version(annotator):
    done = annotator("--help")

    listed = done.out.partition("Commands:")[2].split("\n\n")[0].splitlines()[1:]
    assert done.status == 0
    assert [line.split()[0] for line in listed] == list(NOW)
    assert not [line for line in done.out.splitlines() if "..." in line][1:]


def test_wrong_options_without_a_verb_are_one_sentence(annotator):
    done = annotator("--bogus")

    assert (done.status, done.out) == (2, "")
    assert done.err == "No such option: --bogus; see “annotator --help”.\n"


def test_more_is_logged_when_asked_for_and_only_then(annotator):
    quiet = annotator("check", "none.annotator")
    loud = annotator("check", "none.annotator", "--verbose")

    assert quiet.err == "There is no project file none.annotator.\n"
    assert "Traceback" in loud.err
    assert loud.err.endswith(quiet.err)
    assert loud.status == quiet.status == 2


def test_a_mistake_of_our_own_is_a_sentence_and_a_log(annotator, monkeypatch, tmp_path):
    def broken(_context: typer.Context) -> int:
        raise ZeroDivisionError("by zero\nand more")

    monkeypatch.setattr(main, "_COMMANDS", {"new": broken})

    done = annotator("new")

    log = (tmp_path / "home" / "log" / "annotator.log").read_text(encoding="utf-8")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "Annotator met a mistake of its own: ZeroDivisionError: by zero. The log has more.\n"
    )
    assert "Traceback" in log


def test_interruption_has_its_own_status(annotator, monkeypatch):
    def interrupted(_context: typer.Context) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "_COMMANDS", {"new": interrupted})

    done = annotator("new")

    assert (done.status, done.err) == (130, "Stopped; what was done before stays.\n")
