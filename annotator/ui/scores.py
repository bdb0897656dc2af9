"""How a score is put in words."""

from PySide6.QtCore import QCoreApplication

from annotator.domain import scores

_NARROW = "\N{NARROW NO-BREAK SPACE}"


def in_per_cent(score: float) -> str:
    """Return a score as it is shown: 83 %."""
    return f"{scores.percent(score)}{_NARROW}%"


def in_words(score: float) -> str:
    """Return what a proposal's score means."""
    words = QCoreApplication.translate("Scores", "Expected to be right in {0} of 100 cases")
    return words.format(scores.percent(score))


def in_words_once(score: float) -> str:
    """Return what the score meant of the proposal that a claim came from."""
    words = QCoreApplication.translate(
        "Scores", "The proposal it came from was expected to be right in {0} of 100 cases"
    )
    return words.format(scores.percent(score))
