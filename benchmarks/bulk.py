"""Let an engine read many articles: what two processes gain over one, and whether memory is flat.

    python benchmarks/bulk.py                            both, with the corpus varied
    python benchmarks/bulk.py --only gain --rounds 5     seconds with one and with two workers
    python benchmarks/bulk.py --only gain --texts DIR    the same on the texts of a folder
    python benchmarks/bulk.py --project                  the gain in a project, in three minutes
    python benchmarks/bulk.py --only memory --project    its memory

Articles are made of those of `seeds/corpus/train`: their paragraphs drawn anew, their names and
numbers altered, so that nothing can be remembered from one to the next. Prints Markdown. What
starting takes is measured with two articles and left out of the gain. On a busy machine take the
round in which the processes got most of the two cores, which is printed, or the ratio by CPU time:
the one that two free cores would give, of which a lone worker leaves one to whoever stores.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from annotator.exchange.corpus.reading import read_article
from annotator.services.own_corpus import kind_of

ROOT: Final = Path(__file__).resolve().parents[1]
TRAIN: Final = ROOT / "seeds" / "corpus" / "train"
CORES: Final = 2
TICKS: Final = os.sysconf("SC_CLK_TCK")
GAIN_LIMIT: Final = 1.6
GROWTH_LIMIT: Final = 1.1
WARM: Final = 2_000
STEP: Final = 1_000
SYLLABLES: Final = ("ba", "du", "ke", "li", "mo", "na", "pi", "ro", "su", "ta", "ve", "zo")
NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
NUMBER: Final = re.compile(r"\d")


def varied(count: int) -> Iterator[str]:
    """Yield so many articles, each another mixture of those in the training split."""
    drawn = random.Random(4)  # noqa: S311 - nothing to guess
    texts = [read_article(path, kind_of).text for path in sorted(TRAIN.glob("*.txt"))]
    for _ in range(count):
        lines = [line for text in drawn.sample(texts, 2) for line in text.split("\n\n")]
        kept = sorted(drawn.sample(range(len(lines)), len(lines) * 2 // 3))
        yield altered("\n\n".join(lines[at] for at in kept), drawn)


def altered(text: str, drawn: random.Random) -> str:
    """Return a text with new names, the same for the same, and new numbers."""
    new = {name: name + "".join(drawn.choices(SYLLABLES, k=2)) for name in NAME.findall(text)}
    text = NAME.sub(lambda found: new[found[0]], text)
    return NUMBER.sub(lambda _digit: str(drawn.randrange(1, 10)), text)


def written(folder: Path, count: int) -> Path:
    """Write the articles into a folder and return it."""
    folder.mkdir()
    for number, text in enumerate(varied(count)):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return folder


def command(*words: object) -> list[str]:
    """Return the program's own command line."""
    return [sys.executable, "-m", "annotator", *map(str, words)]


class Cost(NamedTuple):
    """Seconds that reading took: by the clock, and of CPU time in the parent and its workers."""

    wall: float
    parent: float
    workers: float

    def beyond(self, start: "Cost") -> "Cost":
        """Return what it took beyond a run that did little more than start."""
        return Cost(*(all_of - less for all_of, less in zip(self, start, strict=True)))

    @property
    def cores(self) -> float:
        """Return how many cores the processes got."""
        return (self.parent + self.workers) / self.wall

    @property
    def gain(self) -> float:
        """Return what a second worker gains where two cores are free."""
        return max(self.workers, self.parent) / max(
            self.parent, (self.workers + self.parent) / CORES
        )


