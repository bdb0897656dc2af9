"""From the command to the first paint, beside a bare window; what is told without a window.

The limit of being ready was measured on a window whose libraries were read behind it, and is held
to that: the program is read. Until the sample project is open and shown takes longer, and is told.

    python benchmarks/desk_start.py ours|bare SINCE [PROJECT]     one start, its figures as JSON

SINCE is the monotonic clock, in seconds, when the process was asked for. Every start finds
bytecode, as an installed program does; the round left out has written it into a scratch folder.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

OURS: Final = Path(sys.executable).with_name("annotator")
ROUNDS: Final = 9
FIRST_LIMIT, READ_LIMIT, VERSION_LIMIT, MEMORY_LIMIT = 1.4, 5.0, 2.0, 140.0
IDLE_MS: Final = 1_500  # after which memory is looked at
LOOK_MS: Final = 5
SOON: Final = 60.0  # seconds
_MOMENTS: Final = {
    "painted": "first paint",
    "read": "program read",
    "ready": "sample project open and shown",
}


def measure(folder: Path, *, quick: bool = False) -> bool:
    """Print what starting takes; return whether what we owe is kept."""
    from desk_figures import Owed, middle, pair, row, table, told  # noqa: PLC0415 - see `_child`

    from annotator.services.demonstrating import sample_project  # noqa: PLC0415 - as above

    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    rounds = 2 if quick else ROUNDS
    project = sample_project(folder)
    pass_, version = _in_turn(
        rounds, lambda: _spent([sys.executable, "-c", "pass"]), lambda: _spent([OURS, "--version"])
    )
    bare, ours = _in_turn(rounds, lambda: _started("bare"), lambda: _started("ours", project))
    painted = [found["painted"] for found in bare]
    table("start", "ms, median / p95")
    row("`python -c pass`", pair(pass_))
    row("`annotator --version`", pair(version))
    row("bare window, first paint", pair(painted))
    for name, words in _MOMENTS.items():
        row(f"ours, {words}", pair(found[name] for found in ours))
    work = middle(found["painted_work"] for found in bare)
    row("bare window, processor's time", f"{work:.1f}")
    for name, words in _MOMENTS.items():
        row(f"ours, processor's time, {words}", f"x {_share(ours, f'{name}_work', work):.2f}")
    beside = middle(found["memory"] for found in bare)
    print(f"\nMemory of the bare window: {beside:.0f} MB; ours, idle in the sample project:")
    limit = middle(painted)
    print(f"Open and shown, of the bare window's paint: {_share(ours, 'ready', limit):.2f}")
    return told(
        [
            Owed("first paint, of the bare window's", _share(ours, "painted", limit), FIRST_LIMIT),
            Owed("program read, of the bare window's", _share(ours, "read", limit), READ_LIMIT),
            Owed("version, of `pass`", middle(version) / middle(pass_), VERSION_LIMIT),
            Owed("idle memory", _share(ours, "memory", 1), MEMORY_LIMIT, "MB"),
        ]
    )


def _share(found: Sequence[Mapping[str, float]], name: str, of: float) -> float:
    from desk_figures import middle  # noqa: PLC0415 - see `_child`

    return middle(one[name] for one in found) / of


def _in_turn(rounds: int, *works: Callable[[], Any]) -> list[list[Any]]:
    """Return what each work gave in each round, a round before them left out."""
    every = [[work() for work in works] for _ in range(rounds + 1)][1:]
    return [list(found) for found in zip(*every, strict=True)]


def _spent(words: Sequence[object]) -> float:
    begin = time.perf_counter()
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - begin)


def _started(what: str, project: Path | None = None) -> Mapping[str, float]:
    with TemporaryDirectory() as own:
        platform = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
        around = {**os.environ, "ANNOTATOR_DATA_DIR": own, "QT_QPA_PLATFORM": platform}
        words = [sys.executable, __file__, what, str(time.monotonic()), *_named(project)]
        done = subprocess.run(
            words, env=around, check=True, stdout=subprocess.PIPE, encoding="utf-8", timeout=SOON
        )
    found: Mapping[str, float] = json.loads(done.stdout)
    return found


def _named(project: Path | None) -> list[str]:
    return [] if project is None else [str(project)]


def _child(what: str, since: float, words: list[str]) -> None:
    """Start one of the two; before that nothing is imported that it would not import itself."""
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415 - the first import counts
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    figures: dict[str, float] = {}

    class Clock(QObject):
        """Sees the first paint, when all is ready, and what memory is used a while after."""

        def begin(self) -> None:
            QApplication.instance().installEventFilter(self)
            self._looking = QTimer(self, interval=LOOK_MS)
            self._looking.timeout.connect(self._look)

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint and "painted" not in figures:
                figures["painted"] = 0.0
                QTimer.singleShot(0, self._on_painted)
            return False

        def _on_painted(self) -> None:
            QApplication.instance().removeEventFilter(self)
            self.tell("painted")
            self._looking.start()

        def tell(self, moment: str) -> None:
            figures[moment] = 1000 * (time.monotonic() - since)
            figures[f"{moment}_work"] = 1000 * time.process_time()

        def _look(self) -> None:
            if what == "ours" and not any(map(_ready, QApplication.topLevelWidgets())):
                return
            self._looking.stop()
            self.tell("ready")
            QTimer.singleShot(IDLE_MS, self._end)

        def _end(self) -> None:
            from desk_figures import memory  # noqa: PLC0415 - as above

            figures["memory"] = memory()
            QApplication.closeAllWindows()
            QApplication.quit()

    run = _ours if what == "ours" else _bare
    run(Clock(), words)
    print(json.dumps(figures))


def _ready(window: Any) -> bool:
    session = getattr(window, "session", None)
    if session is None or session.desk.sheet is None:
        return False
    listed = session.bench.documents.model
    return listed.rowCount() > 0 and listed.line(0) is not None


def _ours(clock: Any, words: list[str]) -> None:
    from PySide6 import QtWidgets  # noqa: PLC0415 - what is measured

    class Watched(QtWidgets.QApplication):
        """The program's application, seen by the clock."""

        def __init__(self, words: list[str]) -> None:
            super().__init__(words)
            clock.begin()

    QtWidgets.QApplication = Watched
    from annotator.__main__ import main as start  # noqa: PLC0415 - what is measured
    from annotator.ui import starting  # noqa: PLC0415 - what the line above comes to

    read = starting._read  # noqa: SLF001 - the moment has no signal

    def watched(*given: Any) -> bool:
        wanted: bool = read(*given)
        clock.tell("read")
        return wanted

    starting._read = watched  # noqa: SLF001 - as above
    start(words)


def _bare(clock: Any, _words: list[str]) -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415 - what is measured

    there = QApplication([])
    clock.begin()
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    there.exec()


if __name__ == "__main__":
    _child(sys.argv[1], float(sys.argv[2]), sys.argv[3:])
