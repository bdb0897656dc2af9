"""What is left to do after a command: nothing but an exit status, or something to show."""

from pathlib import Path
from typing import NamedTuple


class Window(NamedTuple):
    """A window to open, on a project or on none, as a user or as the system's.

    The project is a file, or a database by its URL.
    """

    project: Path | str | None
    user: str | None


class Picture(NamedTuple):
    """A picture of the window on a project to draw where there is no display."""

    project: Path
    out: Path


Outcome = int | Window | Picture
"""An exit status, or what to show."""
