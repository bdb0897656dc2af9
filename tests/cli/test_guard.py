import pytest

from annotator.cli.guard import guarded
from annotator.domain.errors import CancelledError, UsageError


def raising(error):
    def work():
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (UsageError("That makes no sense."), 2, "That makes no sense."),
        (CancelledError("Stopped there."), 130, "Stopped there."),
        (KeyboardInterrupt(), 130, "Stopped; what was done before stays."),
        (OSError(28, "No space left", "x.csv"), 1, "The system refused: No space left: x.csv."),
        (OSError("of no number."), 1, "The system refused: of no number."),
        (
            KeyError("\n"),
            1,
            "Annotator met a mistake of its own: KeyError: '\\n'. The log has more.",
        ),
        (ValueError(), 1, "Annotator met a mistake of its own: ValueError. The log has more."),
    ],
)
def test_a_failure_is_one_sentence_and_a_status(capsys, error, status, sentence):
    assert guarded(raising(error)) == status
    assert capsys.readouterr() == ("", f"{sentence}\n")


def test_nobody_reading_is_no_trouble_at_all(capsys):
    assert guarded(raising(BrokenPipeError())) == 1
    assert capsys.readouterr() == ("", "")


def test_what_went_well_keeps_its_status():
    assert guarded(lambda: 0) == 0
