"""Plain lines for people and scripts: reports on stdout, troubles on stderr."""

import io
import sys
from typing import TextIO


def say(line: str) -> None:
    """Print a line of a report."""
    _print(sys.stdout, line)


def complain(line: str) -> None:
    """Print a line about something that went wrong."""
    _print(sys.stderr, line)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: “1 file”, “1,200 files”."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _print(stream: TextIO, line: str) -> None:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    stream.write(f"{line}\n")
    stream.flush()
