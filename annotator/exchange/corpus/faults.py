"""What is wrong with an article, all of it at once, each with its line."""

from collections.abc import Sequence
from typing import NamedTuple

from annotator.domain.errors import AnnotatorError


class Fault(NamedTuple):
    """One thing that is wrong; `line` counts from 1 in the marked-up file."""

    line: int
    sentence: str


class Faults:
    """Gathers faults, so that a writer sees them all and not only the first."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, line: int, sentence: str) -> None:
        """Note one fault."""
        self._found.append(Fault(line, sentence))

    def raise_if_any(self, name: str) -> None:
        """Do nothing if all is well.

        Raises:
            MarkupError: something was noted.
        """
        if self._found:
            raise MarkupError(name, sorted(set(self._found)))


class MarkupError(AnnotatorError):
    """An article cannot be compiled; its text is one line a fault, `name:line: sentence`."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        """Take the article's name and its faults in the order of their lines."""
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{name}:{line}: {sentence}" for line, sentence in faults))
