"""The list of documents and the table of claims at any length, beside what loads all rows.

Ours are shown turn about at every size; the peers and all memory are measured in a process each:

    python benchmarks/desk_lists.py PROJECT KIND MODEL     prints one peer's figures as JSON
"""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

from desk_figures import Owed, late, memory, middle, pair, row, table, told
from desk_peers import PEERS
from desk_stage import HEIGHT, WIDTH, Stage, Turns
from large_project import build
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget

from annotator.domain.filter import ClaimOrder
from annotator.ui.documents.pane import DocumentsPane
from annotator.ui.explore.panel import ExplorePanel
from annotator.ui.paging.model import PagedModel
from annotator.ui.paging.table import PagedTable

ROWS: Final = (10_000, 100_000, 1_000_000)
QUICK: Final = (200, 2_000)
KINDS: Final = ("documents", "claims")
ORDERS: Final = (ClaimOrder.SPEAKER, ClaimOrder.SCORE, ClaimOrder.OUTLET, ClaimOrder.PUBLISHED)
ROUNDS: Final = 7
STEPS: Final = 41
SIZE: Final = 200  # characters a document: lists do not read them
PAINT_LIMIT, SORT_LIMIT, JUMP_LIMIT, MEMORY_LIMIT = 2.0, 2.0, 25.0, 1 / 7
GAP_LIMIT: Final = 50.0
"""For how long, in ms, the window's thread may be busy at a stretch."""


class Shown(QObject):
    """One of our lists on a project."""

    def __init__(self, stage: Stage, kind: str) -> None:
        super().__init__()
        self.turns, self._sharp, self._reset, self._listed = Turns(stage.app), False, 0, 0
        self.widget: QWidget
        if kind == "documents":
            self.widget = pane = DocumentsPane(stage.desk, stage.shell.jobs, stage.shell.theme())
            self.table: QAbstractItemView = pane.list
            self.model: PagedModel[Any] = pane.model
            self.words, listed = pane.search, pane.listed
        else:
            self.widget = panel = ExplorePanel(stage.desk, stage.shell)
            self.table, self.model = panel.lists[0].table, panel.lists[0].model
            self.words, listed = panel.words, panel.lists[0].counted
        self.model.modelReset.connect(self._on_reset)
        listed.connect(self._on_listed)
        self.table.viewport().installEventFilter(self)
        self.widget.resize(WIDTH, HEIGHT)

    def open(self) -> float:
        """Return how long it takes from being shown to the first page, painted."""
        took = self.turns.until(self.widget.show, self.painted)
        self.turns.longest = 0.0
        return took

    def rest(self) -> None:
        """Wait until every row is listed."""
        self.turns.until(lambda: None, lambda: bool(self._listed))

    def painted(self) -> bool:
        """Tell whether rows were painted of which every one was known, or none is left."""
        return self._sharp or bool(self._listed and not self.model.rowCount())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See whether what is about to be painted is known."""
        if event.type() == QEvent.Type.Paint:
            self._sharp = self._known()
        return False

    def _known(self) -> bool:
        view = self.table.viewport()
        if not self._reset or not self.model.rowCount():
            return False
        first = self.table.indexAt(view.rect().topLeft()).row()
        last = self.table.indexAt(view.rect().bottomLeft()).row()
        ends = (first, self.model.rowCount() - 1 if last < 0 else last)
        return all(self.model.line(at) is not None for at in ends)

    def _after(self, act: Callable[[], object]) -> float:
        """Return how long it takes from an act until the rows in sight are painted anew."""
        self._sharp = False
        return self.turns.until(act, self.painted)

    def first_page(self, act: Callable[[], object]) -> float:
        """Return how long it takes until another first page is painted; wait for the rest."""
        self._reset = self._listed = 0
        took = self._after(act)
        self.rest()
        return took

    def jumps(self, many: int) -> list[float]:
        """Return what it takes to be elsewhere: at the end first, then here and there."""
        bar, took = self.table.verticalScrollBar(), []
        for number in range(many):
            share = 1.0 if not number else number * 0.618 % 1
            place = int(share * bar.maximum())
            took.append(self._after(lambda to=place: bar.setValue(to)))
        return took

    def steps(self, many: int) -> list[float]:
        """Return what the arrow keys take, until the rows in sight are painted."""
        self.table.setCurrentIndex(self.model.index(self.model.rowCount() // 2, 0))
        self.turns.until(lambda: None, self._known)
        press = QTest.keyClick
        return [self._after(lambda: press(self.table, Qt.Key.Key_Down)) for _ in range(many)]

    def sort(self, order: ClaimOrder, *, descending: bool) -> float:
        """Return what the first page of an order takes, as a click on its heading asks for it."""
        if not isinstance(self.table, PagedTable):
            raise TypeError("only tables are sorted")
        column = [item.order for item in self.model.columns].index(order)
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.table.horizontalHeader()
        return self.first_page(lambda: header.setSortIndicator(column, way))

    def search(self, words: str) -> float:
        """Return what the first page of the rows with some words takes, Return pressed."""
        self.words.setText(words)
        return self.first_page(self.words.returnPressed.emit)

    def close(self) -> None:
        """Put the list away."""
        self.rest()
        self.table.viewport().removeEventFilter(self)
        self.widget.close()
        self.widget.deleteLater()

    def _on_reset(self) -> None:
        self._reset += 1

    def _on_listed(self, *_rows: object) -> None:
        self._listed += 1


class Figures(NamedTuple):
    """What one of our lists took at one size, in ms."""

    paint: list[float]
    jump: list[float]
    step: list[float]
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
    table("rows", "first paint", "jump", "arrow key", "sort, 1st page", "words, 1st page", "busy")
    for many, figures in found.items():
        row(f"{many:,}", *(pair(times) for times in figures[:-1]), f"{max(figures.gap):.1f}")
    small, large = found[min(found)], found[max(found)]
    paint = middle(small.paint)
    yield Owed(f"{kind}: first paint, of the least's", middle(large.paint) / paint, PAINT_LIMIT)
    yield Owed(f"{kind}: jump", middle(large.jump), JUMP_LIMIT, "ms")
    if large.sort:
        slowest = late(large.sort, 1)
        share = middle(large.sort) / middle(large.paint)
        yield Owed(f"{kind}: a sort's first page, of first paint", share, SORT_LIMIT)
        yield Owed(f"{kind}: the slowest one", slowest / middle(large.paint), SORT_LIMIT)
    yield Owed(f"{kind}: busy at a stretch", max(large.gap), GAP_LIMIT, "ms")


def _first_paint(stage: Stage, kind: str, figures: Figures) -> None:
    shown = Shown(stage, kind)
    figures.paint.append(shown.open())
    shown.close()
    figures.gap.append(shown.turns.longest)


def _acts(stage: Stage, kind: str, figures: Figures, rounds: int, steps: int) -> None:
    shown = Shown(stage, kind)
    shown.open()
    shown.rest()
    figures.jump.extend(shown.jumps(steps))
    figures.step.extend(shown.steps(steps))
    if kind == "claims":
        for number in range(rounds * len(ORDERS)):
            order = ORDERS[number % len(ORDERS)]
            figures.sort.append(shown.sort(order, descending=number % 2 == 1))
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
    end, step = shown.jumps(1)[0], middle(shown.steps(STEPS))
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
