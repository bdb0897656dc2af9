"""What the rooms of the desk's benchmark share: clocks, medians, memory, tables."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

STATUS: Final = Path("/proc/self/status")
KIB: Final = 1024


class Owed(NamedTuple):
    """One figure beside what we owe of it."""

    what: str
    found: float
    most: float
    unit: str = "x"

    @property
    def kept(self) -> bool:
        """Tell whether the figure is within what we owe."""
        return self.found <= self.most

    def line(self) -> str:
        """Return it as a row of a table."""
        verdict = "kept" if self.kept else "OVER"
        return f"| {self.what} | {self.found:.2f} {self.unit} | {self.most:g} | {verdict} |"


def table(*heads: str) -> None:
    """Print the head of a Markdown table."""
    print(f"\n| {' | '.join(heads)} |\n|{' --- |' * len(heads)}", flush=True)


def row(*cells: object) -> None:
    """Print a row of a Markdown table."""
    print(f"| {' | '.join(str(cell) for cell in cells)} |", flush=True)


def told(owed: Sequence[Owed]) -> bool:
    """Print what we owe and whether it is kept; return whether all of it is."""
    table("owed", "found", "at most", "")
    for figure in owed:
        print(figure.line(), flush=True)
    return all(figure.kept for figure in owed)


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    begin = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begin)


def middle(times: Iterable[float]) -> float:
    """Return the median, nought of nothing."""
    return statistics.median([*times] or [0.0])


def late(times: Iterable[float], share: float = 0.95) -> float:
    """Return the value that so large a share of all does not exceed, nought of nothing."""
    ordered = sorted(times) or [0.0]
    return ordered[round(share * (len(ordered) - 1))]


def pair(times: Iterable[float]) -> str:
    """Return the median and the 95th percentile."""
    known = tuple(times)
    return f"{middle(known):.1f} / {late(known):.1f}"


def memory() -> float:
    """Return what this process has in memory, in MB."""
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / KIB


def machine() -> str:
    """Return in a line what the figures were measured on."""
    from PySide6 import __version__ as qt  # noqa: PLC0415 - `--help` does without Qt

    info = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), "")
    load = os.getloadavg()[0]
    return (
        f"{model or platform.machine()}, {os.cpu_count()} cores, load {load:.1f}; "
        f"{platform.system()}, Python {platform.python_version()}, PySide6 {qt}"
    )
