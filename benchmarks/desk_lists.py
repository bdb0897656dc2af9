"""The list of documents and the table of claims at any length, beside what loads all rows.

Ours are shown turn about at every size, and a first paint before each sort; the peers and all
memory are measured in a process each.
What is held against a number of ms, and not against another figure of the same minute, is work of
the processor on all threads, as far as others do not wait for it too:

    python benchmarks/desk_lists.py PROJECT KIND MODEL     prints one peer's figures as JSON
"""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

from desk_figures import Owed, memory, middle, pair, row, table, told
from desk_peers import PEERS
from desk_shown import Shown, Took
from desk_stage import Stage
from large_project import build

from annotator.domain.filter import ClaimOrder

ROWS: Final = (10_000, 100_000, 1_000_000)
QUICK: Final = (200, 2_000)
KINDS: Final = ("documents", "claims")
ORDERS: Final = (ClaimOrder.SPEAKER, ClaimOrder.SCORE, ClaimOrder.OUTLET, ClaimOrder.PUBLISHED)
ROUNDS: Final = 7
STEPS: Final = 41
SIZE: Final = 200  # characters a document: lists do not read them
PAINT_LIMIT, SORT_LIMIT, JUMP_LIMIT, STEP_LIMIT, MEMORY_LIMIT = 2.0, 2.0, 25.0, 19.0, 1 / 7
HEADS: Final = (
    *("rows", "first paint", "jump (work)", "arrow key (work)", "its document open"),
    *("sort, 1st page", "words, 1st page", "busy"),
)
GAP_LIMIT: Final = 50.0
"""For how long, in ms, the window's thread may be busy at a stretch."""


class Figures(NamedTuple):
    """What one of our lists took at one size, in ms."""

    paint: list[float]
    jump: list[Took]
    step: list[Took]
    open: list[float]
    sort: list[float]
    search: list[float]
    gap: list[float]


def measure(folder: Path, *, quick: bool = False) -> bool:
    """Print all figures of lists; return whether what we owe is kept."""
    rows = QUICK if quick else ROWS
    projects = {many: _project(folder, many) for many in rows}
    owed: list[Owed] = []
    stages = {many: Stage(path) for many, path in projects.items()}
    for kind in KINDS:
        owed += _ours(kind, stages, rounds=2 if quick else ROUNDS, steps=5 if quick else STEPS)
    for stage in stages.values():
        stage.close()
    for kind in KINDS:
        owed += _beside(kind, projects[rows[-1]])
    return told(owed)


def _ours(kind: str, stages: Mapping[int, Stage], rounds: int, steps: int) -> Iterator[Owed]:
    found = {many: Figures(*([] for _ in Figures._fields)) for many in stages}
    for _round in range(rounds):
        for many, stage in stages.items():
            _first_paint(stage, kind, found[many])
    for many, stage in stages.items():
        _acts(stage, kind, found[many], rounds, steps)
    print(f"\n### {kind}, ours: ms, median / p95")
    table(*HEADS)
    for many, figures in found.items():
        row(f"{many:,}", *(_cell(times) for times in figures[:-1]), f"{max(figures.gap):.1f}")
    small, large = found[min(found)], found[max(found)]
    paint = middle(small.paint)
    yield Owed(f"{kind}: first paint, of the least's", middle(large.paint) / paint, PAINT_LIMIT)
    yield Owed(f"{kind}: jump", _work(large.jump), JUMP_LIMIT, "ms")
    yield Owed(f"{kind}: arrow key", _work(large.step), STEP_LIMIT, "ms")
    if large.sort:
        paint = middle(large.paint)
        slowest = max(middle(large.sort[at :: len(ORDERS)]) for at in range(len(ORDERS)))
        yield Owed(
            f"{kind}: a sort's first page, of first paint", middle(large.sort) / paint, SORT_LIMIT
        )
        yield Owed(f"{kind}: the slowest one", slowest / paint, SORT_LIMIT)
    yield Owed(f"{kind}: busy at a stretch", max(large.gap), GAP_LIMIT, "ms")


def _cell(times: Sequence[Took] | Sequence[float]) -> str:
    """Return median and 95th percentile; of what is held against a number of ms, the work too."""
    both = [time for time in times if isinstance(time, Took)]
    if both:
        return f"{pair(time.wall for time in both)} ({_work(both):.1f})"
    return pair(time for time in times if not isinstance(time, Took)) if times else ""


def _work(times: Sequence[Took]) -> float:
    return middle(time.work for time in times)


def _first_paint(stage: Stage, kind: str, figures: Figures) -> None:
    shown = Shown(stage, kind)
    figures.paint.append(shown.open())
    shown.close()
    figures.gap.append(shown.turns.longest)


def _acts(stage: Stage, kind: str, figures: Figures, rounds: int, steps: int) -> None:
    shown = Shown(stage, kind)
    shown.open()
    shown.be_alone()
    figures.jump.extend(shown.jumps(steps))
    figures.step.extend(shown.steps(steps))
    if kind == "documents":
        figures.open.extend(shown.openings(rounds))
    if kind == "claims":
        for number in range(rounds * len(ORDERS)):
            turn, at = divmod(number, len(ORDERS))
            _first_paint(stage, kind, figures)
            figures.sort.append(shown.sort(ORDERS[at], descending=(turn + at) % 2 == 1))
    for number in range(rounds):
        figures.search.append(shown.search(("minister", "president")[number % 2]))
    shown.close()
    figures.gap.append(shown.turns.longest)


def _beside(kind: str, project: Path) -> Iterator[Owed]:
    print(f"\n### {kind} beside the peers, at the most rows: ms, MB")
    table("model", "all loaded", "end", "arrow key", "sort", "words", "memory +")
    found = {name: _apart(project, kind, name) for name in ("ours", *PEERS)}
    for name, figures in found.items():
        row(name, *(f"{figures[key]:,.1f}" for key in ("load", "end", "step")),
            *(f"{figures[key]:,.0f}" for key in ("sort", "words", "memory")))  # fmt: skip
    share = found["ours"]["memory"] / found["load all"]["memory"]
    yield Owed(f"{kind}: memory, of loading all", share, MEMORY_LIMIT)


def _apart(project: Path, kind: str, name: str) -> Mapping[str, float]:
    words = [sys.executable, __file__, str(project), kind, name]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    figures: Mapping[str, float] = json.loads(done.stdout)
    return figures


def _in_here(project: Path, kind: str) -> Mapping[str, float]:
    """Return what our list takes in this process, its memory above all."""
    stage = Stage(project)
    gc.collect()
    before = memory()
    shown = Shown(stage, kind)
    load = shown.open()
    shown.rest()
    end, step = shown.jumps(1)[0].wall, middle(took.wall for took in shown.steps(STEPS))
    gc.collect()
    used = memory() - before
    sort = shown.sort(ClaimOrder.SPEAKER, descending=False) if kind == "claims" else 0.0
    words = shown.search("minister")
    shown.close()
    stage.close()
    return {"load": load, "end": end, "step": step, "sort": sort, "words": words, "memory": used}


def _project(folder: Path, many: int) -> Path:
    path = folder / f"rows-{many}.annotator"
    if not path.exists():
        print(f"Making {many:,} documents and claims", flush=True)
        build(path, many, many, SIZE)
    return path


def main(words: Sequence[str]) -> None:
    """Print one model's figures."""
    project, kind, name = words
    found = _in_here(Path(project), kind) if name == "ours" else PEERS[name](Path(project), kind)
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