def cost(words: Sequence[object]) -> Cost:
    """Run a command of the program and return what it took."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        command(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # ended, and its times still told
    wall = time.perf_counter() - begin
    told = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    own, reaped = (sum(map(int, told[at : at + 2])) / TICKS for at in (11, 13))
    if process.wait():
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return Cost(wall, own, reaped)


class Reading:
    """The texts of a folder, to be read as JSON lines, or in a project that is new each time."""

    def __init__(self, texts: Path, engine: Sequence[str], folder: Path, *, project: bool) -> None:
        folder.mkdir()
        self._words = ["propose", "--text", texts, "--out", folder / "lines.jsonl", *engine]
        self._new = self._used = None
        if project:
            self._words = [*in_project(texts, folder), *engine]
            self._used = folder / "bulk.annotator"
            self._new = shutil.copy(self._used, folder / "new")

    def cost(self, workers: int) -> Cost:
        """Return what reading takes so many workers."""
        if self._new is not None and self._used is not None:
            shutil.copy(self._new, self._used)
        return cost([*self._words, "--workers", workers])


def gain(texts: Path, rounds: int, engine: Sequence[str], scratch: Path, *, project: bool) -> bool:
    """Print what each round took with one worker and with two; return whether one passed."""
    count = len(list(texts.iterdir()))
    few = scratch / "two"
    few.mkdir()
    for path in sorted(texts.iterdir())[:2]:
        shutil.copy(path, few)
    start, whole = (
        Reading(*it, project=project)
        for it in ((few, engine, scratch / "start"), (texts, engine, scratch / "whole"))
    )
    print(f"\n{count:,} articles, seconds beyond the start (cores that the processes got):\n")
    print(
        "| round | one worker | two workers | ratio | CPU ms an article, parent + workers |", end=""
    )
    print(" ratio by CPU time |\n| --- | --- | --- | --- | --- | --- |")
    best = 0.0
    for number in range(1, rounds + 1):
        one, two = (whole.cost(workers).beyond(start.cost(workers)) for workers in (1, 2))
        best = max(best, one.wall / two.wall)
        parent, workers = (1000 * part / count for part in two[1:])
        cells = f"{one.wall:.1f} ({one.cores:.2f}) | {two.wall:.1f} ({two.cores:.2f})"
        cells += f" | {one.wall / two.wall:.2f} | {parent:.1f} + {workers:.1f} | {two.gain:.2f}"
        print(f"| {number} | {cells} |", flush=True)
    print(f"\nBest ratio {best:.2f}; the limit is {GAIN_LIMIT}.")
    return best >= GAIN_LIMIT


def resident(pid: int) -> float:
    """Return the resident memory of a process in MB; 0.0 if it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def children(pid: int) -> list[int]:
    """Return the processes that a process has started, oldest first."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(child) for child in found.split()]


def workers_of(pid: int) -> list[int]:
    """Return the worker processes, without Python's own tracker of resources."""
    found = []
    for child in children(pid):
        try:
            line = Path(f"/proc/{child}/cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if b"spawn_main" in line:
            found.append(child)
    return found


def memory(words: Sequence[object], report: Path) -> bool:
    """Run a command, print memory every 1,000 articles; return whether it stayed flat.

    `report` is what the command's DEBUG log goes to: a line for each article.
    """
    print("\n| articles | parent MB | workers MB |\n| --- | --- | --- |")
    sums: dict[int, float] = {}
    with report.open("wb") as log:
        process = subprocess.Popen(
            command("--verbose", *words), stdout=subprocess.DEVNULL, stderr=log
        )
    due = STEP
    with report.open("rb") as lines:
        read = 0
        while process.poll() is None:
            read += sum(b": step " in line for line in lines)
            if read >= due:
                parts = [resident(process.pid), *map(resident, workers_of(process.pid))]
                told = " + ".join(f"{part:.0f}" for part in parts[1:])
                print(f"| {read:,} | {parts[0]:.0f} | {told} |", flush=True)
                sums[due] = sum(parts)
                due += STEP
            time.sleep(0.2)
    later = [total for at, total in sums.items() if at >= WARM]
    growth = max(later) / later[0] if later else 1.0
    print(f"\nFrom {WARM:,} on memory grew by a factor of {growth:.2f}; limit {GROWTH_LIMIT}.")
    return process.returncode == 0 and growth <= GROWTH_LIMIT


def in_project(texts: Path, folder: Path) -> list[object]:
    """Make a project of the texts and return the words that let the engine read it."""
    project = folder / "bulk.annotator"
    for words in (("new", project), ("import", project, texts)):
        subprocess.run(command(*words), check=True, stdout=subprocess.DEVNULL)
    return ["propose", project]


def main() -> int:
    """Measure what was asked for and return the exit status."""
    parser = argparse.ArgumentParser(description="Bulk reading: gain of processes, memory.")
    parser.add_argument("--only", choices=("gain", "memory"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=10_000, help="for the memory")
    parser.add_argument("--texts", type=Path, help="for the gain, instead of 600 varied articles")
    parser.add_argument("--engine", default="rules")
    parser.add_argument("--model", help="instead of the engine's own")
    parser.add_argument("--project", action="store_true")
    asked = parser.parse_args()
    only = asked.only or ("gain" if asked.project else None)
    engine = ["--engine", asked.engine, *(["--model", asked.model] if asked.model else [])]
    passed = True
    with TemporaryDirectory() as folder:
        scratch = Path(folder)
        if only != "memory":
            texts = asked.texts or written(scratch / "few", 600)
            passed = gain(texts, asked.rounds, engine, scratch, project=asked.project)
            shutil.rmtree(scratch / "few", ignore_errors=True)
        if only != "gain":
            texts = written(scratch / "many", asked.articles)
            lines = ["propose", "--text", texts, "--out", scratch / "lines.jsonl"]
            words = in_project(texts, scratch) if asked.project else lines
            passed &= memory([*words, *engine, "--workers", 2], scratch / "log")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
