"""Tell the words that hold for the whole program from those of one command."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from annotator.cli.outcome import Window
from annotator.cli.projects import project_place
from annotator.domain.errors import UsageError

NOW: Final = (
    "new",
    "import",
    "propose",
    "export",
    "check",
    "backup",
    "restore",
    "evaluate",
    "learn",
    "merge",
    "demo",
    "agreement",
    "assign",
    "people",
    "team",
)
_USER: Final = "--user"
_VERBOSE: Final = "--verbose"
_REST: Final = "--"


class Words(NamedTuple):
    """What was typed: who acts, whether to log more, and the rest in its order."""

    user: str | None
    verbose: bool
    rest: tuple[str, ...]

    @property
    def wants_window(self) -> bool:
        """Tell whether no command is named: there is nothing, or a project comes first."""
        return not self.rest or not (self.rest[0] in NOW or self.rest[0].startswith("-"))

    def window(self) -> Window:
        """Return the window that is asked for.

        Raises:
            UsageError: the first word is neither a command nor a project, or more follow it.
        """
        if not self.rest:
            return Window(None, self.user)
        first, *more = self.rest
        if more:
            raise UsageError(f"“{first}” is no command, and a window opens on one project alone.")
        place = project_place(first)
        if isinstance(place, Path) and not place.exists():
            raise UsageError(
                f"There is no command and no project “{first}”; see “annotator --help”."
            )
        return Window(place, self.user)


def understood(words: Sequence[str]) -> Words:
    """Take `--user NAME` and `--verbose` out, wherever they stand before a `--`.

    Raises:
        UsageError: no name follows `--user`.
    """
    user, verbose, rest = None, False, list[str]()
    waiting = iter(words)
    for word in waiting:
        if word == _REST:
            rest += [word, *waiting]
        elif word == _VERBOSE:
            verbose = True
        elif word == _USER or word.startswith(f"{_USER}="):
            user = _name(word, next(waiting, "") if word == _USER else word.partition("=")[2])
        else:
            rest.append(word)
    return Words(user, verbose, tuple(rest))


def _name(option: str, name: str) -> str:
    if not name.strip() or name.startswith("-"):
        raise UsageError(f"A name belongs after “{_USER}”, not “{name or option}”.")
    return name
