"""The desk, measured: keys a verified claim takes, frames of the text, long lists, starting.

    python benchmarks/desk.py                          everything (some minutes, and once as many
                                                       to make projects of up to a million rows)
    python benchmarks/desk.py --only lists start       some of keys, text, lists, start
    python benchmarks/desk.py --quick                  short, to see that it runs

Prints Markdown, ours beside the limit in one run; the projects stay in `--folder`. A quiet machine
is needed: the ratios are what counts, and they are held against what we owe.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import desk_lists
import desk_start
import desk_verifying
import text_view
from desk_figures import machine
from PySide6.QtCore import qInstallMessageHandler

from annotator.ui.app import application
from annotator.ui.crashes import on_qt_message

QUICK_TEXT: Final = ((5_000, 200),)
FOLDER: Final = Path(__file__).resolve().parents[1] / "build" / "bench-desk"


def text(_folder: Path, *, quick: bool = False) -> bool:
    """Print the costs of frames beside the bare widget; return whether what we owe is kept."""
    print("\n```")
    found = text_view.main(QUICK_TEXT if quick else None)
    print("```")
    return all(figures.owed is None or figures.ratio <= figures.owed for figures in found)


ROOMS: Final[Mapping[str, tuple[str, Callable[..., bool]]]] = {
    "keys": ("Verifying from the keyboard", desk_verifying.measure),
    "text": ("The text, ms of the window's thread", text),
    "lists": ("Long lists", desk_lists.measure),
    "start": ("Starting", desk_start.measure),
}


def main() -> int:
    """Measure what was asked for, and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure the desk.")
    parser.add_argument("--only", nargs="+", choices=ROOMS, default=list(ROOMS))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    application()
    qInstallMessageHandler(on_qt_message)
    print(machine())
    over = [name for name in asked.only if not _measured(name, asked.folder, quick=asked.quick)]
    if asked.quick:
        print("\nA short run: its figures are not held against what we owe.")
        return 0
    print(f"\nWhat we owe is {'NOT kept: ' + ', '.join(over) if over else 'kept'}.")
    return 1 if over else 0


def _measured(name: str, folder: Path, *, quick: bool) -> bool:
    title, measure = ROOMS[name]
    print(f"\n## {title}", flush=True)
    with TemporaryDirectory() as scratch:
        return measure(folder if name == "lists" else Path(scratch), quick=quick)


if __name__ == "__main__":
    sys.exit(main())
